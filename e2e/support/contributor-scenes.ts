import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

type Fields = Record<string, unknown>;

const BEN = { openid: 'BnMrsh2', path: '/addresses' };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Answers in place of the API: a state that would need other people, or days. */
const says =
  (path: string, body: Fields, status = 200) =>
  (page: Page) =>
    page.route(`**/api/v1/${path}`, (route) =>
      route.fulfill({
        status,
        json: body,
        headers: { etag: '"x"', ...(status >= 400 && { 'content-type': 'application/problem+json' }) },
      }),
    );

/** My addresses as they are, with the first one changed. */
const firstAlias = (change: (alias: Fields & { recipients: Fields[] }) => Fields) => (page: Page) =>
  page.route('**/api/v1/aliases', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { items: (Fields & { recipients: Fields[] })[] };
    const [first, ...others] = body.items;
    await route.fulfill({
      response: answer,
      json: { ...body, items: [first && { ...first, ...change(first) }, ...others] },
    });
  });

const mailbox = (id: string, address: string, fields: Fields = {}): Fields => ({
  id,
  address,
  state: 'confirmed',
  failingSince: null,
  failure: null,
  failingHost: null,
  ...fields,
});
const PENDING = mailbox('01890000-0000-7000-8000-000000000001', 'ben.marsh@new-mailbox.example', {
  state: 'pending',
});

/** An entry of the menu of the first address, in either language. */
const choose = (entry: RegExp) => async (page: Page) => {
  await page.locator('main .p-contextual-menu > button').first().click();
  await page.locator('.p-contextual-menu__dropdown button').filter({ hasText: entry }).first().click();
  await page.getByRole('dialog').waitFor();
};

const problem = (code: string, status: number): Fields => ({
  type: 'about:blank',
  title: code,
  status,
  detail: code,
  code,
  requestId: 'b7e1c3d4-0000-4000-8000-000000000000',
});

const preview = (fields: Fields) => (page: Page) =>
  says('recipient-changes/x/preview', {
    id: 'x',
    action: 'confirm',
    kind: 'replace',
    alias: 'ben-marsh@kubuntu.org',
    address: 'ben.marsh@new-mailbox.example',
    state: 'pending',
    expiresAt: inDays(1),
    undoUntil: null,
    ...fields,
  })(page);

const counts = (page: Page) =>
  says('aliases/*/mail-counts', {
    isCounted: true,
    lastAt: inDays(-0.1),
    days: Array.from({ length: 60 }, (_, index) => ({
      day: inDays(-index).slice(0, 10),
      forwarded: (index * 37) % 23,
      refused: index % 5 === 0 ? 3 : 0,
    })),
  })(page);

