import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { createStores, type Database } from '@ubuntu-aliases/store';
import type { Env } from '../env.ts';
import { every } from './every.ts';

const QUEUE = 'sync-schedule';
const MINUTE = 60_000;

export interface ScheduleDeps {
  env: Pick<Env, 'SYNC_INTERVAL_MINUTES' | 'DATABASE_URL'>;
  database: Database;
  clock: () => Date;
  log: Logger;
}

/**
 * Queues a run for every domain whose turn it is. pg-boss sees to it that one of all workers looks, once a minute; what
 * is queued, and whose it is, stands in our own rows (docs/adr/0014). Interval 0: nothing is scheduled.
 */
export function startSyncSchedule({ env, database, clock, log }: ScheduleDeps): { stop(): Promise<void> } {
  const interval = env.SYNC_INTERVAL_MINUTES * MINUTE;
  if (interval === 0 || !env.DATABASE_URL) return { stop: () => Promise.resolve() };
  const { syncQueue, launchpadGate } = createStores(database.client);

  async function queueDue(): Promise<void> {
    const now = clock();
    // What Launchpad asked for, and an open circuit, hold up the schedule as a whole.
    if ((await launchpadGate.read(now)).state !== 'ok') return;
    const queued = await syncQueue.enqueueDue(now, interval);
    if (queued > 0) log.info({ queued }, 'sync runs queued');
  }

  const boss = new PgBoss({ connectionString: env.DATABASE_URL, max: 2, application_name: 'sync-schedule' });
  boss.on('error', (err) => log.warn({ err }, 'the job queue has trouble'));
  let isStarted = false;
  // The database may be away when the worker starts: tried until it is there.
  const starting = every(
    5_000,
    async () => {
      if (isStarted) return;
      await boss.start();
      await boss.createQueue(QUEUE, {
        policy: 'exclusive',
        retryLimit: 0,
        expireInSeconds: 60,
        deleteAfterSeconds: 3_600,
      });
      await boss.work(QUEUE, { pollingIntervalSeconds: 2 }, queueDue);
      await boss.schedule(QUEUE, '* * * * *', null, { tz: 'UTC' });
      isStarted = true;
      // Not only with the next full minute.
      await queueDue();
    },
    (err) => Promise.resolve(log.warn({ err }, 'the job queue cannot be started yet')),
  );
  return {
    async stop() {
      await starting.stop();
      await boss.stop({ graceful: false, close: true }).catch(() => undefined);
    },
  };
}
