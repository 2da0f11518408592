import type { Db } from './database.ts';

export interface GateState {
  state: 'ok' | 'waiting' | 'open';
  until: Date | null;
}

/** Failures in a row after which scheduled work leaves Launchpad alone for a while. */
const FAILURES_TO_OPEN = 3;
const FIRST_PAUSE_MINUTES = 1;
const LAST_PAUSE_MINUTES = 15;

/** Launchpad's patience, shared by all processes: when it asked to be left alone, and the circuit. */
export function createLaunchpadGateStore(db: Db) {
  return {
    async read(now: Date): Promise<GateState> {
      const row = await db.launchpadGate.findFirst();
      if (row?.blockedUntil && row.blockedUntil > now) return { state: 'waiting', until: row.blockedUntil };
      if (row?.openUntil && row.openUntil > now) return { state: 'open', until: row.openUntil };
      return { state: 'ok', until: null };
    },

    /** It answered. Writes only when there is something to forget. */
    async succeeded(): Promise<void> {
      await db.launchpadGate.updateMany({
        where: {
          OR: [{ failures: { gt: 0 } }, { blockedUntil: { not: null } }, { openUntil: { not: null } }],
        },
        data: { failures: 0, blockedUntil: null, openUntil: null },
      });
    },

    /** It did not, or asked to wait: that is honoured in full, and twice as long a pause after each further failure. */
    async failed(now: Date, waitUntil: Date | null): Promise<void> {
      await db.$executeRaw`
        UPDATE launchpad_gate SET failures = failures + 1,
          blocked_until = GREATEST(blocked_until, ${waitUntil}::timestamptz),
          open_until = CASE WHEN failures + 1 >= ${FAILURES_TO_OPEN} THEN ${now}::timestamptz + interval '1 minute' * LEAST(
            ${LAST_PAUSE_MINUTES}, ${FIRST_PAUSE_MINUTES} * power(2, LEAST(failures + 1 - ${FAILURES_TO_OPEN}, 10))) END`;
    },

    async endTrickle(next: Date): Promise<void> {
      await db.launchpadGate.updateMany({ data: { trickleUntil: next } });
    },

    /** Whose turn the trickle is; false: somebody else's. */
    async takeTrickle(now: Date, until: Date): Promise<boolean> {
      const { count } = await db.launchpadGate.updateMany({
        where: { OR: [{ trickleUntil: null }, { trickleUntil: { lte: now } }] },
        data: { trickleUntil: until },
      });
      return count === 1;
    },
  };
}

export type LaunchpadGateStore = ReturnType<typeof createLaunchpadGateStore>;
