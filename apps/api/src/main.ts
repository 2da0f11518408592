import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { createRateLimiter, createStores, openDatabase, type RateLimiter } from '@ubuntu-aliases/store';
import { pendingMigrations } from '@ubuntu-aliases/store/postgres';
import packageJson from '../package.json' with { type: 'json' };
import { readEnv, type Env } from './env.ts';
import { createApp, type LimitName } from './http/app.ts';
import { createAssertionVerifier } from './http/auth/ubuntu-strategy.ts';
import { createHttpMetrics } from './http/middleware/measure.ts';
import { listen, listenMetrics } from './listen.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { createLaunchpadClient } from './launchpad/index.ts';
import { createMailTransport, readMailSender } from './mailer/index.ts';
import { createErrorLogService } from './services/error-log.ts';
import { createFaultLog } from './services/faults.ts';
import { createMemberService } from './services/members.ts';
import { createNoticeComposer } from './services/notice-composer.ts';
import { createOutboxDelivery } from './services/outbox-delivery.ts';
import { createVerificationService } from './services/verification.ts';

/** Requests allowed to one client, or to one member, within so many seconds. */
const LIMITS: Record<LimitName, { points: number; durationSeconds: number }> = {
  api: { points: 300, durationSeconds: 60 },
  login: { points: 30, durationSeconds: 60 },
  callback: { points: 30, durationSeconds: 60 },
  verification: { points: 6, durationSeconds: 60 },
};

const role = process.env['ROLE'] === 'worker' ? 'worker' : 'api';
const env = readEnv(process.env, { role });
const log = pino({
  level: env.LOG_LEVEL,
  base: { role, pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
});
const clock = () => new Date();

const database = openDatabase({
  // readEnv has made sure of it for a role of its own.
  url: env.DATABASE_URL ?? '',
  poolSize: env.DATABASE_POOL_SIZE,
  onConnectionLost: (err) => log.warn({ err }, 'lost a database connection'),
});
const launchpad = createLaunchpadClient({
  baseUrl: env.LAUNCHPAD_URL,
  version: packageJson.version,
  contact: env.PUBLIC_URL,
});
const notices = { publicUrl: env.PUBLIC_URL, adminContacts: env.ADMIN_CONTACTS };
const faults = createFaultLog(database, clock, (err) =>
  log.error({ err }, 'the error log cannot be written'),
);
const members = createMemberService({
  database,
  verification: createVerificationService(launchpad, clock),
  notices,
  clock,
});

const stop = role === 'worker' ? startWorker() : await startApi();
process.send?.({ type: 'ready', url: role === 'api' ? env.PUBLIC_URL : undefined });
// The starter is gone, however it went: nobody is left to stop this process.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

closeWithGrace({ delay: 10_000, logger: false }, async ({ err, signal }) => {
  if (err) log.fatal({ err }, 'unexpected fault, ending');
  else log.info({ signal }, 'ending');
  await stop();
  await launchpad.close();
  await database.close();
});

function startWorker(): () => Promise<void> {
  const transport = createMailTransport(env.SMTP_URL);
  const sender = readMailSender(env.MAIL_FROM, env.PUBLIC_URL);
  const jobs = startJobs({
    database,
    members,
    delivery: createOutboxDelivery({ database, transport, sender, faults, clock, log }),
    composer: createNoticeComposer({ database, notices, clock }),
    clock,
    log,
  });
  return async () => {
    await jobs.stop();
    await transport.close();
  };
}

async function startApi(): Promise<() => Promise<void>> {
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([name, { points, durationSeconds }]) => [
      name,
      createRateLimiter(database.pool, {
        name,
        points: Math.max(1, Math.round(points * env.RATE_LIMIT_FACTOR)),
        durationSeconds,
      }),
    ]),
  ) as Record<LimitName, RateLimiter>;
  const metrics = env.METRICS_PORT ? createHttpMetrics() : null;
  const app = createApp(env, {
    stores: createStores(database.client),
    members,
    errorLog: createErrorLogService({ database, clock }),
    faults,
    verifier: createAssertionVerifier({ ssoUrl: env.UBUNTU_SSO_URL }),
    limiters,
    checkReady,
    metrics,
    clock,
    log,
    version: packageJson.version,
    webRoot: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  });
  if (env.ADMIN_CONTACTS.length === 0) await warnWithoutContacts(env);
  const closeMetrics =
    metrics && env.METRICS_PORT ? await listenMetrics(metrics, env.METRICS_PORT, env.HOST) : null;
  const close = await listen(app, env.PORT, env.HOST);
  log.info({ url: env.PUBLIC_URL, host: env.HOST, port: env.PORT }, 'listening');
  return async () => {
    await close();
    await closeMetrics?.();
  };
}

async function checkReady(): Promise<void> {
  await database.ping();
  const pending = await pendingMigrations(database.pool);
  if (pending.length > 0) throw new Error(`migrations are missing: ${pending.join(', ')}`);
}

async function warnWithoutContacts({ isTestInstallation }: Env): Promise<void> {
  const domains = await createStores(database.client).domains.listActive();
  const without = domains.filter((d) => d.adminContacts.length === 0).map((d) => d.name);
  if (without.length > 0) {
    log.warn({ domains: without, isTestInstallation }, 'nobody is mailed about problems: set ADMIN_CONTACTS');
  }
}
