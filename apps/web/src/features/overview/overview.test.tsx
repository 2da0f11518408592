import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Overview } from '@ubuntu-aliases/shared';
import { renderAt } from '../../testing/render.tsx';
import { answer, signedIn } from '../../testing/server.ts';

const overview: Overview = {
  domains: [
    {
      domain: 'kubuntu.org',
      title: 'Kubuntu',
      team: 'kubuntu-members',
      members: 12,
      addresses: { active: 10, paused: 0, grace: 2, suspended: 1, released: 0 },
      openErrors: { error: 0, warning: 3, info: 9 },
      lastRun: { id: 'r1', state: 'stopped', at: new Date().toISOString() },
      rosterReadAt: new Date(Date.now() - 3_600_000).toISOString(),
      history: Array.from({ length: 91 }, (_, n) => ({
        day: new Date(Date.UTC(2026, 7, 1) + n * 86_400_000).toISOString().slice(0, 10),
        addresses: n,
      })),
    },
  ],
  warnings: [
    { code: 'mail_failing', since: new Date().toISOString() },
    { code: 'no_contact', domain: 'kubuntu.org' },
  ],
  launchpad: { state: 'open', until: new Date(Date.now() + 60_000).toISOString() },
};

it('says what to see to, then how each domain is, with the line in words and as a table', async () => {
  signedIn({ isAdmin: true, roles: [{ role: 'admin', domains: null }] });
  answer('get', 'admin/overview', overview);
  const { user } = renderAt('/admin/overview');
  expect(await screen.findByText('Our mails do not leave.')).toBeVisible();
  expect(screen.getByText('Nobody is mailed about problems at kubuntu.org.')).toBeVisible();
  const card = screen.getByRole('heading', { name: 'kubuntu.org' }).closest('li') as HTMLElement;
  expect(within(card).getByRole('link', { name: '3 open problems' })).toHaveAttribute(
    'href',
    '/admin/errors?domain=kubuntu.org&state=open&severity=error%2Cwarning',
  );
  expect(within(card).queryByText('Paused')).toBeNull();
  expect(within(card).getByRole('link', { name: 'Sync stopped' })).toHaveAttribute('href', '/admin/sync/r1');
  expect(within(card).getByText(/team read/)).toHaveTextContent('1 hour ago');
  expect(screen.getByText(/^Launchpad failed several times/)).toBeVisible();
  expect(screen.queryByText('Nothing to see to.')).toBeNull();
  expect(within(card).getByText('From 0 to 90 in 90 days')).toBeVisible();
  await user.click(within(card).getByText('As a table'));
  expect(within(card).getAllByRole('row')).toHaveLength(14);
});

it('is quiet when there is nothing to see to', async () => {
  signedIn({ isAdmin: true, roles: [{ role: 'auditor', domains: [] }] });
  answer('get', 'admin/overview', { domains: [], warnings: [], launchpad: { state: 'ok', until: null } });
  renderAt('/admin/overview');
  expect(await screen.findByText('Nothing to see to.')).toBeVisible();
  expect(screen.getByRole('heading', { name: 'No domains' })).toBeVisible();
});
