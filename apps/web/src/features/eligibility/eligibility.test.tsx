import { screen, waitFor, within } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Eligibility } from '@ubuntu-aliases/shared';
import { anEligibility } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, server, signedIn } from '../../testing/server.ts';

function withEligibility(eligibility: Eligibility): void {
  signedIn();
  answer('get', 'me/eligibility', eligibility);
}

const ruleOf = async (name: string) => {
  const rules = await screen.findByRole('list', { name: 'Rules' });
  const rule = within(rules).getByText(name, { exact: false, selector: '.rule__title' }).closest('li');
  if (rule === null) throw new Error(`no rule ${name}`);
  return within(rule);
};

describe('eligibility', () => {
  it('shows all five rules and every domain with its reason', async () => {
    withEligibility(
      anEligibility(
        { coc_signed: 'failed' },
        {
          domains: [
            { domain: 'kubuntu.org', team: 'kubuntu-members', state: 'failed', reason: 'coc_unsigned' },
            { domain: 'ubuntu.com', team: 'ubuntumembers', state: 'ok', reason: 'name_unusable' },
          ],
        },
      ),
    );
    renderAt('/eligibility');
    const coc = await ruleOf('Code of Conduct');
    expect(coc.getByText('No')).toBeVisible();
    expect(coc.getByRole('link')).toHaveAttribute('href', 'https://launchpad.net/codeofconduct');
    expect((await ruleOf('Launchpad knows your account')).getByText('Yes')).toBeVisible();
    const domains = screen.getByRole('list', { name: 'Mail domains' });
    expect(within(domains).getByText(/cannot be an address/)).toBeVisible();
    expect(within(domains).getByRole('link', { name: 'Team ~ubuntumembers' })).toHaveAttribute(
      'href',
      'https://launchpad.net/~ubuntumembers',
    );
  });

  it('does not say "no" when Launchpad could not be asked', async () => {
    withEligibility(
      anEligibility(
        { account_known: 'unknown', account_valid: 'unknown', coc_signed: 'unknown', in_team: 'unknown' },
        { status: 'pending', checkedAt: null, launchpadName: null },
      ),
    );
    renderAt('/eligibility');
    expect(await screen.findByText('We do not know yet whether you meet the rules.')).toBeVisible();
    expect((await ruleOf('Code of Conduct')).getByText('Not known yet')).toBeVisible();
    expect(screen.queryByText('No')).not.toBeInTheDocument();
    expect(screen.getByText('Never checked so far')).toBeVisible();
  });

  it('checks again and announces what came of it', async () => {
    withEligibility(anEligibility({ coc_signed: 'failed' }));
    server.use(
      http.post('http://localhost:3000/api/v1/me/verification', async () => {
        await delay(50);
        return HttpResponse.json(anEligibility(), { status: 202 });
      }),
    );
    const { user } = renderAt('/eligibility');
    await ruleOf('Code of Conduct');
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(screen.getByRole('button', { name: 'Asking Launchpad…' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    const announced = await screen.findByText('Checked just now: you are eligible.');
    expect(announced).toHaveAttribute('role', 'status');
    expect((await ruleOf('Code of Conduct')).getByText('Yes')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Check again' })).toHaveFocus();
  });

  it('says how long to wait after too many checks', async () => {
    withEligibility(anEligibility());
    refuse('post', 'me/verification', 429, 'request.rate_limited', { 'retry-after': '42' });
    const { user } = renderAt('/eligibility');
    await ruleOf('Code of Conduct');
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('in 42 seconds');
  });

  it('fails with a way to try again', async () => {
    signedIn();
    refuse('get', 'me/eligibility', 500, 'internal');
    const { user } = renderAt('/eligibility');
    await screen.findByRole('alert');
    answer('get', 'me/eligibility', anEligibility());
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
    expect(screen.getByText('You meet all five rules.')).toBeVisible();
  });
});
