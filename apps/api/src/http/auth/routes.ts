import type Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { keepPrivate, redirect } from './answers.ts';
import { ensureBrowserSecret } from './browser-secret.ts';
import { receiveAnswer } from './callback.ts';
import { rawQueryOf, type AuthDependencies } from './dependencies.ts';
import { buildAuthenticationUrl } from './openid-request.ts';
import { readPostedAnswer } from './posted-answer.ts';
import { localPath } from './return-path.ts';
import { signOutSession } from './session.ts';
import { beginAttempt } from './sign-in-attempt.ts';

const LOGIN_PATH = '/auth/ubuntu';
const CALLBACK_PATH = '/auth/ubuntu/callback';
const DEFAULT_RETURN_PATH = '/addresses';

/**
 * Signing in with Ubuntu One, and signing out. Starting and finishing are separate: neither does
 * the other's job.
 */
export function authRoutes(router: Router, deps: AuthDependencies): void {
  const { login, callback } = deps.rateLimit;

  router.get(LOGIN_PATH, keepPrivate, refuseHead, login, async (ctx: Context) => {
    const { ssoUrl, realm, callbackUrl, secureCookies } = deps.config;
    const returnPath = localPath(readReturnTo(ctx)) ?? DEFAULT_RETURN_PATH;
    const browserSecret = ensureBrowserSecret(ctx, { secure: secureCookies });
    const { returnTo } = await beginAttempt(deps.attempts, {
      callbackUrl,
      browserSecret,
      returnPath,
      now: deps.clock(),
    });
    redirect(ctx, 302, buildAuthenticationUrl({ ssoUrl, realm, returnTo }));
  });

  router.get(CALLBACK_PATH, keepPrivate, refuseHead, callback, async (ctx: Context) => {
    await receiveAnswer(ctx, deps);
  });

  router.post(CALLBACK_PATH, keepPrivate, callback, async (ctx: Context) => {
    const query = await readPostedAnswer(ctx, rawQueryOf(ctx));
    redirect(ctx, 303, `${CALLBACK_PATH}?${query}`);
  });

  router.post('/auth/logout', keepPrivate, async (ctx: Context) => {
    await signOutSession(ctx);
    ctx.status = 204;
  });
}

/** The router answers HEAD with the handler of GET, and these handlers use something up. */
const refuseHead: Middleware = async function refuseHead(ctx, next) {
  if (ctx.method !== 'HEAD') return next();
  ctx.status = 405;
  ctx.set('Allow', 'GET');
};

/** The one parameter of the login; given twice it is none. */
function readReturnTo(ctx: Context): string {
  const returnTo = ctx.query.returnTo;
  return typeof returnTo === 'string' ? returnTo : '';
}
