import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { anEligibility, aSession } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, server, signedIn, signedOut } from '../../testing/server.ts';

const withSessions = () =>
  answer('get', 'me/sessions', { items: [aSession({ isCurrent: true })], nextCursor: null });

const signInPage = { name: 'Please log in' };

describe('a page that needs a member', () => {
  it('offers to log in and keeps where one wanted to go', async () => {
    signedOut();
    renderAt('/eligibility?x=1');
    expect(await screen.findByRole('heading', signInPage)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Log in with Ubuntu One' })).toHaveAttribute(
      'href',
      '/auth/ubuntu?returnTo=%2Feligibility%3Fx%3D1',
    );
  });

  it('notices that the session has ended', async () => {
    signedIn();
    refuse('get', 'me/eligibility', 401, 'auth.required');
    renderAt('/eligibility');
    expect(await screen.findByRole('heading', signInPage)).toBeVisible();
  });

  it('says what to do when nobody knows who one is', async () => {
    signedOut();
    refuse('get', 'me', 503, 'store.unavailable');
    renderAt('/account');
    expect(await screen.findByRole('alert')).toHaveTextContent('database does not answer');
  });

  it('for admins is closed to others', async () => {
    signedIn();
    renderAt('/admin/errors');
    expect(await screen.findByRole('heading', { name: 'This page is for admins' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Errors' })).not.toBeInTheDocument();
  });
});

describe('signing out', () => {
  const canSignOut = () => {
    signedIn();
    answer('get', 'me/eligibility', anEligibility());
    server.use(http.post('http://localhost:3000/auth/logout', () => new HttpResponse(null, { status: 204 })));
  };

  it('leads to the start page and forgets the person', async () => {
    canSignOut();
    const { user, client } = renderAt('/eligibility');
    await screen.findByText('You meet all five rules.');
    await user.click(screen.getByRole('button', { name: 'Log out' }));
    await waitFor(() => expect(screen.getByRole('link', { name: 'Log in' })).toBeVisible());
    expect(window.location.pathname).toBe('/');
    expect(client.getQueryData(['eligibility'])).toBeUndefined();
  });

  it('is followed by the other tabs', async () => {
    canSignOut();
    renderAt('/eligibility');
    await screen.findByText('You meet all five rules.');
    const otherTab = new BroadcastChannel('session');
    act(() => otherTab.postMessage('signed-out'));
    expect(await screen.findByRole('heading', signInPage)).toBeVisible();
    otherTab.close();
  });

  it('stays signed in and says so when it is refused', async () => {
    signedIn();
    withSessions();
    server.use(
      http.post('http://localhost:3000/auth/logout', () =>
        HttpResponse.json({ code: 'request.csrf', requestId: 'r' }, { status: 403 }),
      ),
    );
    const { user } = renderAt('/account');
    await user.click(await screen.findByRole('button', { name: 'Log out of this browser' }));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(window.location.pathname).toBe('/account');
  });
});

describe('the frame', () => {
  it('moves the focus to the heading of the next page', async () => {
    signedIn();
    withSessions();
    answer('get', 'me/eligibility', anEligibility());
    const { user } = renderAt('/account');
    await user.click(await screen.findByRole('link', { name: 'Eligibility' }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'Eligibility' })).toHaveFocus());
    expect(document.title).toContain('Eligibility');
  });

  it('opens the drawer and closes it with Escape, back where it was opened', async () => {
    signedIn();
    withSessions();
    const { user } = renderAt('/account');
    const menu = await screen.findByRole('button', { name: 'Menu' });
    await user.click(menu);
    expect(menu).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('{Escape}');
    expect(menu).toHaveAttribute('aria-expanded', 'false');
    expect(menu).toHaveFocus();
  });
});
