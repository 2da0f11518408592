import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { anEvent } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, REQUEST_ID, signedIn } from '../../testing/server.ts';

describe('the activity', () => {
  it('tells what happened, to which address, and who did it', async () => {
    signedIn();
    answer('get', 'me/events', {
      items: [
        anEvent({ action: 'alias.held', actor: 'admin' }),
        anEvent({ action: 'alias.something_new', actor: 'me', alias: null }),
      ],
      nextCursor: null,
    });
    renderAt('/activity');
    await screen.findByRole('list', { name: 'Activity' });
    const [held, unknown] = events();
    expect(held).toHaveTextContent('Put on hold by an admin: mira@kubuntu.org');
    expect(held).toHaveTextContent('An admin');
    expect(unknown).toHaveTextContent('Something was changed: alias.something_new');
  });

  it('is filtered in the address and asks the API for that', async () => {
    signedIn();
    const asked: string[] = [];
    answer(
      'get',
      'me/events',
      { items: [], nextCursor: null },
      { seen: ({ url }) => asked.push(new URL(url).search) },
    );
    const { user } = renderAt('/activity?actor=admin');
    expect(await screen.findByText('Nothing of that kind has happened.')).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox', { name: 'About' }), 'Where mail goes');
    await waitFor(() => expect(window.location.search).toBe('?actor=admin&topic=recipient'));
    await waitFor(() => expect(asked).toEqual(['?actor=admin', '?actor=admin&action=recipient']));
    await user.click(screen.getByRole('button', { name: 'Show everything' }));
    expect(await screen.findByText('Nothing has happened yet.')).toBeVisible();
    expect(window.location.search).toBe('');
  });

  it('is asked for when its link is pointed at, and not once more when that is followed', async () => {
    signedIn();
    answer('get', 'me/sessions', { items: [], nextCursor: null });
    let asked = 0;
    answer('get', 'me/events', { items: [anEvent()], nextCursor: null }, { seen: () => (asked += 1) });
    const { user } = renderAt('/account');
    const link = await screen.findByRole('link', { name: 'Activity' });
    await user.hover(link);
    await waitFor(() => expect(asked).toBe(1));
    await user.click(link);
    await screen.findByRole('list', { name: 'Activity' });
    expect(asked).toBe(1);
  });

  it('loads more, and fails with the request id', async () => {
    signedIn();
    answer('get', 'me/events', { items: [anEvent()], nextCursor: 'next' });
    const { user, unmount } = renderAt('/activity');
    await screen.findByRole('list', { name: 'Activity' });
    answer('get', 'me/events', {
      items: [anEvent({ action: 'alias.paused', actor: 'me' })],
      nextCursor: null,
    });
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    await waitFor(() => expect(events()).toHaveLength(2));
    unmount();
    refuse('get', 'me/events', 500, 'internal');
    renderAt('/activity');
    expect(await screen.findByRole('alert')).toHaveTextContent(REQUEST_ID);
  });
});

function events(): HTMLElement[] {
  const list = screen.getByRole('list', { name: 'Activity' });
  return [...list.children].filter((child) => child instanceof HTMLElement);
}
