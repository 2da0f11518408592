import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openDatabase } from '@ubuntu-aliases/store';
import { composeSync } from '../../src/compose-sync.ts';

/** The worker's runs and nothing beside them, in a process of its own that starts in half the time. */
const { DATABASE_URL = '', LAUNCHPAD_URL = '', PUBLIC_URL = '' } = process.env;
const database = openDatabase({ url: DATABASE_URL, poolSize: 3 });
const { engine } = composeSync(
  { LAUNCHPAD_URL, PUBLIC_URL, ADMIN_CONTACTS: ['admins@example.net'], GRACE_DAYS: 30 },
  { database, log: pino({ level: 'silent' }), clock: () => new Date() },
);
await database.ping();
process.send?.({ type: 'ready' });
flushCompileCache();
process.on('disconnect', () => process.exit());
for (;;) if (!(await engine.runNext(new AbortController().signal))) await sleep(250);
