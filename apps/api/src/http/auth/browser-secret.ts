import type { Context } from 'koa';
import { createSecret, isSecret } from './secret.ts';

/** As long as a sign-in may take. */
export const BROWSER_SECRET_MS = 10 * 60_000;

/**
 * A secret that only this browser has, so that an answer meant for one browser cannot be opened in
 * another (login CSRF). One secret serves all sign-ins that are under way in it, so two tabs do not
 * cancel each other.
 */
export function ensureBrowserSecret(ctx: Context, options: { secure: boolean }): string {
  const secret = readBrowserSecret(ctx, options) ?? createSecret();
  // TLS ends at the proxy, and nothing that it forwards is believed: the configuration says whether
  // it is https.
  ctx.cookies.secure = options.secure;
  ctx.cookies.set(cookieName(options.secure), secret, {
    httpOnly: true,
    secure: options.secure,
    sameSite: 'lax',
    path: '/',
    maxAge: BROWSER_SECRET_MS,
    signed: false,
    overwrite: true,
  });
  return secret;
}

export function readBrowserSecret(ctx: Context, options: { secure: boolean }): string | null {
  const secret = ctx.cookies.get(cookieName(options.secure), { signed: false });
  return secret !== undefined && isSecret(secret) ? secret : null;
}

/**
 * `__Host-` keeps a sibling domain or a plain-http page from planting one (RFC 6265bis section
 * 4.1.3.2).
 */
function cookieName(secure: boolean): string {
  return secure ? '__Host-signin' : 'signin';
}
