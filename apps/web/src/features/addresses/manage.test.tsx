import { onlineManager } from '@tanstack/react-query';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Alias, RecipientChange, TestMessage } from '@ubuntu-aliases/shared';
import {
  anAlias,
  aRecipient,
  aRecipientChange,
  aTestMessage,
  anEligibility,
  daysAgo,
} from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, server, signedIn } from '../../testing/server.ts';

function withAlias(alias: Alias, changes: RecipientChange[] = []): void {
  signedIn();
  answer('get', 'aliases', { items: [alias], nextCursor: null });
  answer('get', `aliases/${alias.id}`, alias, { etag: '"a-1"' });
  answer('get', 'me/eligibility', anEligibility());
  for (const change of changes) answer('get', `recipient-changes/${change.id}`, change);
}

const waitingFor = (alias: Alias, { id, address }: RecipientChange): Alias => ({
  ...alias,
  recipients: [...alias.recipients, aRecipient({ id, address, state: 'pending' })],
});

async function choose(user: UserEvent, item: string): Promise<void> {
  await user.click(await screen.findByRole('button', { name: 'Manage mira@kubuntu.org' }));
  await user.click(screen.getByRole('button', { name: item }));
}

// Read before the first page is waited for: a busy machine takes its time.
beforeAll(() => import('./index.ts'));
afterEach(() => sessionStorage.clear());

describe('the menu of an address', () => {
  it('opens, moves and closes by keyboard, and gives the focus back', async () => {
    withAlias(anAlias());
    const { user } = renderAt('/addresses');
    const toggle = await screen.findByRole('button', { name: 'Manage mira@kubuntu.org' });
    toggle.focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Change where mail goes' })).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('button', { name: 'Pause' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(toggle).toHaveFocus();
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
  });

  it.each([
    ['suspended', anAlias({ state: 'suspended', reason: 'held' })],
    ['released', anAlias({ state: 'released' })],
  ])('is not there for one that is %s', async (_state, alias) => {
    withAlias(alias);
    renderAt('/addresses');
    await screen.findByRole('row', { name: /mira@kubuntu.org/ });
    expect(screen.queryByRole('button', { name: /Manage/ })).not.toBeInTheDocument();
  });
});

