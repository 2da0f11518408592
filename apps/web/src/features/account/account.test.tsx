import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aMember, aSession } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, signedIn } from '../../testing/server.ts';

const languageIn = (container: HTMLElement) => within(container).getByRole('combobox', { name: 'Language' });

describe('the account page', () => {
  it('tells who one is', async () => {
    answer('get', 'me/sessions', { items: [aSession({ isCurrent: true })], nextCursor: null });
    signedIn({ launchpadName: null, email: null });
    renderAt('/account');
    await screen.findByRole('heading', { name: 'Account' });
    const main = screen.getByRole('main');
    expect(within(main).getByText('Mira Okonkwo')).toBeVisible();
    expect(within(main).getByText('Not known yet')).toBeVisible();
    expect(within(main).getByText('Ubuntu One gave us none')).toBeVisible();
    expect(within(main).getByText('https://login.ubuntu.com/+id/AbCdEfG')).toBeVisible();
  });

  it('stores the language for mails, made from the state that was shown', async () => {
    answer('get', 'me/sessions', { items: [aSession({ isCurrent: true })], nextCursor: null });
    signedIn();
    const sent: Request[] = [];
    answer(
      'patch',
      'me',
      { member: aMember({ locale: 'ko' }) },
      { seen: (request) => sent.push(request.clone()) },
    );
    const { user } = renderAt('/account');
    await screen.findByRole('heading', { name: 'Account' });
    await user.selectOptions(languageIn(screen.getByRole('main')), '한국어');
    expect(await screen.findByRole('heading', { name: '계정' })).toBeVisible();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.headers.get('if-match')).toBe('"me-1"');
    expect(await sent[0]?.json()).toEqual({ locale: 'ko' });
  });

  it('says when the language for mails could not be stored', async () => {
    answer('get', 'me/sessions', { items: [aSession({ isCurrent: true })], nextCursor: null });
    signedIn();
    refuse('patch', 'me', 500, 'internal');
    const { user } = renderAt('/account');
    await screen.findByRole('heading', { name: 'Account' });
    await user.selectOptions(languageIn(screen.getByRole('main')), '한국어');
    expect(await screen.findByRole('alert')).toBeVisible();
  });

  it('is in the language chosen elsewhere, when none was chosen here', async () => {
    answer('get', 'me/sessions', { items: [aSession({ isCurrent: true })], nextCursor: null });
    signedIn({ locale: 'ko' });
    renderAt('/account');
    expect(await screen.findByRole('heading', { name: '계정' })).toBeVisible();
  });
});
