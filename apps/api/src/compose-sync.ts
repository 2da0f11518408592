import type { Logger } from 'pino';
import { createStores, type Database } from '@ubuntu-aliases/store';
import packageJson from '../package.json' with { type: 'json' };
import type { Env } from './env.ts';
import { createLaunchpadClient } from './launchpad/index.ts';
import { createFaultLog } from './services/faults.ts';
import { createSyncEngine, type SyncEngine } from './services/sync/engine.ts';
import { LONGEST_WAIT } from './services/sync/stop.ts';
import { createVerificationService } from './services/verification.ts';

export interface Surroundings {
  database: Database;
  log: Logger;
  clock: () => Date;
}

/** For one attempt at a page, and for one person, of a run (milliseconds). Launchpad's own limit is 15 to 30 s. */
const SYNC_ATTEMPT_MS = 40_000;
const SYNC_LOOKUP_MS = 30_000;

/** What Launchpad asked of one process holds for what all of them have scheduled. */
export function tellAll(database: Database, clock: () => Date): (seconds: number) => Promise<void> {
  const { launchpadGate } = createStores(database.client);
  return (seconds) =>
    launchpadGate
      .askedToWait(new Date(clock().getTime() + Math.min(seconds, LONGEST_WAIT) * 1000))
      // The database is away: the one that was asked waits all the same.
      .catch(() => undefined);
}

type SyncEnv = Pick<Env, 'LAUNCHPAD_URL' | 'PUBLIC_URL' | 'ADMIN_CONTACTS' | 'GRACE_DAYS'>;

/** The membership sync with a client of its own: the limits of a person who waits are not those of a run. */
export function composeSync(
  env: SyncEnv,
  { database, log, clock }: Surroundings,
): { engine: SyncEngine; close(): Promise<void> } {
  const launchpad = createLaunchpadClient({
    baseUrl: env.LAUNCHPAD_URL,
    version: packageJson.version,
    contact: env.PUBLIC_URL,
    attemptTimeoutMs: SYNC_ATTEMPT_MS,
    onAskedToWait: tellAll(database, clock),
  });
  const engine = createSyncEngine({
    database,
    launchpad,
    verification: createVerificationService(
      launchpad,
      createStores(database.client).members.listKnown,
      clock,
      SYNC_LOOKUP_MS,
    ),
    notices: { publicUrl: env.PUBLIC_URL, adminContacts: env.ADMIN_CONTACTS },
    graceDays: env.GRACE_DAYS,
    faults: createFaultLog(database, clock, (err) => log.error({ err }, 'the error log cannot be written')),
    clock,
    log,
  });
  return { engine, close: () => launchpad.close() };
}