/** What a contributor meets, state by state. */
export const contributorScenes: Scene[] = [
  ...(['left_team', 'not_valid', 'coc_unsigned', 'banned', 'held'] as const).map((reason) => ({
    ...BEN,
    name: `addresses-suspended-${reason}`,
    before: firstAlias(() => ({ state: 'suspended', reason })),
  })),
  { ...BEN, name: 'addresses-grace', before: firstAlias(() => ({ state: 'grace', graceUntil: inDays(12) })) },
  { ...BEN, name: 'addresses-released', before: firstAlias(() => ({ state: 'released', recipients: [] })) },
  {
    ...BEN,
    name: 'addresses-failing',
    before: firstAlias(() => ({
      recipients: [
        mailbox('a', 'ben@example.com', {
          state: 'failing',
          failingSince: inDays(-2),
          failure: '550 5.1.1',
          failingHost: 'mx.example.com',
        }),
      ],
    })),
  },
  {
    ...BEN,
    name: 'addresses-paused',
    before: firstAlias(() => ({ state: 'paused', pauseReply: 'temporary', pausedUntil: inDays(5) })),
  },
  {
    ...BEN,
    name: 'addresses-pending',
    before: firstAlias(({ recipients }) => ({ recipients: [...recipients, PENDING] })),
  },
  {
    ...BEN,
    name: 'addresses-three',
    before: firstAlias(() => ({
      maxRecipients: 3,
      recipients: [
        mailbox('a', 'ben@example.com'),
        mailbox('b', 'ben.marsh@work.example'),
        mailbox('c', `${'b'.repeat(64)}@${'long-domain.'.repeat(8)}example`),
      ],
    })),
  },
  { ...BEN, name: 'addresses-broken', before: says('aliases', problem('store.unavailable', 503), 503) },
  {
    ...BEN,
    name: 'addresses-claim',
    before: says('me/claims', {
      items: [{ id: 'c', address: 'ben@ubuntu.com', sentAt: inDays(-0.01), expiresAt: inDays(1) }],
    }),
    prepare: (page) => page.locator('.p-notification--information').waitFor(),
  },
  {
    ...BEN,
    name: 'addresses-offline',
    prepare: async (page) => {
      await page.context().setOffline(true);
      await page.locator('.banner, [role=status]').first().waitFor();
    },
  },
  {
    ...BEN,
    name: 'addresses-menu',
    prepare: (page) => page.locator('main .p-contextual-menu > button').first().click(),
  },
  { ...BEN, name: 'dialog-recipient', prepare: choose(/Change|바꾸기/) },
  {
    ...BEN,
    name: 'dialog-recipient-guess',
    prepare: async (page) => {
      await choose(/Change|바꾸기/)(page);
      await page.getByRole('textbox').fill('ben@gmial.com');
      await page.getByRole('textbox').blur();
    },
  },
  {
    ...BEN,
    name: 'dialog-recipient-refused',
    before: says('aliases/*/recipient-changes', problem('alias.recipient_loop', 422), 422),
    prepare: async (page) => {
      await choose(/Change|바꾸기/)(page);
      await page.getByRole('textbox').fill('ben@ubuntu.com');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByText('@ubuntu.com').first().waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    ...BEN,
    name: 'dialog-recipient-stale',
    before: says('aliases/*/recipient-changes', problem('auth.stale', 403), 403),
    prepare: async (page) => {
      await choose(/Change|바꾸기/)(page);
      await page.getByRole('textbox').fill('ben@example.net');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('link').waitFor();
    },
  },
  {
    ...BEN,
    name: 'dialog-code',
    before: async (page) => {
      await firstAlias(({ recipients }) => ({ recipients: [...recipients, PENDING] }))(page);
      await says('recipient-changes/*', {
        id: PENDING['id'],
        aliasId: 'a',
        kind: 'replace',
        address: PENDING['address'],
        replaces: null,
        state: 'pending',
        createdAt: inDays(0),
        expiresAt: inDays(1),
        confirmedAt: null,
        undoUntil: null,
      })(page);
    },
    prepare: choose(/Confirm|확인/),
  },
  {
    ...BEN,
    name: 'dialog-remove',
    before: firstAlias(() => ({
      maxRecipients: 3,
      recipients: [mailbox('a', 'ben@example.com'), mailbox('b', 'ben.marsh@work.example')],
    })),
    prepare: choose(/Remove|지우기/),
  },
  { ...BEN, name: 'dialog-pause', prepare: choose(/Pause|일시/) },
  { ...BEN, name: 'dialog-test', prepare: choose(/test|시험/) },
  {
    ...BEN,
    name: 'dialog-test-refused',
    before: says(
      'aliases/*/test-messages',
      {
        id: 't',
        aliasId: 'a',
        createdAt: inDays(0),
        stages: [
          { name: 'created', state: 'done', at: inDays(0) },
          { name: 'handed_over', state: 'done', at: inDays(0) },
          { name: 'accepted', state: 'failed', at: inDays(0), host: 'mx.example.com', answer: '550 5.1.1' },
          { name: 'seen', state: 'waiting', at: null },
        ],
      },
      202,
    ),
    prepare: async (page) => {
      await choose(/test|시험/)(page);
      await page.getByRole('dialog').locator('[data-autofocus]').click();
      await page.locator('.stages').waitFor();
    },
  },
  { ...BEN, name: 'dialog-counts', before: counts, prepare: choose(/much|메일 수/) },
  {
    ...BEN,
    name: 'dialog-counts-off',
    before: says('aliases/*/mail-counts', { isCounted: false, lastAt: null, days: [] }),
    prepare: choose(/much|메일 수/),
  },
  {
    ...BEN,
    name: 'dialog-counts-none',
    before: says('aliases/*/mail-counts', { isCounted: true, lastAt: null, days: [] }),
    prepare: choose(/much|메일 수/),
  },
  { name: 'activity', openid: 'BnMrsh2', path: '/activity' },
  { name: 'activity-none', openid: 'BnMrsh2', path: '/activity?actor=admin' },
  {
    name: 'account-large',
    openid: 'BnMrsh2',
    path: '/account',
    before: says('me/exports', { isLarge: true, items: [] }),
  },
  {
    name: 'account-export-ready',
    openid: 'BnMrsh2',
    path: '/account',
    before: says('me/exports', {
      isLarge: true,
      items: [
        { id: 'x', state: 'ready', size: 9, createdAt: inDays(-1), madeAt: inDays(-1), expiresAt: inDays(6) },
      ],
    }),
  },
  {
    name: 'dialog-leave',
    openid: 'BnMrsh2',
    path: '/account',
    prepare: async (page) => {
      await page.locator('section').last().getByRole('button').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'link-confirm', path: '/recipient-changes/x/confirm#token=t', before: preview({}) },
  {
    name: 'link-expired',
    path: '/recipient-changes/x/confirm#token=t',
    before: preview({ state: 'expired' }),
  },
  {
    name: 'link-used',
    path: '/recipient-changes/x/confirm#token=t',
    before: preview({ state: 'confirmed', undoUntil: inDays(7) }),
  },
  {
    name: 'link-wrong',
    path: '/recipient-changes/x/confirm#token=t',
    before: says('recipient-changes/x/preview', problem('recipient_change.not_found', 404), 404),
  },
  {
    name: 'link-cancel',
    path: '/recipient-changes/x/cancel#token=t',
    before: preview({ action: 'cancel', address: 'b…@new-mailbox.example' }),
  },
  {
    name: 'link-undo',
    path: '/recipient-changes/x/cancel#token=t',
    before: preview({
      action: 'cancel',
      state: 'confirmed',
      undoUntil: inDays(7),
      address: 'b…@new-mailbox.example',
    }),
  },
  { name: 'link-test', path: '/test-messages/x/seen#token=t' },
];
