import type { Db } from './database.ts';

export interface GateState {
  state: 'ok' | 'waiting' | 'open';
  until: Date | null;
}

/** Failures in a row after which scheduled work leaves Launchpad alone for a while. */
const FAILURES_TO_OPEN = 3;
const FIRST_PAUSE_MINUTES = 1;
const LAST_PAUSE_MINUTES = 15;

/** Runs and the trickle under way at once, in all processes: each asks Launchpad for one thing at a time. */
export const SEATS = 2;

/** Held until the transaction ends: whoever takes a seat counts those that are taken. */
export async function lockSeats(db: Db): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ubuntu-aliases'), hashtext('sync'))`;
}

/** Launchpad's patience, shared by all processes: when it asked to be left alone, and the circuit. */
export function createLaunchpadGateStore(db: Db) {
  return {
    async read(now: Date): Promise<GateState> {
      const row = await db.launchpadGate.findFirst();
      if (row?.blockedUntil && row.blockedUntil > now) return { state: 'waiting', until: row.blockedUntil };
      if (row?.openUntil && row.openUntil > now) return { state: 'open', until: row.openUntil };
      return { state: 'ok', until: null };
    },

    /**
     * It answered. Writes only when there is something to forget; a wait that Launchpad asked for stays, unless whoever
     * was started by a person as a probe has shown it to be over.
     */
    async succeeded({ isProbe = false } = {}): Promise<void> {
      await db.launchpadGate.updateMany({
        where: {
          OR: [
            { failures: { gt: 0 } },
            { openUntil: { not: null } },
            ...(isProbe ? [{ blockedUntil: { not: null } }] : []),
          ],
        },
        data: { failures: 0, openUntil: null, ...(isProbe && { blockedUntil: null }) },
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

    /** It asked one of us to wait: so do all others from this moment on, also while that one may still be served. */
    async askedToWait(until: Date): Promise<void> {
      await db.launchpadGate.updateMany({
        where: { OR: [{ blockedUntil: null }, { blockedUntil: { lt: until } }] },
        data: { blockedUntil: until },
      });
    },

    /**
     * Whether the trickle may begin: it is nobody else's turn, and a seat is free. To be called in a transaction: takers
     * of runs and of this take their turns.
     */
    async takeTrickle(now: Date, until: Date): Promise<boolean> {
      await lockSeats(db);
      const taken = await db.$executeRaw`
        UPDATE launchpad_gate SET trickle_until = ${until}::timestamptz, trickle_busy_until = ${until}::timestamptz
        WHERE (trickle_until IS NULL OR trickle_until <= ${now}::timestamptz)
          AND (SELECT count(*) FROM sync_runs h WHERE h.lease_until > ${now}::timestamptz) < ${SEATS}`;
      return taken === 1;
    },

    /** It goes on: nobody else is to take its turn or its seat. False when somebody has. */
    async renewTrickle(held: Date, until: Date): Promise<boolean> {
      const { count } = await db.launchpadGate.updateMany({
        where: { trickleUntil: held },
        data: { trickleUntil: until, trickleBusyUntil: until },
      });
      return count === 1;
    },

    async endTrickle(held: Date, next: Date): Promise<void> {
      await db.launchpadGate.updateMany({
        where: { trickleUntil: held },
        data: { trickleUntil: next, trickleBusyUntil: null },
      });
    },
  };
}

export type LaunchpadGateStore = ReturnType<typeof createLaunchpadGateStore>;
