import Router from '@koa/router';
import { AppError } from '@ubuntu-aliases/shared';
import Koa from 'koa';
import type { AuthConfig, AuthDependencies, RefusalReport } from '../dependencies.ts';
import { authRoutes } from '../routes.ts';
import { createSessionMiddleware, currentSession } from '../session.ts';
import { createAssertionVerifier } from '../ubuntu-strategy.ts';
import { createBrowser } from './browser.ts';
import { listen } from './listen.ts';
import { memoryAttempts, memoryNonces, memorySessions, recordingSignIn } from './stores.ts';

const STATUS: Partial<Record<string, number>> = {
  'request.invalid': 400,
  'request.too_large': 413,
  'request.unsupported_media_type': 415,
};

export type TestApp = Awaited<ReturnType<typeof startApp>>;

/**
 * The routes with an app around them that is as small as possible, over real HTTP and stores in
 * memory.
 */
export async function startApp(
  options: { ssoUrl: string; timeoutMs?: number } & Partial<Pick<AuthDependencies, 'verifier' | 'signIn'>>,
  configured: Partial<AuthConfig> = {},
) {
  const attempts = memoryAttempts();
  const nonces = memoryNonces();
  const sessions = memorySessions();
  const signIn = recordingSignIn();
  const refusals: RefusalReport[] = [];
  const limited = { login: 0, callback: 0 };
  const time = { offsetMs: 0 };
  const clock = () => new Date(Date.now() + time.offsetMs);

  const app = new Koa();
  const listening = await listen((req, res) => void app.callback()(req, res));
  const config: AuthConfig = {
    publicUrl: listening.url,
    ssoUrl: options.ssoUrl,
    realm: listening.url,
    callbackUrl: `${listening.url}/auth/ubuntu/callback`,
    secureCookies: false,
    ...configured,
  };
  const router = new Router();
  authRoutes(router, {
    config,
    attempts,
    nonces,
    signIn: options.signIn ?? signIn,
    verifier:
      options.verifier ??
      createAssertionVerifier({ ssoUrl: options.ssoUrl, timeoutMs: options.timeoutMs ?? 5000 }),
    clock,
    reportRefusal: (report) => void refusals.push(report),
    rateLimit: {
      login: (_ctx, next) => ((limited.login += 1), next()),
      callback: (_ctx, next) => ((limited.callback += 1), next()),
    },
  });
  router.get('/whoami', (ctx) => void (ctx.body = { memberId: currentSession(ctx)?.memberId ?? null }));

  app.use(async (ctx, next) => {
    ctx.state.requestId = 'request-1';
    try {
      await next();
    } catch (error) {
      ctx.status = (error instanceof AppError && STATUS[error.code]) || 500;
      ctx.body = { code: error instanceof AppError ? error.code : 'internal' };
    }
  });
  app.use(
    createSessionMiddleware(app, {
      keys: ['test key'],
      secure: config.secureCookies,
      store: sessions,
      clock,
    }),
  );
  app.use(router.routes());

  return {
    ...listening,
    attempts,
    nonces,
    sessions,
    signIn,
    refusals,
    limited,
    time,
    browser: () => createBrowser(listening.url),
  };
}
