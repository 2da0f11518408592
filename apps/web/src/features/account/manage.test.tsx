import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aMember, aSession, daysAgo } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, server, signedIn } from '../../testing/server.ts';
import { http, HttpResponse } from 'msw';

function withAccount(sessions = [aSession({ isCurrent: true })]): void {
  signedIn();
  answer('get', 'me/sessions', { items: sessions, nextCursor: null });
}

describe('settings', () => {
  it('are shown at once and taken back with the reason when refused', async () => {
    withAccount();
    refuse('patch', 'me', 503, 'store.unavailable');
    const { user } = renderAt('/account');
    const box = await screen.findByRole('checkbox', { name: 'An address is restored' });
    await user.click(box);
    expect(await screen.findByRole('alert')).toHaveTextContent('database does not answer');
    expect(box).toBeChecked();
    expect(screen.getByRole('checkbox', { name: /Somebody changes where/ })).toBeDisabled();
  });

  it('store the time zone and show times in it', async () => {
    withAccount([aSession({ isCurrent: true, createdAt: '2026-01-01T20:00:00Z' })]);
    const sent: unknown[] = [];
    answer(
      'patch',
      'me',
      { member: aMember({ timeZone: 'Asia/Seoul' }) },
      {
        seen: (request) =>
          void request
            .clone()
            .json()
            .then((body) => sent.push(body)),
      },
    );
    const { user } = renderAt('/account');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Time zone' }), 'Asia/Seoul');
    await waitFor(() => expect(sent).toEqual([{ timeZone: 'Asia/Seoul' }]));
    expect(await screen.findByText('January 2, 2026')).toBeVisible();
  });
});

describe('my data', () => {
  it('is asked for where it is much, and downloaded once it is made', async () => {
    withAccount();
    answer('get', 'me/exports', { isLarge: true, items: [] });
    const times = { createdAt: daysAgo(0), expiresAt: daysAgo(-7) };
    const queued = { id: 'export-1', state: 'queued', size: null, madeAt: null, ...times };
    const keys: (string | null)[] = [];
    answer('post', 'me/exports', queued, {
      status: 202,
      seen: (request) => keys.push(request.headers.get('idempotency-key')),
    });
    const { user, client } = renderAt('/account');
    await user.click(await screen.findByRole('button', { name: 'Prepare the file' }));
    expect(await screen.findByText(/file is being made/)).toBeVisible();
    expect(keys).toEqual([expect.stringMatching(/./)]);
    expect(screen.queryByRole('link', { name: 'Download JSON' })).not.toBeInTheDocument();
    const made = { ...queued, state: 'ready', size: 9, madeAt: daysAgo(0) };
    answer('get', 'me/exports', { isLarge: true, items: [made] });
    await client.invalidateQueries({ queryKey: ['exports'] });
    const link = await screen.findByRole('link', { name: 'Download JSON' });
    expect(link).toHaveAttribute('href', '/api/v1/me/exports/export-1/file?format=json');
  });
});

describe('sessions', () => {
  it('name browser and system, and end one or all others', async () => {
    const other = aSession({ browser: 'Chromium 140', system: 'Android' });
    withAccount([
      aSession({ isCurrent: true }),
      other,
      aSession({ browser: null, system: null, id: 'third' }),
    ]);
    answer('get', `me/sessions/${other.id}`, other, { etag: '"s-1"' });
    server.use(
      http.delete(
        'http://localhost:3000/api/v1/me/sessions/:id',
        () => new HttpResponse(null, { status: 204 }),
      ),
    );
    answer('delete', 'me/sessions', { ended: 1 });
    const { user } = renderAt('/account');
    const list = await screen.findByRole('list', { name: 'Where you are signed in' });
    expect(within(list).getByText('An unknown browser')).toBeVisible();
    answer('get', 'me/sessions', {
      items: [aSession({ isCurrent: true }), aSession({ id: 'third' })],
      nextCursor: null,
    });
    await user.click(within(list).getByRole('button', { name: 'Log out Chromium 140 on Android' }));
    expect(await screen.findByText('That browser is signed out')).toBeVisible();
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(2));
    answer('get', 'me/sessions', { items: [aSession({ isCurrent: true })], nextCursor: null });
    await user.click(screen.getByRole('button', { name: 'Log out everywhere else' }));
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
  });
});

describe('leaving', () => {
  it('is typed by hand, then everything of the person is forgotten', async () => {
    withAccount();
    const sent: { body: unknown; tag: string | null }[] = [];
    server.use(
      http.delete('http://localhost:3000/api/v1/me', async ({ request }) => {
        sent.push({ body: await request.json(), tag: request.headers.get('if-match') });
        return HttpResponse.json({ state: 'left', releasedAliases: 1 }, { status: 202 });
      }),
    );
    const { user } = renderAt('/account');
    const opener = await screen.findByRole('button', { name: 'Delete my account…' });
    await user.click(opener);
    const field = screen.getByRole('textbox', { name: 'Type mira to confirm' });
    expect(field).toHaveFocus();
    await user.type(field, 'mia{Enter}');
    expect(screen.getByText(/Nothing was deleted/)).toBeVisible();
    expect(field).toHaveFocus();
    expect(sent).toEqual([]);
    await user.clear(field);
    await user.type(field, 'mira{Enter}');
    expect(await screen.findByText('Your account is deleted')).toBeVisible();
    expect(sent).toEqual([{ body: { confirm: 'mira' }, tag: '"me-1"' }]);
    expect(window.location.pathname).toBe('/');
    expect(screen.getByRole('link', { name: 'Log in' })).toBeVisible();
  });
});

it('one’s data are plain downloads', async () => {
  withAccount();
  renderAt('/account');
  expect(await screen.findByRole('link', { name: 'Download JSON' })).toHaveAttribute(
    'href',
    '/api/v1/me/export?format=json',
  );
});
