import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Alias } from '@ubuntu-aliases/shared';
import { anAlias, anEligibility } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, neverAnswer, refuse, REQUEST_ID, signedIn } from '../../testing/server.ts';

function withAliases(items: Alias[], eligibility = anEligibility(), nextCursor: string | null = null): void {
  signedIn();
  answer('get', 'aliases', { items, nextCursor });
  answer('get', 'me/eligibility', eligibility);
}

describe('my addresses', () => {
  it('shows each with its state in words and where it goes', async () => {
    withAliases([anAlias(), anAlias({ domain: 'ubuntu.com', state: 'paused' })]);
    renderAt('/addresses');
    const row = await screen.findByRole('row', { name: /mira@kubuntu.org/ });
    expect(within(row).getByText('Active')).toBeVisible();
    expect(within(row).getByText('mira@example.org', { exact: false, selector: 'bdi' })).toBeVisible();
    expect(screen.getByRole('row', { name: /mira@ubuntu.com/ })).toHaveTextContent('Paused');
    expect(screen.queryByText(/your attention/)).not.toBeInTheDocument();
  });

  it('shows cards where there is no room for a table', async () => {
    window.innerWidth = 380;
    withAliases([anAlias()]);
    renderAt('/addresses');
    expect(await screen.findByRole('heading', { level: 2, name: /mira@kubuntu.org/ })).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('copies an address', async () => {
    withAliases([anAlias()]);
    const { user } = renderAt('/addresses');
    await user.click(await screen.findByRole('button', { name: 'Copy mira@kubuntu.org' }));
    expect(await navigator.clipboard.readText()).toBe('mira@kubuntu.org');
    expect(await screen.findByText('Copied')).toBeInTheDocument();
  });

  it('says on top what is wrong, the worst first, with its remedy', async () => {
    withAliases([
      anAlias({ state: 'grace', graceUntil: '2026-12-24T00:00:00Z' }),
      anAlias({ domain: 'ubuntu.com', state: 'suspended', reason: 'coc_unsigned' }),
    ]);
    renderAt('/addresses');
    expect(await screen.findByText('2 addresses need your attention')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Sign the Code of Conduct on Launchpad' })).toHaveAttribute(
      'href',
      'https://launchpad.net/codeofconduct',
    );
    expect(screen.getByText('Suspended')).toBeVisible();
    expect(screen.getByRole('row', { name: /mira@kubuntu.org/ })).toHaveTextContent(
      'Mail is forwarded until December',
    );
  });

  it('explains an address that has nowhere to go', async () => {
    withAliases([anAlias({ recipients: [] })]);
    renderAt('/addresses');
    expect(await screen.findByText(/has nowhere to go/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Choose a mailbox' })).toBeVisible();
    expect(screen.getByText('Nowhere yet')).toBeVisible();
  });

  it('shows the first steps until they were read', async () => {
    withAliases([anAlias()]);
    const { user } = renderAt('/addresses');
    const steps = await screen.findByRole('region', { name: 'First steps' });
    expect(within(steps).getAllByText('(done)')).toHaveLength(2);
    await user.click(within(steps).getByRole('button', { name: 'Got it' }));
    expect(steps).not.toBeInTheDocument();
  });

  it.each([
    ['not eligible', anEligibility({ coc_signed: 'failed' }), /At least one rule is not met/],
    [
      'not asked yet',
      anEligibility({ account_known: 'unknown' }, { status: 'pending' }),
      /could not ask Launchpad/,
    ],
    ['just made', anEligibility(), /All rules are met/],
  ])('says why there is none: %s', async (_name, eligibility, words) => {
    withAliases([], eligibility);
    renderAt('/addresses');
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByRole('link', { name: 'See my eligibility' })).toHaveAttribute('href', '/eligibility');
  });

  it('loads more when there is more', async () => {
    withAliases([anAlias()], anEligibility(), 'next');
    const { user } = renderAt('/addresses');
    const more = await screen.findByRole('button', { name: 'Load more' });
    answer('get', 'aliases', { items: [anAlias({ domain: 'ubuntu.com' })], nextCursor: null });
    await user.click(more);
    expect(await screen.findByRole('row', { name: /mira@ubuntu.com/ })).toBeVisible();
    expect(screen.getByRole('row', { name: /mira@kubuntu.org/ })).toBeVisible();
  });

  it('waits, then fails with the request id', async () => {
    withAliases([]);
    neverAnswer('get', 'aliases');
    const first = renderAt('/addresses');
    expect(await screen.findByText('Loading…')).toBeVisible();
    first.unmount();
    refuse('get', 'aliases', 500, 'internal');
    renderAt('/addresses');
    expect(await screen.findByRole('alert')).toHaveTextContent(REQUEST_ID);
  });
});
