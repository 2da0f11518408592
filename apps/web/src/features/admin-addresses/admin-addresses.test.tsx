import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { AdminAlias } from '@ubuntu-aliases/shared';
import { anAlias, daysAgo } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, server, signedIn } from '../../testing/server.ts';

function anAdminAlias(overrides: Partial<AdminAlias> = {}): AdminAlias {
  return {
    ...anAlias(),
    recipients: [{ id: 'r', address: 'm…@example.org', state: 'confirmed' }],
    origin: 'provisioned',
    member: {
      id: 'm',
      claimedIdentifier: 'https://login.ubuntu.com/+id/M',
      launchpadName: 'mira',
      displayName: 'Mira',
    },
    isUnclaimed: false,
    isWithoutRecipient: false,
    pausedUntil: null,
    suspendedAt: null,
    heldAt: null,
    holdReason: null,
    releasedAt: null,
    ...overrides,
  };
}

function withAliases(
  items: AdminAlias[],
  role: 'admin' | 'auditor' = 'admin',
  nextCursor: string | null = null,
) {
  signedIn({ isAdmin: true, roles: [{ role, domains: null }] });
  const questions: URLSearchParams[] = [];
  answer(
    'get',
    'admin/aliases',
    { items, nextCursor, total: items.length },
    {
      seen: (request) => questions.push(new URL(request.url).searchParams),
    },
  );
  server.use(
    http.get('http://localhost:3000/api/v1/admin/aliases/:id', ({ params }) =>
      HttpResponse.json(items.find(({ id }) => id === params['id']) ?? null),
    ),
  );
  return { questions };
}

const rowOf = (address: string) => screen.findByRole('row', { name: new RegExp(address) });

describe('the list of addresses', () => {
  it('says whose each is, what becomes of its mail and why', async () => {
    withAliases([
      anAdminAlias({ state: 'grace', reason: 'left_team', graceUntil: '2030-01-02T12:00:00.000Z' }),
      anAdminAlias({ address: 'old@ubuntu.com', state: 'suspended', reason: 'held', member: null, isUnclaimed: true }),
    ]);
    renderAt('/admin/addresses');
    const first = await rowOf('mira@kubuntu.org');
    expect(within(first).getByText('~mira')).toBeVisible();
    expect(within(first).getByText('Left the team · until January 2, 2030')).toBeVisible();
    expect(within(await rowOf('old@ubuntu.com')).getByText('Nobody yet')).toBeVisible();
    expect(screen.getByText('2 addresses')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Download as CSV' })).toHaveAttribute('href', '/api/v1/admin/aliases.csv?');
  });

  it('keeps filters, order and page in the address', async () => {
    const { questions } = withAliases([anAdminAlias()], 'admin', 'next-page');
    const { user } = renderAt('/admin/addresses');
    await rowOf('mira@kubuntu.org');
    await user.click(screen.getByRole('button', { name: 'Suspended' }));
    await user.type(screen.getByRole('searchbox'), 'mira{Enter}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), '-created');
    await user.click(await screen.findByRole('link', { name: 'Next page' }));
    await waitFor(() => expect(questions.at(-1)?.get('cursor')).toBe('next-page'));
    expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({
      state: 'suspended', q: 'mira', sort: '-created', cursor: 'next-page',
    });
    // Another filter begins at its first page.
    await user.click(screen.getByRole('button', { name: 'Suspended' }));
    await waitFor(() => expect(questions.at(-1)?.has('cursor')).toBe(false));
  });

  it('holds several with a reason, and names those for which nothing was changed', async () => {
    const [one, two] = [anAdminAlias(), anAdminAlias({ address: 'ben@kubuntu.org' })];
    withAliases([one, two]);
    let sent: unknown;
    server.use(
      http.post('http://localhost:3000/api/v1/admin/alias-holds', async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ items: [{ id: one.id, outcome: 'done', alias: one }, { id: two.id, outcome: 'wrong_state', alias: two }] });
      }),
    );
    const { user } = renderAt('/admin/addresses');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all on this page' }));
    await user.click(within(screen.getByRole('group', { name: '2 addresses selected' })).getByRole('button', { name: 'Hold…' }));
    const dialog = screen.getByRole('dialog', { name: 'Hold 2 addresses' });
    await user.click(within(dialog).getByRole('button', { name: 'Hold 2 addresses' }));
    expect(within(dialog).getByText('Say why: somebody will ask.')).toBeVisible();
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), ' abuse ');
    await user.click(within(dialog).getByRole('button', { name: 'Hold 2 addresses' }));
    expect(await screen.findByText('The address is held.')).toBeVisible();
    expect(sent).toEqual({ action: 'hold', ids: [one.id, two.id], reason: 'abuse' });
    expect(within(screen.getByRole('alert')).getByText(/ben/)).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('an auditor reads', async () => {
    const alias = anAdminAlias();
    withAliases([alias], 'auditor');
    renderAt(`/admin/addresses/${alias.id}`);
    expect(await screen.findByText('You may read this, not change it.')).toBeVisible();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /Reveal|Hold/ })).toBeNull();
  });

  it('nothing found offers the way back; a refusal says what to do', async () => {
    withAliases([]);
    const { user } = renderAt('/admin/addresses?state=paused');
    await user.click((await screen.findAllByRole('button', { name: 'Clear filters' })).at(-1) as HTMLElement);
    expect(window.location.search).toBe('');
    refuse('get', 'admin/aliases', 503, 'store.unavailable');
    renderAt('/admin/addresses?q=other');
    expect(await screen.findByRole('alert')).toBeVisible();
  });
}); // prettier-ignore

