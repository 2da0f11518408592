import { createServer } from 'node:http';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createDnsResolver, type DnsResolver } from '@ubuntu-aliases/dns';
import { createRateLimiter, createStores, openDatabase } from '@ubuntu-aliases/store';
import { readEnv } from '../../src/env.ts';
import { createApp } from '../../src/http/app.ts';
import { createAssertionVerifier } from '../../src/http/auth/ubuntu-strategy.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { createLaunchpadClient } from '../../src/launchpad/index.ts';
import { createMailTransport, parseSmtpUrl, readMailSender } from '../../src/mailer/index.ts';
import { createAdminServices } from '../../src/services/admin-services.ts';
import { createClaimService } from '../../src/services/claims/claims.ts';
import { createDomainAdmin } from '../../src/services/domain-admin.ts';
import { createDomainCheckService } from '../../src/services/domain-checks.ts';
import { createErrorLogService } from '../../src/services/error-log.ts';
import { createIdentity } from '../../src/services/identity.ts';
import { createFaultLog } from '../../src/services/faults.ts';
import { createMemberService } from '../../src/services/members.ts';
import { createFailingRecipients } from '../../src/services/failing-recipients.ts';
import { createGraceReminders } from '../../src/services/grace-reminders.ts';
import { createRetirement } from '../../src/services/retirement.ts';
import { composeSelfService } from '../../src/services/self-service.ts';
import { createNoticeComposer } from '../../src/services/notice-composer.ts';
import { createOutboxDelivery } from '../../src/services/outbox-delivery.ts';
import { createSyncEngine } from '../../src/services/sync/engine.ts';
import { createSyncRunService } from '../../src/services/sync/runs.ts';
import { noticeRecovery } from '../../src/services/recovery.ts';
import { createVerificationService } from '../../src/services/verification.ts';
import { Browser } from './browser.ts';
import type { Sandbox } from './sandbox.ts';

export const PAGE = '<!doctype html><title>web app</title>';

export interface ProductOptions {
  env?: Record<string, string>;
  /** For the whole check at Launchpad; shorter than in earnest where a test waits for it. */
  checkDeadlineMs?: number;
  /** How it asks Launchpad; less patient where a test is about answers that never come. */
  launchpad?: Partial<Parameters<typeof createLaunchpadClient>[0]>;
  providerTimeoutMs?: number;
  checkReady?: () => Promise<void>;
  /** The worker asks DNS too; only tests about that want it. */
  checksDomains?: boolean;
  dns?: DnsResolver;
}

/** Nobody answers, so that every domain may take mail. */
const SILENT_DNS: DnsResolver = {
  query: () => Promise.resolve({ state: 'unknown', reason: 'timeout' }),
};

