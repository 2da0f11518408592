import Router from '@koa/router';
import Koa, { type Context } from 'koa';
import compress from 'koa-compress';
import conditionalGet from 'koa-conditional-get';
import etag from '@koa/etag';
import type { Logger } from 'pino';
import { AppError } from '@ubuntu-aliases/shared';
import type { RateLimiter, RequestReads, Stores } from '@ubuntu-aliases/store';
import type { Env } from '../env.ts';
import type { AdminServices } from '../services/admin-services.ts';
import type { DomainAdmin } from '../services/domain-admin.ts';
import type { DomainCheckService } from '../services/domain-checks.ts';
import type { ErrorLogService } from '../services/error-log.ts';
import type { ClaimService } from '../services/claims/claims.ts';
import type { FaultLog } from '../services/faults.ts';
import type { MemberService } from '../services/members.ts';
import type { SyncRunService } from '../services/sync/runs.ts';
import type { SelfService } from '../services/self-service.ts';
import { apiDocRoutes } from './api-docs.ts';
import { authRoutes } from './auth/routes.ts';
import type { AssertionVerifier } from './auth/ports.ts';
import { createSessionMiddleware } from './auth/session.ts';
import { briefCache } from './brief-cache.ts';
import { createApi } from './guard.ts';
import { createClientAddress } from './middleware/client-address.ts';
import { csrf } from './middleware/csrf.ts';
import { errorHandler } from './middleware/error-handler.ts';
import { measure, type HttpMetrics } from './middleware/measure.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { readJson } from './middleware/read-json.ts';
import { requestLog } from './middleware/request-log.ts';
import { findMember } from './middleware/require-member.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { createOnce } from './idempotency.ts';
import { createOpenApi } from './openapi.ts';
import { adminAliasRoutes } from './routes/admin-aliases/admin-aliases.ts';
import { adminAuditRoutes } from './routes/admin-audit/admin-audit.ts';
import { adminDomainRoutes } from './routes/admin-domains/admin-domains.ts';
import { adminErrorRoutes } from './routes/admin-errors/admin-errors.ts';
import { adminMemberRoutes } from './routes/admin-members/admin-members.ts';
import { adminSyncRunRoutes } from './routes/admin-sync-runs/admin-sync-runs.ts';
import { adminOverviewRoutes } from './routes/admin-overview/admin-overview.ts';
import { aliasRoutes } from './routes/aliases/aliases.ts';
import { mailCountRoutes } from './routes/aliases/mail-counts.ts';
import { claimRoutes } from './routes/claims/claims.ts';
import { domainRoutes } from './routes/domains/domains.ts';
import { eventRoutes } from './routes/events/events.ts';
import { healthRoutes } from './routes/health/health.ts';
import { meRoutes } from './routes/me/me.ts';
import { personalDataRoutes } from './routes/me/personal-data.ts';
import { recipientChangeRoutes } from './routes/recipient-changes/recipient-changes.ts';
import { sessionRoutes } from './routes/sessions/sessions.ts';
import { statusRoutes } from './routes/status/status.ts';
import { testMessageRoutes } from './routes/test-messages/test-messages.ts';
import { webApp } from './web-app.ts';

export type LimitName = 'api' | 'login' | 'callback' | 'verification' | 'admin_check' | 'domain_check';

export interface AppServices {
  stores: Stores;
  reads: RequestReads;
  members: MemberService;
  admin: AdminServices;
  claims: ClaimService;
  domainAdmin: DomainAdmin;
  domainChecks: DomainCheckService;
  selfService: SelfService;
  errorLog: ErrorLogService;
  syncRuns: SyncRunService;
  faults: FaultLog;
  verifier: AssertionVerifier;
  limiters: Record<LimitName, RateLimiter>;
  /** Throws what is wrong when the database is not reachable or not migrated. */
  checkReady: () => Promise<void>;
  metrics: HttpMetrics | null;
  clock: () => Date;
  log: Logger;
  version: string;
  /** Folder of the built web app. */
  webRoot: string;
}

/** Milliseconds after which a domain's new landing page is found at every process. */
const LANDING_PATHS_KEPT = 1_000;

