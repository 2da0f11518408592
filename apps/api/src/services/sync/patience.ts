import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@ubuntu-aliases/shared';
import { createStores, type Database } from '@ubuntu-aliases/store';

/** Asked to wait for longer than this (milliseconds), a run ends at once. */
export const PATIENCE_MS = 30_000;

/**
 * What Launchpad asked any process holds for all that is scheduled, from that moment on: a short wait is sat out before the
 * next request, a long one ends the run as if it had been asked itself.
 */
export function createPatience(database: Database, clock: () => Date) {
  const { launchpadGate } = createStores(database.client);
  return async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      const now = clock();
      const { state, until } = await launchpadGate.read(now);
      if (state !== 'waiting' || until === null) return;
      const ms = until.getTime() - now.getTime();
      if (ms > PATIENCE_MS)
        throw new AppError('launchpad.unavailable', {
          details: { reason: 'rate_limited', retryAfterSeconds: Math.ceil(ms / 1000) },
        });
      await delay(ms, undefined, { signal });
    }
  };
}

export type Patience = ReturnType<typeof createPatience>;
