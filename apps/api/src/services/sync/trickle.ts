import { createStores, type Database } from '@ubuntu-aliases/store';
import { trickleShare } from '../../domain/sync/trickle.ts';
import type { FaultLog } from '../faults.ts';

export interface TrickleDeps {
  database: Database;
  /** The check that a sign-in makes; it only adds, restores and updates. */
  recheck: (memberId: string) => Promise<void>;
  /** People in a minute at most; 0: none. */
  perMinute: number;
  faults: FaultLog;
  clock: () => Date;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
/** A worker that took the turn and is not heard of for this long has lost it. */
const LEASE = 2 * MINUTE;

/**
 * Verifies every member who signed in by identifier at least once a day, spread evenly: in each minute so many of those
 * who were verified longest ago. It finds what two equal rosters cannot show, renames and recycled names, and takes
 * nothing away: the name that it stores is the one that the next two rosters are held against.
 */
export function createTrickle({ database, recheck, perMinute, faults, clock }: TrickleDeps) {
  const stores = createStores(database.client);
  return {
    async run(signal: AbortSignal): Promise<boolean> {
      if (perMinute === 0) return false;
      const now = clock();
      if ((await stores.launchpadGate.read(now)).state !== 'ok') return false;
      if (!(await stores.launchpadGate.takeTrickle(now, new Date(now.getTime() + LEASE)))) return false;
      try {
        const members = await stores.members.countVerified();
        const { share, isBehind } = trickleShare(members, perMinute);
        const since = new Date(now.getTime() - DAY);
        if (isBehind) await faults.record('sync.trickle_behind', 'warning', { members, perMinute }, null);
        else await stores.errors.resolveUpstream(['sync.trickle_behind'], now);
        // Half a day ahead at the most: with few members nobody is asked about every minute.
        const ids = await stores.members.listVerifiedBefore(new Date(since.getTime() + DAY / 4), share);
        for (const id of ids) {
          if (signal.aborted) break;
          await recheck(id);
          if ((await stores.launchpadGate.read(clock())).state !== 'ok') break;
        }
      } finally {
        // The next turn comes in a minute, whoever takes it.
        await stores.launchpadGate.endTrickle(new Date(now.getTime() + MINUTE));
      }
      return false;
    },
  };
}
