import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { anAlias, anEligibility } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, signedIn, signedOut } from '../../testing/server.ts';

const ID = '01890000-0000-7000-8000-000000000001';
const claim = {
  id: ID,
  address: 'mira@kubuntu.org',
  sentAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
};
beforeEach(() => sessionStorage.clear());

const button = () => screen.findByRole('button', { name: /Take over mira@kubuntu.org/ });

describe('the page of the link', () => {
  it('takes the address over once the button is pressed, and not before', async () => {
    signedIn();
    answer('get', 'me/claims', { items: [claim] });
    const sent: Promise<unknown>[] = [];
    answer('post', `me/claims/${ID}/confirm`, anAlias(), {
      seen: (request) => void sent.push(request.json()),
    });
    const { user } = renderAt(`/claim/${ID}#secret`);
    const press = await button();
    expect([window.location.hash, sent]).toEqual(['', []]);
    await user.click(press);
    expect(await screen.findByText('The address is yours')).toBeVisible();
    expect(await Promise.all(sent)).toEqual([{ token: 'secret' }]);
    expect(screen.getByRole('link', { name: 'See my addresses' })).toHaveAttribute('href', '/addresses');
    expect(sessionStorage).toHaveLength(0);
  });

  it('keeps the token while the reader signs in', async () => {
    signedOut();
    const { unmount } = renderAt(`/claim/${ID}#secret`);
    expect(await screen.findByRole('link', { name: 'Log in with Ubuntu One' })).toHaveAttribute(
      'href',
      `/auth/ubuntu?returnTo=${encodeURIComponent(`/claim/${ID}`)}`,
    );
    unmount();
    signedIn();
    answer('get', 'me/claims', { items: [claim] });
    renderAt(`/claim/${ID}`);
    expect(await button()).toBeVisible();
  });

  it.each([
    ['for another account', { items: [] }, `/claim/${ID}#secret`, 'This link cannot be used'],
    ['without its last part', { items: [claim] }, `/claim/${ID}`, 'Open the link in the mail'],
  ])('explains a link %s', async (_, claims, path, title) => {
    signedIn();
    answer('get', 'me/claims', claims);
    renderAt(path);
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Take over/ })).not.toBeInTheDocument();
  });

  it.each([
    [404, 'claim.not_found', 'This link cannot be used'],
    [409, 'alias.taken', 'This link cannot be used'],
    [409, 'request.conflict', 'Your account does not fit this address any more'],
    [503, 'store.unavailable', 'That did not work'],
  ] as const)('explains a refusal: %s %s', async (status, code, title) => {
    signedIn();
    answer('get', 'me/claims', { items: [claim] });
    refuse('post', `me/claims/${ID}/confirm`, status, code);
    const { user } = renderAt(`/claim/${ID}#secret`);
    await user.click(await button());
    expect(await screen.findByText(title)).toBeVisible();
  });
});

it('my addresses says that one waits, in place of the empty state', async () => {
  signedIn();
  answer('get', 'aliases', { items: [], nextCursor: null });
  answer('get', 'me/eligibility', anEligibility());
  answer('get', 'me/claims', { items: [claim] });
  renderAt('/addresses');
  expect(await screen.findByText('An address waits for you')).toBeVisible();
  expect(screen.getByText(/a link went to the mailbox/)).toHaveTextContent('mira@kubuntu.org');
  expect(screen.queryByText('Your address is on its way')).not.toBeInTheDocument();
});