describe('one address', () => {
  it('reveals where mail goes once it is asked for', async () => {
    const alias = anAdminAlias({
      heldAt: daysAgo(1),
      holdReason: 'abuse',
      state: 'suspended',
      reason: 'held',
    });
    withAliases([alias]);
    answer('post', `admin/aliases/${alias.id}/reveal`, {
      recipients: [{ id: 'r', address: 'mira.o@example.org', state: 'confirmed' }],
    });
    const { user } = renderAt(`/admin/addresses/${alias.id}`);
    const panel = await screen.findByRole('region', { name: 'mira@kubuntu.org' });
    expect(within(panel).getByText('abuse')).toBeVisible();
    expect(within(panel).getByRole('button', { name: 'Lift the hold…' })).toBeVisible();
    await user.click(within(panel).getByRole('button', { name: 'Reveal the recipients' }));
    expect(await within(panel).findByText(/mira\.o/)).toBeVisible();
    expect(within(panel).getByText(/recorded in the audit log/)).toBeVisible();
  });

  it('is freed only when its address was typed and a reason given', async () => {
    const alias = anAdminAlias({ state: 'released', releasedAt: daysAgo(1) });
    withAliases([alias]);
    let sent: unknown;
    server.use(
      http.post(`http://localhost:3000/api/v1/admin/aliases/${alias.id}/free`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(alias);
      }),
    );
    const { user } = renderAt(`/admin/addresses/${alias.id}`);
    await user.click(await screen.findByRole('button', { name: 'Free the name…' }));
    const dialog = screen.getByRole('dialog');
    const free = within(dialog).getByRole('button', { name: 'Free the name' });
    const field = within(dialog).getByRole('textbox', { name: 'Type the address to confirm' });
    await user.type(field, 'mira@ubuntu.com');
    await user.click(free);
    expect(within(dialog).getByText('Type the address exactly as it stands above.')).toBeVisible();
    expect(field).toHaveFocus();
    await user.clear(field);
    await user.type(field, 'Mira@kubuntu.org');
    await user.click(free);
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'asked for');
    await user.click(free);
    expect(await screen.findByText('The name of mira@kubuntu.org is free.')).toBeVisible();
    expect(sent).toEqual({ confirm: 'mira@kubuntu.org', reason: 'asked for' });
    expect(window.location.pathname).toBe('/admin/addresses');
  });
});
