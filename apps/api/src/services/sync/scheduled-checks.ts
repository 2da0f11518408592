import { createStores, type Database } from '@ubuntu-aliases/store';
import type { MemberService } from '../members.ts';
import { reasonOf } from './stop.ts';

export interface ScheduledCheckDeps {
  database: Database;
  members: Pick<MemberService, 'recheck'>;
  clock: () => Date;
}

/** Checks of people that no person waits for: what Launchpad does or does not answer counts for the circuit. */
export function createScheduledChecks({ database, members, clock }: ScheduledCheckDeps) {
  const { launchpadGate } = createStores(database.client);
  return async (memberId: string): Promise<void> => {
    const fault = await members.recheck(memberId, null);
    if (fault === null) return launchpadGate.succeeded();
    const reason = reasonOf(fault, null, clock());
    if (reason?.code === 'launchpad.unavailable') await launchpadGate.failed(clock(), reason.retryAt);
  };
}

export type ScheduledChecks = ReturnType<typeof createScheduledChecks>;
