import { fileURLToPath } from 'node:url';
import type Koa from 'koa';
import { createDnsResolver } from '@ubuntu-aliases/dns';
import { createRateLimiter, createStores, type RateLimiter } from '@ubuntu-aliases/store';
import { pendingMigrations } from '@ubuntu-aliases/store/postgres';
import packageJson from '../package.json' with { type: 'json' };
import { tellAll, type Surroundings } from './compose-sync.ts';
import type { Env } from './env.ts';
import { createApp, type LimitName } from './http/app.ts';
import { createAssertionVerifier } from './http/auth/ubuntu-strategy.ts';
import type { HttpMetrics } from './http/middleware/measure.ts';
import { createLaunchpadClient } from './launchpad/index.ts';
import { parseSmtpUrl } from './mailer/index.ts';
import { createAdminServices } from './services/admin-services.ts';
import { createClaimService } from './services/claims/claims.ts';
import { createDomainAdmin } from './services/domain-admin.ts';
import { findDkimRecord } from './services/dkim-signer.ts';
import { createDomainCheckService } from './services/domain-checks.ts';
import { createErrorLogService } from './services/error-log.ts';
import { composeSelfService } from './services/self-service.ts';
import { createIdentity } from './services/identity.ts';
import { createFaultLog } from './services/faults.ts';
import { createMemberService } from './services/members.ts';
import type { NoticeConfig } from './services/notices.ts';
import { createSyncRunService } from './services/sync/runs.ts';
import { noticeRecovery } from './services/recovery.ts';
import { createVerificationService } from './services/verification.ts';

/** Requests allowed to one client, or to one member, within so many seconds. */
const LIMITS: Record<LimitName, { points: number; durationSeconds: number }> = {
  api: { points: 300, durationSeconds: 60 },
  login: { points: 30, durationSeconds: 60 },
  callback: { points: 30, durationSeconds: 60 },
  verification: { points: 6, durationSeconds: 60 },
  admin_check: { points: 30, durationSeconds: 60 },
  domain_check: { points: 12, durationSeconds: 60 },
};

/** The services that both roles use, put together once. */
export function composeServices(env: Env, { database, log, clock }: Surroundings) {
  const launchpad = createLaunchpadClient({
    baseUrl: env.LAUNCHPAD_URL,
    version: packageJson.version,
    contact: env.PUBLIC_URL,
    onAskedToWait: tellAll(database, clock),
  });
  const notices: NoticeConfig = { publicUrl: env.PUBLIC_URL, adminContacts: env.ADMIN_CONTACTS };
  const faults = createFaultLog(database, clock, (err) =>
    log.error({ err }, 'the error log cannot be written'),
  );
  const stores = createStores(database.client);
  const verification = noticeRecovery(
    createVerificationService(launchpad, stores.members.listKnown, clock),
    stores.launchpadGate,
  );
  const identity = createIdentity(database, env.IDENTITY_SECRET);
  const members = createMemberService({ database, verification, notices, identity, clock });
  const admin = createAdminServices({
    database,
    members,
    launchpad,
    verification,
    notices,
    adminIdentifiers: env.ADMIN_IDENTIFIERS,
    graceDays: env.GRACE_DAYS,
    clock,
  });
  const domainChecks = createDomainCheckService({
    database,
    dns: createDnsResolver({ servers: env.DNS_SERVERS }),
    dkimRecordOf: ({ name }) => findDkimRecord(database, name),
    expected: { hosts: env.MAIL_HOSTS, spf: env.MAIL_SPF ?? null },
    clock,
  });
  const claims = createClaimService({ database, notices, clock });
  const selfService = composeSelfService({
    database,
    notices,
    clock,
    secrets: env.SESSION_SECRET,
    limitFactor: env.RATE_LIMIT_FACTOR,
    dns: createDnsResolver({ servers: env.DNS_SERVERS }),
    identity,
    mailHost: String(parseSmtpUrl(env.SMTP_URL).host),
    hasTestPath: env.TEST_SMTP_URL !== undefined,
  });
  return { launchpad, notices, faults, members, claims, admin, domainChecks, selfService };
}

export type Services = ReturnType<typeof composeServices>;

/** The HTTP application over them. */
export function composeApp(
  env: Env,
  {
    members,
    claims,
    admin,
    faults,
    domainChecks,
    selfService,
  }: Pick<Services, 'members' | 'claims' | 'admin' | 'faults' | 'domainChecks' | 'selfService'>,
  { database, log, clock, metrics }: Surroundings & { metrics: HttpMetrics | null },
): Koa {
  const limiter = (name: LimitName): RateLimiter => {
    const { points, durationSeconds } = LIMITS[name];
    const scaled = Math.max(1, Math.round(points * env.RATE_LIMIT_FACTOR));
    return createRateLimiter(database.pool, { name, points: scaled, durationSeconds });
  };
  return createApp(env, {
    stores: createStores(database.client),
    reads: database.reads,
    members,
    admin,
    claims,
    domainAdmin: createDomainAdmin({ database, clock }),
    domainChecks,
    selfService,
    errorLog: createErrorLogService({ database, members, clock }),
    syncRuns: createSyncRunService({ database, clock }),
    faults,
    verifier: createAssertionVerifier({ ssoUrl: env.UBUNTU_SSO_URL }),
    limiters: {
      api: limiter('api'),
      login: limiter('login'),
      callback: limiter('callback'),
      verification: limiter('verification'),
      admin_check: limiter('admin_check'),
      domain_check: limiter('domain_check'),
    },
    async checkReady() {
      await database.ping();
      const pending = await pendingMigrations(database.pool);
      if (pending.length > 0) throw new Error(`migrations are missing: ${pending.join(', ')}`);
    },
    metrics,
    clock,
    log,
    version: packageJson.version,
    webRoot: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  });
}
