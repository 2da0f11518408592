import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { AuditEntry } from '@ubuntu-aliases/shared';
import { daysAgo } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, signedIn } from '../../testing/server.ts';

const ada = {
  id: 'a',
  claimedIdentifier: 'https://login.ubuntu.com/+id/A',
  launchpadName: 'ada',
  displayName: 'Ada',
};

function anEntry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: crypto.randomUUID(),
    at: daysAgo(1),
    actor: { kind: 'admin', member: ada },
    action: 'alias.held',
    member: null,
    alias: { id: 'x', address: 'mira@kubuntu.org' },
    domain: 'kubuntu.org',
    errorId: null,
    changes: { held: ['no', 'yes'] },
    reason: 'sends spam',
    requestId: null,
    ...overrides,
  };
}

function withLog(items: AuditEntry[]) {
  signedIn({ isAdmin: true, roles: [{ role: 'auditor', domains: null }] });
  const questions: URLSearchParams[] = [];
  answer(
    'get',
    'admin/audit',
    { items, nextCursor: null, total: items.length },
    {
      seen: (request) => questions.push(new URL(request.url).searchParams),
    },
  );
  return questions;
}

it('says what was done, by whom, about what, and why; what it has no words for by its code', async () => {
  withLog([
    anEntry(),
    anEntry({ action: 'alias.freed', alias: { id: 'y', address: null }, reason: null, changes: {} }),
    anEntry({ action: 'sync_run.rejected', alias: null, changes: { run: [null, 'r1'], state: ['needs_approval', 'rejected'], 'settings.graceDays': [null, '{"x":1}'] } }),
    anEntry({ action: 'other.thing', actor: { kind: 'sync', member: null }, alias: null, errorId: 'e1', changes: { n: [null, 3] } }),
  ]);
  renderAt('/admin/audit');
  const log = await screen.findByRole('list', { name: 'Audit log' });
  const [held, freed, rejected, other] = within(log).getAllByRole('listitem');
  if (!held || !freed || !rejected || !other) throw new Error('not all are there');
  expect(within(held).getByRole('heading', { name: 'Address held' })).toBeVisible();
  for (const text of ['~ada', 'sends spam', 'no → yes']) expect(within(held).getByText(text)).toBeVisible();
  expect(within(rejected).getByRole('link', { name: 'Open the run' })).toHaveAttribute('href', '/admin/sync/r1');
  for (const text of ['needs approval → rejected', 'Grace periods']) expect(within(rejected).getByText(text)).toBeVisible();
  expect(within(held).getByRole('link', { name: 'mira@kubuntu.org' })).toHaveAttribute('href', '/admin/addresses/x');
  expect(within(freed).getByText('one that is there no more')).toBeVisible();
  expect(within(other).getByRole('heading', { name: 'other.thing' })).toBeVisible();
  expect(within(other).getByText('The sync')).toBeVisible();
  expect(within(other).getByRole('link', { name: 'Open it' })).toHaveAttribute('href', '/admin/errors/e1');
}); // prettier-ignore

it('keeps its filters in the address, days as moments of the reader', async () => {
  const questions = withLog([]);
  const { user } = renderAt('/admin/audit?from=2026-05-01');
  await waitFor(() => expect(questions[0]?.get('from')).toBe(new Date('2026-05-01T00:00:00').toISOString()));
  await user.click(await screen.findByRole('button', { name: 'The sync' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'What was done' }), 'alias.held');
  await user.type(screen.getByRole('searchbox', { name: 'Who did it (Launchpad name)' }), 'ada{Enter}');
  await waitFor(() => expect(questions.at(-1)?.get('actor')).toBe('ada'));
  expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({
    kind: 'sync',
    action: 'alias.held',
    actor: 'ada',
    from: '2026-05-01',
  });
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(window.location.search).toBe('');
});
