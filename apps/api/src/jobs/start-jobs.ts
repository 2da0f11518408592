import type { Logger } from 'pino';
import { createStores, type Database } from '@ubuntu-aliases/store';
import type { MemberService } from '../services/members.ts';
import { every, type RunningJob } from './every.ts';

export interface JobDeps {
  database: Database;
  members: MemberService;
  delivery: { run(): Promise<boolean> };
  composer: { run(): Promise<void> };
  clock: () => Date;
  log: Logger;
}

/** A worker that took a check and is not heard of for this long (milliseconds) has lost it to another. */
const CHECK_LEASE = 60_000;
const CHECKS_AT_ONCE = 5;

/** What the worker does: each job by itself, safe to run in any number of workers. */
export function startJobs({ database, members, delivery, composer, clock, log }: JobDeps): RunningJob {
  const stores = createStores(database.client);

  async function recheckMembers(): Promise<boolean> {
    const now = clock();
    const due = await stores.members.takePendingChecks(
      now,
      new Date(now.getTime() + CHECK_LEASE),
      CHECKS_AT_ONCE,
    );
    for (const { id } of due) await members.recheck(id, null);
    return due.length === CHECKS_AT_ONCE;
  }

  const jobs = [
    every('deliver-mails', 1_000, () => delivery.run(), log),
    every('compose-notices', 2_000, () => composer.run(), log),
    every('recheck-members', 5_000, recheckMembers, log),
    every('clean-up', 600_000, () => stores.upkeep.cleanUp(clock()), log),
  ];
  return {
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}
