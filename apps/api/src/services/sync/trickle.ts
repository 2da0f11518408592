import { createStores, withTransaction, type Database } from '@ubuntu-aliases/store';
import { trickleShare } from '../../domain/sync/trickle.ts';
import type { FaultLog } from '../faults.ts';
import type { ScheduledChecks } from './scheduled-checks.ts';

export interface TrickleDeps {
  database: Database;
  /** The check that a sign-in makes; it only adds, restores and updates. */
  check: ScheduledChecks;
  /** People in a minute at most; 0: none. */
  perMinute: number;
  faults: FaultLog;
  clock: () => Date;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Of the last check of those whose turn it is (milliseconds). */
const AGE = 18 * HOUR;
/** A worker that took the turn and is not heard of for this long has lost it. */
const LEASE = 2 * MINUTE;

/**
 * Verifies every member who signed in by identifier at least once a day, spread evenly: in each minute so many of those
 * who were verified longest ago. It finds what two equal rosters cannot show, renames and recycled names, and takes
 * nothing away: the name that it stores is the one that the next two rosters are held against.
 */
export function createTrickle({ database, check, perMinute, faults, clock }: TrickleDeps) {
  const stores = createStores(database.client);
  return {
    async run(signal: AbortSignal): Promise<boolean> {
      if (perMinute === 0) return false;
      const now = clock();
      const leaseUntil = () => new Date(clock().getTime() + LEASE);
      if ((await stores.launchpadGate.read(now)).state !== 'ok') return false;
      let held = leaseUntil();
      const isOurs = await withTransaction(database, (tx) =>
        createStores(tx).launchpadGate.takeTrickle(now, held),
      );
      if (!isOurs) return false;
      try {
        const members = await stores.members.countVerified();
        const { share, isBehind } = trickleShare(members, perMinute);
        if (isBehind) await faults.record('sync.trickle_behind', 'warning', { members, perMinute }, null);
        else await stores.errors.resolveUpstream(['sync.trickle_behind'], now);
        // Not before three quarters of a day are over: with few members nobody is asked about every minute.
        const ids = await stores.members.listVerifiedBefore(new Date(now.getTime() - AGE), share);
        for (const id of ids) {
          if (signal.aborted) break;
          await checkOne(id);
          if ((await stores.launchpadGate.read(clock())).state !== 'ok') break;
          const next = leaseUntil();
          if (next > held && !(await stores.launchpadGate.renewTrickle(held, next))) return false;
          held = next;
        }
      } finally {
        // The next turn comes in a minute, whoever takes it.
        await stores.launchpadGate.endTrickle(held, new Date(now.getTime() + MINUTE));
      }
      return false;
    },
  };

  /** One whose check cannot be made must not keep everybody after them waiting: they are in the queue of checks then. */
  async function checkOne(id: string): Promise<void> {
    try {
      await check(id);
    } catch (error) {
      await stores.members.setCheckPending(id, new Date(clock().getTime() + HOUR));
      await faults.fault(error instanceof Error ? error : new Error('not an error'), null);
    }
  }
}
