import type { Logger } from 'pino';
import { createStores, type Database } from '@ubuntu-aliases/store';
import type { FaultLog } from '../services/faults.ts';
import type { MemberService } from '../services/members.ts';
import { every, type RunningJob } from './every.ts';
import type { SyncJobs } from './sync-jobs.ts';

export interface JobDeps {
  database: Database;
  members: MemberService;
  delivery: { run(): Promise<boolean> };
  composer: { run(): Promise<void> };
  reminders: { run(): Promise<boolean> };
  failing: { run(): Promise<boolean> };
  retirement: { run(): Promise<boolean> };
  sync: SyncJobs;
  domainChecks: { runDue(): Promise<boolean> };
  pauses: { endDue(): Promise<boolean> };
  exports: { makeNext(): Promise<boolean> };
  faults: FaultLog;
  clock: () => Date;
  log: Logger;
}

/** A worker that took a check and is not heard of for this long (milliseconds) has lost it to another. */
const CHECK_LEASE = 60_000;
const CHECKS_AT_ONCE = 5;

/** What the worker does: each job by itself, safe to run in any number of workers. */
export function startJobs({
  database,
  members,
  delivery,
  composer,
  reminders,
  failing,
  retirement,
  sync,
  domainChecks,
  pauses,
  exports,
  faults,
  clock,
  log,
}: JobDeps): RunningJob {
  const stores = createStores(database.client);
  let isStopping = false;
  const stopping = new AbortController();

  const report = async (error: unknown): Promise<void> => {
    log.error({ err: error }, 'job failed');
    await faults.fault(error instanceof Error ? error : new Error('not an error'), null);
  };

  async function recheckMembers(): Promise<boolean> {
    const now = clock();
    if ((await stores.launchpadGate.read(now)).state !== 'ok') return false;
    const due = await stores.members.takePendingChecks(
      now,
      new Date(now.getTime() + CHECK_LEASE),
      CHECKS_AT_ONCE,
    );
    for (const { id } of due) {
      if (isStopping) break;
      // One check that cannot be made must not keep the others waiting.
      await members.recheck(id, null).catch((error: unknown) => report(error));
    }
    return due.length === CHECKS_AT_ONCE;
  }

  async function cleanUp(): Promise<void> {
    await stores.upkeep.cleanUp(clock());
    await stores.syncRuns.cleanUp(clock());
  }

  const jobs = [
    every(1_000, () => delivery.run(), report),
    every(2_000, () => composer.run(), report),
    every(5_000, recheckMembers, report),
    every(30_000, () => pauses.endDue(), report),
    every(3_000, () => failing.run(), report),
    every(3_000, () => exports.makeNext(), report),
    every(60_000, () => reminders.run(), report),
    every(30_000, () => retirement.run(), report),
    // Two at once, in all workers together.
    ...[1, 2].map(() => every(500, () => sync.runNext(stopping.signal), report)),
    every(5_000, () => sync.trickle(stopping.signal), report),
    every(600_000, () => cleanUp(), report),
    every(15_000, () => domainChecks.runDue(), report),
  ];
  return {
    async stop() {
      isStopping = true;
      stopping.abort(new Error('the worker ends'));
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}
