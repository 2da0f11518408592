import { flushCompileCache } from 'node:module';
import closeWithGrace from 'close-with-grace';
import { createStores, openDatabase } from '@ubuntu-aliases/store';
import { composeApp, composeServices } from './compose.ts';
import { composeSync } from './compose-sync.ts';
import { readEnv } from './env.ts';
import { createHttpMetrics } from './http/middleware/measure.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { startSyncSchedule } from './jobs/sync-schedule.ts';
import { createScheduledChecks } from './services/sync/scheduled-checks.ts';
import { createTrickle } from './services/sync/trickle.ts';
import { listen, listenMetrics } from './listen.ts';
import { createLog } from './log.ts';
import { createMailTransport, readMailSender } from './mailer/index.ts';
import { createSignerFinder } from './services/dkim-signer.ts';
import { createFailingRecipients } from './services/failing-recipients.ts';
import { createGraceReminders } from './services/grace-reminders.ts';
import { goesByPath } from './services/test-messages.ts';
import { createRetirement } from './services/retirement.ts';
import { createNoticeComposer } from './services/notice-composer.ts';
import { createOutboxDelivery } from './services/outbox-delivery.ts';

const role = process.env['ROLE'] || 'api';
const env = readEnv(process.env, { role });
const log = createLog(env.LOG_LEVEL, { role, pid: process.pid });
const clock = () => new Date();

const database = openDatabase({
  // readEnv has made sure of it for a role of its own.
  url: env.DATABASE_URL ?? '',
  poolSize: env.DATABASE_POOL_SIZE,
  onConnectionLost: (err) => log.warn({ err }, 'lost a database connection'),
});
const services = composeServices(env, { database, log, clock });

const stop = role === 'worker' ? startWorker() : await startApi();
process.send?.({ type: 'ready', url: role === 'worker' ? undefined : env.PUBLIC_URL });
// Where NODE_COMPILE_CACHE is set: one that is killed leaves to the next what it has compiled, which is half of a start.
flushCompileCache();
// The starter is gone, however it went: nobody is left to stop this process.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

closeWithGrace({ delay: 10_000, logger: false }, async ({ err, signal }) => {
  if (err) log.fatal({ err }, 'unexpected fault, ending');
  else log.info({ signal }, 'ending');
  await stop();
  await services.launchpad.close();
  await database.close();
});

function startWorker(): () => Promise<void> {
  const { members, faults, notices, domainChecks, selfService } = services;
  const transport = createMailTransport(env.SMTP_URL);
  const testTransport = env.TEST_SMTP_URL ? createMailTransport(env.TEST_SMTP_URL) : null;
  const sender = readMailSender(env.MAIL_FROM, env.PUBLIC_URL);
  const { engine, close: closeSync } = composeSync(env, { database, log, clock });
  const trickle = createTrickle({
    database,
    check: createScheduledChecks({ database, members, clock }),
    perMinute: env.SYNC_INTERVAL_MINUTES === 0 ? 0 : env.TRICKLE_PER_MINUTE,
    faults,
    clock,
  });
  const schedule = startSyncSchedule({ env, database, clock, log });
  const jobs = startJobs({
    database,
    members,
    delivery: createOutboxDelivery({
      database,
      transport,
      otherTransport: (row) => (goesByPath(row) ? testTransport : null),
      sender,
      findSigner: createSignerFinder({ database, dataDir: env.DATA_DIR, sender, log }),
      proofs: selfService.proofs,
      onTry: selfService.testMessages.recordDelivery,
      clock,
      log,
    }),
    pauses: selfService.pauses,
    exports: selfService.exports,
    composer: createNoticeComposer({ database, notices, clock }),
    reminders: createGraceReminders({ database, notices, clock }),
    failing: createFailingRecipients({ database, notices, clock }),
    retirement: createRetirement({ database, notices, graceDays: env.GRACE_DAYS, clock }),
    sync: { runNext: engine.runNext, trickle: trickle.run },
    domainChecks,
    faults,
    clock,
    log,
  });
  return async () => {
    // Together: a slow mail server is cut off, and only then has the job that waits for it ended.
    await Promise.all([schedule.stop(), jobs.stop(), transport.close(), testTransport?.close()]);
    await closeSync();
  };
}

async function startApi(): Promise<() => Promise<void>> {
  const metrics = env.METRICS_PORT ? createHttpMetrics() : null;
  const app = composeApp(env, services, { database, log, clock, metrics });
  if (env.ADMIN_CONTACTS.length === 0) await warnWithoutContacts();
  const closeMetrics =
    metrics && env.METRICS_PORT ? await listenMetrics(metrics, env.METRICS_PORT, env.HOST) : null;
  const close = await listen(app, env.PORT, env.HOST);
  log.info({ url: env.PUBLIC_URL, host: env.HOST, port: env.PORT }, 'listening');
  return async () => {
    await close();
    await closeMetrics?.();
  };
}

async function warnWithoutContacts(): Promise<void> {
  const domains = await createStores(database.client).domains.listActive();
  const without = domains.filter((d) => d.adminContacts.length === 0).map((d) => d.name);
  if (without.length > 0)
    log.warn({ domains: without }, 'nobody is mailed about problems: set ADMIN_CONTACTS');
}
