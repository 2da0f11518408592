import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { RecipientChangePreview } from '@ubuntu-aliases/shared';
import { daysAgo } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, server, signedOut } from '../../testing/server.ts';

function withPreview(overrides: Partial<RecipientChangePreview> = {}): void {
  signedOut();
  answer('post', 'recipient-changes/c1/preview', {
    id: 'c1',
    action: 'confirm',
    kind: 'replace',
    alias: 'mira@kubuntu.org',
    address: 'mira@example.net',
    state: 'pending',
    expiresAt: daysAgo(-1),
    undoUntil: null,
    ...overrides,
  });
}

describe('the link of the mail to the new mailbox', () => {
  it('changes nothing by itself; the button does, signed out', async () => {
    withPreview();
    const sent: unknown[] = [];
    server.use(
      http.post('http://localhost:3000/api/v1/recipient-changes/c1/confirm', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ id: 'c1', state: 'confirmed' });
      }),
    );
    const { user } = renderAt('/recipient-changes/c1/confirm#token=secret');
    expect(await screen.findByText(/Somebody asked to forward mail/)).toHaveTextContent('mira@example.net');
    expect(sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Yes, send the mail here' }));
    const result = await screen.findByText(/^Done\. Mail for/);
    await waitFor(() => expect(result).toHaveFocus());
    expect(sent).toEqual([{ token: 'secret' }]);
  });

  it.each([
    ['expired', 'This link is too old.'],
    ['superseded', 'A newer request took the place'],
    ['confirmed', 'This is done'],
    ['cancelled', 'This change was cancelled.'],
  ] as const)('that is %s has no button', async (state, words) => {
    withPreview({ state });
    renderAt('/recipient-changes/c1/confirm#token=secret');
    expect(await screen.findByText(new RegExp(words))).toBeVisible();
    expect(screen.queryByRole('button', { name: /send the mail here/ })).not.toBeInTheDocument();
  });

  it('that is wrong says so', async () => {
    signedOut();
    refuse('post', 'recipient-changes/c1/preview', 403, 'recipient_change.proof_invalid');
    renderAt('/recipient-changes/c1/confirm');
    expect(await screen.findByRole('alert')).toBeVisible();
  });
});

describe('the link of the notice to the old mailbox', () => {
  it('undoes what has happened already, and says what to do', async () => {
    withPreview({ action: 'cancel', state: 'confirmed', undoUntil: daysAgo(-6) });
    answer('post', 'recipient-changes/c1/cancel', { id: 'c1', state: 'undone' });
    const { user } = renderAt('/recipient-changes/c1/cancel#token=secret');
    expect(await screen.findByText(/has gone to/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo the change' }));
    expect(await screen.findByText(/The change is undone/)).toBeVisible();
    expect(screen.getByText(/All browsers are signed out/)).toBeVisible();
  });
});

it('a test is seen by whoever has its link', async () => {
  signedOut();
  answer('post', 'test-messages/t1/seen', {});
  const { user } = renderAt('/test-messages/t1/seen#token=secret');
  await user.click(await screen.findByRole('button', { name: 'I see it' }));
  expect(await screen.findByText('Thank you. Your address works.')).toBeVisible();
});