/** The order of everything a request goes through, on one page. */
export function createApp(env: Env, services: AppServices): Koa {
  const { stores, reads, clock, limiters, version, log, faults } = services;
  const app = new Koa();
  // A browser that goes away while it is answered is nobody's fault.
  app.on('error', (err: NodeJS.ErrnoException) =>
    /^(ERR_STREAM_PREMATURE_CLOSE|ECONNRESET|EPIPE)$/.test(err.code ?? '')
      ? log.debug({ err }, 'client went away')
      : log.warn({ err }, 'response failed'),
  );

  const clients = createClientAddress(env.TRUSTED_PROXIES);
  const memberOf = (ctx: Context) => findMember(ctx, env.ADMIN_IDENTIFIERS);
  const byClient = (ctx: Context) => clients.of(ctx.req);
  const byMember = (ctx: Context) => memberOf(ctx)?.id ?? byClient(ctx);

  app.use(requestLog(log, { trustsRequestId: clients.isTrusted }));
  if (services.metrics) app.use(measure(services.metrics));
  app.use(securityHeaders({ isSecure: env.isSecure, ssoUrl: env.UBUNTU_SSO_URL }));
  app.use(compress({ threshold: 1024 }));
  app.use(conditionalGet());
  app.use(etag());
  app.use(errorHandler(log, faults));

  const health = new Router({ sensitive: true });
  healthRoutes(health, services);
  app.use(health.routes());

  const session = createSessionMiddleware(app, {
    keys: env.SESSION_SECRET,
    secure: env.isSecure,
    store: { ...stores.sessions, find: reads.findSession },
    clock,
  });
  // Pages and assets need no session: no look-up for them.
  app.use(async function sessionForApi(ctx, next) {
    return /^\/(api|auth)\//.test(ctx.path) ? session(ctx, next) : next();
  });
  app.use(csrf({ publicUrl: env.PUBLIC_URL, exempt: ['/auth/ubuntu/callback'] }));

  const auth = new Router({ sensitive: true });
  authRoutes(auth, {
    config: {
      publicUrl: env.PUBLIC_URL,
      ssoUrl: env.UBUNTU_SSO_URL,
      realm: env.UBUNTU_REALM,
      callbackUrl: env.UBUNTU_CALLBACK_URL,
      secureCookies: env.isSecure,
    },
    attempts: stores.attempts,
    nonces: stores.nonces,
    signIn: services.members,
    verifier: services.verifier,
    clock,
    reportRefusal: ({ code, reason, requestId }) => {
      const severity = code === 'auth.provider_unavailable' ? 'error' : 'info';
      void faults.record(code, severity, { reason }, requestId);
    },
    rateLimit: {
      login: rateLimit('login', limiters.login, byClient),
      callback: rateLimit('callback', limiters.callback, byClient),
    },
  });
  app.use(auth.routes());

  const v1 = new Router({ prefix: '/api/v1', sensitive: true });
  v1.use(async function privateAnswers(ctx, next) {
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.vary('Cookie');
    await next();
  });
  const api = createApi(v1, {
    findMember: memberOf,
    limit: rateLimit('api', limiters.api, byMember),
    readBody: readJson(),
    once: createOnce(stores, clock),
  });
  domainRoutes(api, { stores, ssoUrl: env.UBUNTU_SSO_URL, isTestInstallation: env.isTestInstallation });
  statusRoutes(api, { stores, clock, version });
  meRoutes(api, {
    members: services.members,
    verificationLimit: rateLimit('verification', limiters.verification, byMember),
  });
  claimRoutes(api, { claims: services.claims, reads, clock });
  aliasRoutes(api, { reads, pauses: services.selfService.pauses, clock });
  mailCountRoutes(api, services.selfService);
  testMessageRoutes(api, services.selfService);
  eventRoutes(api, stores);
  sessionRoutes(api, { sessions: stores.sessions, clock });
  personalDataRoutes(api, services.selfService);
  recipientChangeRoutes(api, { reads, recipientChanges: services.selfService.recipientChanges, clock });
  const checkLimit = rateLimit('admin_check', limiters.admin_check, byMember);
  adminErrorRoutes(api, { errorLog: services.errorLog, checkLimit });
  adminMemberRoutes(api, { ...services.admin, checkLimit, clock });
  adminOverviewRoutes(api, services.admin);
  adminAliasRoutes(api, { ...services.admin, clock });
  adminAuditRoutes(api, services.admin);
  adminSyncRunRoutes(api, services);
  adminDomainRoutes(api, {
    ...services,
    checkLimit: rateLimit('domain_check', limiters.domain_check, byMember),
  });
  app.use(v1.routes());

  const docs = new Router({ sensitive: true });
  apiDocRoutes(docs, createOpenApi(api.endpoints, { version }));
  app.use(docs.routes());

  app.use(refuseUnknown([health, auth, v1, docs]));
  // Anybody can ask for any path, so the database is not asked for each.
  const landingPaths = briefCache(LANDING_PATHS_KEPT, async () =>
    (await stores.domains.listActive()).map((d) => d.landingPath),
  );
  const isLandingPath = async (path: string) => (await landingPaths()).includes(path);
  app.use(webApp({ root: services.webRoot, isLandingPath }));
  return app;
}

/** Under /api and /auth there are no pages: an unknown path is 404, a known one with another method 405. */
function refuseUnknown(routers: Router[]): Koa.Middleware {
  return async function refuseUnknownPaths(ctx, next) {
    const matched = routers.flatMap((router) => router.match(ctx.path, ctx.method).path);
    const methods = [...new Set(matched.flatMap((layer) => layer.methods))];
    if (methods.length > 0) {
      ctx.set('Allow', methods.join(', '));
      throw new AppError('request.method_not_allowed', { details: { allow: methods } });
    }
    if (/^\/(api|auth)(\/|$)/.test(ctx.path)) throw new AppError('request.not_found');
    await next();
  };
}
