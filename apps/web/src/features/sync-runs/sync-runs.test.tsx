import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import type { SyncRun, SyncRunItem } from '@ubuntu-aliases/shared';
import { daysAgo } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, server, signedIn } from '../../testing/server.ts';

function aRun(overrides: Partial<SyncRun> = {}): SyncRun {
  return {
    id: 'run-1', domain: 'kubuntu.org', team: 'kubuntu-members', mode: 'apply', origin: 'schedule', state: 'applied',
    counts: { added: 2, restored: 0, graced: 0, suspended: 0, unmatched: 0 }, unanswered: 0,
    progress: { pages: 1, people: 20, lookups: 2 }, isRosterAccepted: true, canAcceptRoster: false, approvableUntil: null,
    decision: null, createdAt: daysAgo(1), startedAt: daysAgo(1), finishedAt: daysAgo(1), ...overrides,
  };
} // prettier-ignore

function anItem(overrides: Partial<SyncRunItem> = {}): SyncRunItem {
  return {
    id: crypto.randomUUID(), action: 'suspend', state: 'planned', address: 'mira@kubuntu.org', aliasId: 'a',
    member: { id: 'm', launchpadName: 'mira', displayName: 'Mira' }, reason: 'left_team', before: 'grace', after: 'suspended',
    graceUntil: null, outcome: null, ...overrides,
  };
} // prettier-ignore

function withRun(run: SyncRun, items: SyncRunItem[] = [], role: 'admin' | 'auditor' = 'admin') {
  signedIn({ isAdmin: true, roles: [{ role, domains: null }] });
  answer('get', 'admin/sync-runs', {
    items: [run],
    nextCursor: null,
    launchpad: { state: 'ok', until: null },
  });
  answer('get', `admin/sync-runs/${run.id}`, run);
  answer('get', `admin/sync-runs/${run.id}/items`, { items, nextCursor: null });
}

it('lists runs with what came of them, and starts one as a plan', async () => {
  withRun(aRun({ state: 'stopped', reason: { code: 'sync.roster_not_accepted', detail: 'person_twice', page: 3 } }));
  answer('get', 'admin/sync-runs', {
    items: [aRun({ state: 'stopped', reason: { code: 'sync.roster_not_accepted', detail: 'person_twice', page: 3 } })],
    nextCursor: null,
    launchpad: { state: 'open', until: '2030-01-01T00:00:00.000Z' },
  });
  let sent: unknown;
  server.use(
    http.post('http://localhost:3000/api/v1/admin/sync-runs', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ id: 'run-2', domain: 'kubuntu.org', state: 'queued' }, { status: 202 });
    }),
  );
  const { user } = renderAt('/admin/sync');
  const list = await screen.findByRole('list', { name: 'Runs' });
  expect(within(list).getByText('a person came twice · on the 3rd page')).toBeVisible();
  expect(screen.getByText(/scheduled runs leave it alone/)).toBeVisible();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Domain' }), 'kubuntu.org');
  await user.click(screen.getByRole('button', { name: 'Plan only' }));
  expect(await screen.findByText('The run is queued.')).toBeVisible();
  expect(sent).toEqual({ domain: 'kubuntu.org', mode: 'plan' });
}); // prettier-ignore

it('a plan that waits is approved with its number and a reason', async () => {
  const counts = { added: 0, restored: 0, graced: 11, suspended: 1, unmatched: 4 };
  withRun(aRun({ state: 'needs_approval', counts, approvableUntil: daysAgo(-1) }), [
    anItem(),
    anItem({ action: 'grace', address: 'noor@kubuntu.org', graceUntil: '2030-01-02T12:00:00.000Z' }),
    anItem({ action: 'add', address: null, reason: 'provisioned' }),
    anItem({ reason: null, address: 'lars@kubuntu.org' }),
  ]);
  let sent: unknown;
  server.use(
    http.post('http://localhost:3000/api/v1/admin/sync-runs/run-1/apply', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ id: 'run-1', state: 'applying' }, { status: 202 });
    }),
  );
  const { user } = renderAt('/admin/sync/run-1');
  const diff = await screen.findByRole('list', { name: 'Changes' });
  const lines = within(diff).getAllByRole('listitem');
  expect(lines[0]).toHaveClass('sync-line--suspend');
  expect(lines[1]).toHaveTextContent(/into grace · left the team · until January 2, 2030/);
  // Nothing is red without a reason.
  expect(lines[3]).not.toHaveClass('sync-line--suspend');
  await user.click(screen.getByRole('button', { name: 'Approve 12 removals…' }));
  const dialog = screen.getByRole('dialog', { name: 'Approve 12 removals at kubuntu.org' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'team cleaned up');
  await user.click(within(dialog).getByRole('button', { name: 'Approve 12 removals…' }));
  expect(await screen.findByText('Approved; it is being applied.')).toBeVisible();
  expect(sent).toEqual({ reason: 'team cleaned up' });
});

it('an auditor decides nothing; a stopped roster can be accepted by an admin', async () => {
  withRun(aRun({ state: 'stopped', canAcceptRoster: true }), [], 'auditor');
  const { unmount } = renderAt('/admin/sync/run-1');
  expect(await screen.findByText('No changes.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Accept/ })).toBeNull();
  unmount();
  withRun(aRun({ state: 'stopped', canAcceptRoster: true }));
  renderAt('/admin/sync/run-1');
  expect(await screen.findByRole('button', { name: 'Accept the roster…' })).toBeVisible();
});