describe('pausing', () => {
  it('shows it at once, made from what was shown, and can be undone', async () => {
    const alias = anAlias();
    withAlias(alias);
    const sent: { body: unknown; tag: string | null }[] = [];
    server.use(
      http.patch(`http://localhost:3000/api/v1/aliases/${alias.id}`, async ({ request }) => {
        const body = (await request.json()) as Partial<Alias>;
        sent.push({ body, tag: request.headers.get('if-match') });
        const now = { ...alias, pauseReply: null, pausedUntil: null, ...body };
        answer('get', 'aliases', { items: [now], nextCursor: null });
        answer('get', `aliases/${alias.id}`, now, { etag: '"a-2"' });
        return HttpResponse.json(now, { headers: { etag: '"a-2"' } });
      }),
    );
    const { user } = renderAt('/addresses');
    await choose(user, 'Pause');
    const dialog = screen.getByRole('dialog', { name: 'Pause mira@kubuntu.org' });
    await user.click(within(dialog).getByRole('radio', { name: /cannot be delivered/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Pause' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(await screen.findByText('mira@kubuntu.org is paused')).toBeVisible();
    expect(screen.getByText('Paused by you. Senders get their mail back.')).toBeVisible();
    expect(sent).toEqual([
      { body: { state: 'paused', pauseReply: 'permanent', pausedUntil: null }, tag: '"a-1"' },
    ]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toEqual({ body: { state: 'active' }, tag: '"a-2"' });
  });

  it('is taken back with the reason when it is refused', async () => {
    const alias = anAlias({ state: 'paused', pauseReply: 'temporary' });
    withAlias(alias);
    refuse('patch', `aliases/${alias.id}`, 503, 'store.unavailable');
    const { user } = renderAt('/addresses');
    await choose(user, 'Resume');
    expect(await screen.findByRole('alert')).toHaveTextContent('database does not answer');
    expect(screen.getByText(/Paused by you/)).toBeVisible();
  });

  it('says what somebody else made of it in between, and overwrites nothing', async () => {
    const alias = anAlias();
    withAlias(alias);
    const { user } = renderAt('/addresses');
    await screen.findByRole('button', { name: 'Manage mira@kubuntu.org' });
    const now = { ...alias, state: 'suspended' as const, reason: 'held' as const };
    answer('get', 'aliases', { items: [now], nextCursor: null });
    answer('get', `aliases/${alias.id}`, now, { etag: '"a-2"' });
    await choose(user, 'Pause');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Pause' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Your change was not made. mira@kubuntu.org is now: Suspended.');
    expect(alert).toHaveTextContent('an admin holds this address');
  });
});

describe('how much mail', () => {
  it('is shown by day, and stopped with its numbers', async () => {
    const alias = anAlias();
    withAlias(alias);
    const day = daysAgo(1).slice(0, 10);
    const path = `aliases/${alias.id}/mail-counts`;
    const counted = { isCounted: true, lastAt: daysAgo(1), days: [{ day, forwarded: 1200, refused: 3 }] };
    answer('get', path, counted, { etag: '"c-1"' });
    const sent: Request[] = [];
    answer(
      'patch',
      path,
      { isCounted: false, lastAt: null, days: [] },
      { seen: (request) => sent.push(request) },
    );
    const { user } = renderAt('/addresses');
    await choose(user, 'How much mail');
    const dialog = within(screen.getByRole('dialog', { name: 'Mail to mira@kubuntu.org' }));
    expect(await dialog.findByText(/1,200 forwarded, 3 refused/)).toBeVisible();
    await user.click(dialog.getByText('Day by day'));
    expect(dialog.getByRole('row', { name: /1,200 3$/ })).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Stop counting and delete the numbers' }));
    expect(await dialog.findByRole('button', { name: 'Count my mail' })).toBeVisible();
    expect(sent[0]?.headers.get('if-match')).toBe('"c-1"');
  });
});

describe('where mail goes', () => {
  it('is asked for, with a guess that is offered and not forced', async () => {
    const alias = anAlias();
    withAlias(alias);
    const sent: Request[] = [];
    const change = aRecipientChange({ aliasId: alias.id, address: 'mira@gmail.com' });
    answer('post', `aliases/${alias.id}/recipient-changes`, change, {
      status: 201,
      seen: (request) => sent.push(request.clone()),
    });
    const { user } = renderAt('/addresses');
    await choose(user, 'Change where mail goes');
    const field = await screen.findByRole('textbox', { name: 'New mailbox' });
    expect(field).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(field).toBeInvalid();
    expect(field).toHaveFocus();
    await user.type(field, 'mira@gmial.com');
    await user.click(screen.getByRole('button', { name: 'mira@gmail.com' }));
    expect(field).toHaveValue('mira@gmail.com');
    answer('get', 'aliases', { items: [waitingFor(alias, change)], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Send the link' }));
    expect(await screen.findByRole('textbox', { name: 'Code from the mail' })).toBeVisible();
    expect(await sent[0]?.json()).toEqual({ address: 'mira@gmail.com', replaces: alias.recipients[0]?.id });
    expect(sent[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('needs a fresh sign-in, and what was typed is still there after it', async () => {
    const alias = anAlias();
    withAlias(alias);
    refuse('post', `aliases/${alias.id}/recipient-changes`, 403, 'auth.stale');
    const { user, unmount } = renderAt('/addresses');
    await choose(user, 'Change where mail goes');
    await user.type(screen.getByRole('textbox', { name: 'New mailbox' }), 'mira@example.net{Enter}');
    const link = await screen.findByRole('link', { name: 'Log in with Ubuntu One' });
    const back = new URL((link as HTMLAnchorElement).href).searchParams.get('returnTo') ?? '';
    unmount();
    renderAt(back);
    expect(await screen.findByRole('textbox', { name: 'New mailbox' })).toHaveValue('mira@example.net');
  });

  it('shows what a lookalike domain really is', async () => {
    withAlias(anAlias());
    const { user } = renderAt('/addresses');
    await choose(user, 'Change where mail goes');
    await user.type(screen.getByRole('textbox', { name: 'New mailbox' }), 'mira@exаmple.org');
    expect(screen.getByText(/xn--/)).toBeVisible();
  });

  it('waits while offline, keeps what was typed and goes on by itself', async () => {
    const alias = anAlias();
    withAlias(alias);
    const change = aRecipientChange({ aliasId: alias.id });
    answer('post', `aliases/${alias.id}/recipient-changes`, change, { status: 201 });
    const { user } = renderAt('/addresses');
    await choose(user, 'Change where mail goes');
    act(() => onlineManager.setOnline(false));
    const field = screen.getByRole('textbox', { name: 'New mailbox' });
    await user.type(field, 'mira@example.net{Enter}');
    expect(within(screen.getByRole('dialog')).getByText(/You are offline/)).toBeVisible();
    expect(field).toHaveValue('mira@example.net');
    answer('get', 'aliases', { items: [waitingFor(alias, change)], nextCursor: null });
    act(() => onlineManager.setOnline(true));
    expect(await screen.findByRole('textbox', { name: 'Code from the mail' })).toBeVisible();
  });

  it('is proved by the code, or cancelled', async () => {
    const before = anAlias();
    const change = aRecipientChange({ aliasId: before.id, address: 'mira@example.net' });
    withAlias(waitingFor(before, change), [change]);
    refuse('post', `recipient-changes/${change.id}/confirm`, 403, 'recipient_change.proof_invalid');
    const { user } = renderAt('/addresses');
    await user.click(await screen.findByRole('button', { name: 'Enter the code' }));
    const field = screen.getByRole('textbox', { name: 'Code from the mail' });
    await user.type(field, '12{Enter}');
    expect(screen.getByText('The code has six digits.')).toBeVisible();
    await user.clear(field);
    await user.type(field, '123 456{Enter}');
    await waitFor(() => expect(field).toBeInvalid());
    const sent: Request[] = [];
    answer(
      'post',
      `recipient-changes/${change.id}/confirm`,
      { id: change.id, state: 'confirmed' },
      { seen: (request) => sent.push(request.clone()) },
    );
    answer('get', 'aliases', { items: [before], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('Mail goes to mira@example.net now')).toBeVisible();
    expect(await sent[0]?.json()).toEqual({ code: '123456' });
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

describe('a test', () => {
  it('is followed stage by stage and closed by its reader', async () => {
    const alias = anAlias();
    withAlias(alias);
    const stages = (...states: TestMessage['stages'][number]['state'][]) =>
      aTestMessage({ id: 't1', aliasId: alias.id }, states);
    answer('post', `aliases/${alias.id}/test-messages`, stages('done', 'waiting', 'waiting', 'waiting'), {
      status: 202,
    });
    answer('get', `aliases/${alias.id}/test-messages/t1`, stages('done', 'done', 'done', 'waiting'));
    answer('post', 'test-messages/t1/seen', stages('done', 'done', 'done', 'done'));
    const { user } = renderAt('/addresses');
    await user.click(await screen.findByRole('button', { name: 'Send yourself a test' }));
    await user.click(screen.getByRole('button', { name: 'Send me a test' }));
    expect(await screen.findByText('Accepted by mx.example.org')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'I see it' }));
    expect(await screen.findByText('It has arrived. Your address works.')).toBeVisible();
    await user.click(within(screen.getByRole('dialog')).getAllByRole('button', { name: 'Close' })[0]!);
    expect(within(screen.getByRole('region', { name: 'First steps' })).getAllByText('(done)')).toHaveLength(
      3,
    );
  });

  it('says how long to wait after three of them', async () => {
    const alias = anAlias();
    withAlias(alias);
    refuse('post', `aliases/${alias.id}/test-messages`, 429, 'request.rate_limited', { 'retry-after': '90' });
    const { user } = renderAt('/addresses');
    await choose(user, 'Send me a test');
    await user.click(screen.getByRole('button', { name: 'Send me a test' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('90 seconds');
  });
});
