import { onlineManager } from '@tanstack/react-query';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { showLocale } from '../../i18n/index.ts';
import { aDomain, aDomainsResponse } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, neverAnswer, refuse, REQUEST_ID, signedIn, signedOut } from '../../testing/server.ts';

const startButton = { name: 'Log in with Ubuntu One' };

describe('the start page', () => {
  it('has a card for each domain with a landing page', async () => {
    signedOut();
    renderAt('/');
    expect(await screen.findByRole('link', { name: /Kubuntu/ })).toHaveAttribute('href', '/kubuntu');
    const cards = within(screen.getByRole('main')).getAllByRole('listitem');
    expect(cards).toHaveLength(2);
    expect(screen.getByRole('link', startButton)).toHaveAttribute(
      'href',
      '/auth/ubuntu?returnTo=%2Faddresses',
    );
    expect(document.title).toBe('Your Ubuntu address – Ubuntu addresses');
  });

  it('shows its frame before anything has come', async () => {
    neverAnswer('get', 'domains');
    neverAnswer('get', 'me');
    renderAt('/');
    expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
    expect(screen.queryByText('Loading…')).not.toBeInTheDocument();
    expect(await screen.findByText('Loading…')).toBeVisible();
  });

  it('says what to do when the domains cannot be read, and tries again', async () => {
    refuse('get', 'domains', 500, 'internal');
    refuse('get', 'me', 401, 'auth.required');
    const { user } = renderAt('/');
    expect(await screen.findByRole('alert')).toHaveTextContent(REQUEST_ID);
    answer('get', 'domains', aDomainsResponse());
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: /Kubuntu/ })).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('leads somebody who is signed in to their addresses', async () => {
    signedIn();
    renderAt('/');
    expect(await screen.findByRole('link', { name: 'My addresses' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Go to my addresses' })).toBeVisible();
    expect(screen.queryByRole('link', startButton)).not.toBeInTheDocument();
  });
});

describe('a landing page', () => {
  it('comes with the domain’s row', async () => {
    signedOut();
    answer(
      'get',
      'domains',
      aDomainsResponse({ items: [aDomain({ title: 'Edubuntu', landingPath: '/new-one' })] }),
    );
    renderAt('/new-one/');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
      'Your @kubuntu.org address, for as long as you are an Edubuntu member',
    );
    expect(screen.getByRole('link', { name: '~kubuntu-members' })).toHaveAttribute(
      'href',
      'https://launchpad.net/~kubuntu-members',
    );
    expect(document.title).toContain('@kubuntu.org');
  });

  it('is not there for an address that is nobody’s', async () => {
    signedOut();
    renderAt('/xubuntu');
    expect(await screen.findByRole('heading', { name: 'There is no page here' })).toBeVisible();
  });

  it('speaks Korean', async () => {
    await showLocale('ko');
    signedOut();
    renderAt('/kubuntu');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
      'Kubuntu 회원인 동안 쓰는 나의 @kubuntu.org 주소',
    );
    expect(document.documentElement.lang).toBe('ko');
  });

  it('takes another language and theme before sign-in, and remembers them', async () => {
    signedOut();
    const { user } = renderAt('/kubuntu');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), '한국어');
    expect(await screen.findByRole('link', { name: 'Ubuntu One으로 로그인' })).toBeVisible();
    expect(localStorage.getItem('locale')).toBe('ko');
    await user.selectOptions(screen.getByRole('combobox', { name: '테마' }), '어둡게');
    expect(document.documentElement).toHaveClass('is-dark');
    expect(localStorage.getItem('theme')).toBe('dark');
    await user.selectOptions(screen.getByRole('combobox', { name: '테마' }), '시스템 설정');
    expect(document.documentElement).not.toHaveClass('is-dark');
  });
});

describe('what every page tells', () => {
  it('a notice about sign-in, once', async () => {
    signedOut();
    const { user } = renderAt('/kubuntu?notice=auth.cancelled&other=1');
    expect(await screen.findByRole('alert')).toHaveTextContent('Sign-in was cancelled');
    await waitFor(() => expect(window.location.search).toBe('?other=1'));
    await user.click(screen.getByRole('button', { name: 'Close this message' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('nothing for a notice that it does not know', async () => {
    signedOut();
    renderAt('/kubuntu?notice=%3Cb%3E');
    await waitFor(() => expect(window.location.search).toBe(''));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('that one is offline, until that is over', async () => {
    signedOut();
    renderAt('/');
    await screen.findByRole('link', { name: /Kubuntu/ });
    act(() => onlineManager.setOnline(false));
    expect(screen.getByText(/You are offline/)).toBeVisible();
    act(() => onlineManager.setOnline(true));
    expect(screen.queryByText(/You are offline/)).not.toBeInTheDocument();
  });

  it('that this is a test installation', async () => {
    signedOut();
    answer('get', 'domains', aDomainsResponse({ isTestInstallation: true, provider: 'sandbox.localhost' }));
    renderAt('/');
    expect(await screen.findByText(/sign-in is sandbox.localhost, not Ubuntu One/)).toBeVisible();
  });
});