/** The product in this process, over a real socket, database and sandbox. Its clock can be moved. */
export async function startProduct(
  sandbox: Pick<Sandbox, 'url' | 'smtpUrl' | 'dnsServer'>,
  databaseUrl: string,
  options: ProductOptions = {},
) {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = readEnv({ ...environment(sandbox, databaseUrl, address), ...options.env }, { role: 'api' });

  let offsetMs = 0;
  const clock = () => new Date(Date.now() + offsetMs);
  const logged: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  const database = openDatabase({ url: databaseUrl, poolSize: 5, onConnectionLost: () => undefined });
  const stores = createStores(database.client);
  const launchpad = createLaunchpadClient({
    baseUrl: env.LAUNCHPAD_URL,
    version: 'test',
    contact: env.PUBLIC_URL,
    clock: () => clock().getTime(),
    ...options.launchpad,
  });
  const notices = { publicUrl: env.PUBLIC_URL, adminContacts: env.ADMIN_CONTACTS };
  const faults = createFaultLog(database, clock, (err) => log.error({ err }, 'lost'));
  const verification = noticeRecovery(
    createVerificationService(launchpad, stores.members.listKnown, clock, options.checkDeadlineMs),
    stores.launchpadGate,
  );
  const identity = createIdentity(database, env.IDENTITY_SECRET);
  const members = createMemberService({ database, verification, notices, identity, clock });
  const engine = createSyncEngine({
    database,
    launchpad,
    verification,
    notices,
    graceDays: env.GRACE_DAYS,
    faults,
    clock,
    log,
  });
  const domainChecks = createDomainCheckService({
    database,
    dns: createDnsResolver({ servers: env.DNS_SERVERS, timeoutMs: 500, attempts: 1 }),
    expected: { hosts: env.MAIL_HOSTS, spf: env.MAIL_SPF ?? null },
    clock,
  });
  const selfService = composeSelfService({
    database,
    notices,
    clock,
    secrets: env.SESSION_SECRET,
    limitFactor: env.RATE_LIMIT_FACTOR,
    dns: options.dns ?? SILENT_DNS,
    identity,
    mailHost: String(parseSmtpUrl(env.SMTP_URL).host),
    hasTestPath: false,
  });
  const limiter = (name: string, points: number) =>
    createRateLimiter(database.pool, {
      name,
      points: Math.max(1, Math.round(points * env.RATE_LIMIT_FACTOR)),
      durationSeconds: 60,
    });
  const webRoot = await mkdtemp(join(tmpdir(), 'web-root-'));
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), PAGE);
  await writeFile(join(webRoot, 'assets', 'app-1234.js'), 'export {};');

  const app = createApp(env, {
    stores,
    reads: database.reads,
    members,
    admin: createAdminServices({
      database,
      members,
      launchpad,
      verification,
      notices,
      adminIdentifiers: env.ADMIN_IDENTIFIERS,
      graceDays: env.GRACE_DAYS,
      clock,
    }),
    claims: createClaimService({ database, notices, clock }),
    domainAdmin: createDomainAdmin({ database, clock }),
    domainChecks,
    selfService,
    errorLog: createErrorLogService({ database, members, clock }),
    syncRuns: createSyncRunService({ database, clock }),
    faults,
    verifier: createAssertionVerifier({
      ssoUrl: env.UBUNTU_SSO_URL,
      ...(options.providerTimeoutMs && { timeoutMs: options.providerTimeoutMs }),
    }),
    limiters: {
      api: limiter('api', 300),
      login: limiter('login', 30),
      callback: limiter('callback', 30),
      verification: limiter('verification', 6),
      admin_check: limiter('admin_check', 30),
      domain_check: limiter('domain_check', 12),
    },
    checkReady: options.checkReady ?? (() => database.ping()),
    metrics: null,
    clock,
    log,
    version: 'test',
    webRoot,
  });
  server.on('request', app.callback());

  const transport = createMailTransport(env.SMTP_URL);
  const jobDeps = {
    database,
    members,
    delivery: createOutboxDelivery({
      database,
      transport,
      sender: readMailSender(env.MAIL_FROM, env.PUBLIC_URL),
      proofs: selfService.proofs,
      onTry: selfService.testMessages.recordDelivery,
      clock,
      log,
    }),
    composer: createNoticeComposer({ database, notices, clock }),
    reminders: createGraceReminders({ database, notices, clock }),
    failing: createFailingRecipients({ database, notices, clock }),
    retirement: createRetirement({ database, notices, graceDays: env.GRACE_DAYS, clock }),
    sync: {
      runNext: () => engine.runNext(new AbortController().signal),
      trickle: () => Promise.resolve(false),
    },
    domainChecks: options.checksDomains ? domainChecks : { runDue: () => Promise.resolve(false) },
    pauses: selfService.pauses,
    exports: selfService.exports,
    faults,
    clock,
    log,
  };

  return {
    address,
    env,
    database,
    stores,
    db: database.client,
    proofs: selfService.proofs,
    exports: selfService.exports,
    recordTry: selfService.testMessages.recordDelivery,
    /** What the process wrote to its log. */
    logged,
    clock,
    /** Moves the clock on from now; sign-ins want it back at 0, since the sandbox has its own. */
    setClock: (ms: number) => void (offsetMs = ms),
    browser: () => new Browser({ address, publicUrl: env.PUBLIC_URL, sandboxUrl: sandbox.url }),
    /** Does every run of the sync that waits. */
    async runSync(): Promise<void> {
      while (await engine.runNext(new AbortController().signal));
    },
    /** A turn of the job that ends the addresses of retired domains. */
    retire: () => jobDeps.retirement.run(),
    /** Rounds of what the worker does, until nothing that is due is left. */
    async runJobs(): Promise<void> {
      for (let round = 0; round < 20; round += 1) {
        const due = await dueChecks();
        const jobs = startJobs(jobDeps);
        await sleep(15);
        // A worker that stops lets go of the checks that it has taken and not begun.
        for (let waited = 0; waited < 2_000 && (await arePending(due)); waited += 20) await sleep(20);
        await jobs.stop();
        if (round > 0 && !(await isWorkDue())) return;
      }
      throw new Error('the jobs come to no end');
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await transport.close();
      await launchpad.close();
      await database.close();
      await rm(webRoot, { recursive: true });
    },
  };

  async function dueChecks(): Promise<string[]> {
    const where = { checkPendingAt: { lte: clock() } };
    return (await database.client.member.findMany({ where, select: { id: true } })).map(({ id }) => id);
  }

  async function arePending(ids: string[]): Promise<boolean> {
    const where = { id: { in: ids }, checkPendingAt: { not: null } };
    return ids.length > 0 && (await database.client.member.count({ where })) > 0;
  }

  async function isWorkDue(): Promise<boolean> {
    const now = clock();
    const counts = await Promise.all([
      database.client.outboxMail.count({ where: { nextAttemptAt: { lte: now }, failedAt: null } }),
      database.client.errorEntry.count({ where: { noticeDueAt: { lte: now } } }),
      database.client.member.count({ where: { checkPendingAt: { lte: now } } }),
    ]);
    return counts.some((count) => count > 0);
  }
}

export type Product = Awaited<ReturnType<typeof startProduct>>;

/** What an operator would write down to run the product at `publicUrl` with the sandbox as the world. */
export function environment(
  sandbox: Pick<Sandbox, 'url' | 'smtpUrl' | 'dnsServer'>,
  databaseUrl: string,
  publicUrl: string,
): Record<string, string> {
  return {
    PUBLIC_URL: publicUrl,
    UBUNTU_SSO_URL: sandbox.url,
    LAUNCHPAD_URL: sandbox.url,
    SMTP_URL: sandbox.smtpUrl,
    DNS_SERVERS: sandbox.dnsServer,
    MAIL_HOSTS: 'mx1.aliases.example,mx2.aliases.example',
    MAIL_FROM: 'Ubuntu aliases <aliases@mail.example.org>',
    SESSION_SECRET: 'a secret for tests only',
    DATABASE_URL: databaseUrl,
    ADMIN_IDENTIFIERS: `${sandbox.url}/+id/AdA7okf`,
    ADMIN_CONTACTS: 'admins@example.net',
    RATE_LIMIT_FACTOR: '1000',
    // Runs are started by the tests that are about them.
    SYNC_INTERVAL_MINUTES: '0',
  };
}
