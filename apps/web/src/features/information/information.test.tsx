import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, signedOut } from '../../testing/server.ts';

describe('pages to read', () => {
  it('tells exactly what is kept', async () => {
    signedOut();
    renderAt('/privacy');
    expect(await screen.findByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
    expect(screen.getAllByRole('term')).toHaveLength(12);
    expect(screen.getByText(/they pass through memory/)).toBeVisible();
  });

  it('helps', async () => {
    signedOut();
    renderAt('/help');
    expect(await screen.findByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ubuntu Code of Conduct' })).toBeVisible();
  });

  it('says whether Launchpad answers', async () => {
    signedOut();
    answer('get', 'status', {
      launchpad: 'unavailable',
      launchpadCheckedAt: new Date().toISOString(),
      mail: 'ok',
      version: '1.2.3',
    });
    renderAt('/status');
    expect(await screen.findByText('Does not answer')).toBeVisible();
    expect(screen.getByText('On time')).toBeVisible();
    expect(screen.getByText('1.2.3')).toBeVisible();
  });

  it('says when it does not know', async () => {
    signedOut();
    refuse('get', 'status', 500, 'internal');
    renderAt('/status');
    expect(await screen.findByRole('alert')).toBeVisible();
  });
});
