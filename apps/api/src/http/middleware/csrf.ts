import type { Middleware } from 'koa';
import { AppError } from '@ubuntu-aliases/shared';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Unsafe methods only from our own origin: `Sec-Fetch-Site` where the browser sends it, else `Origin`;
 * neither of them: refused. The OpenID callback is exempt, since it carries its own proof.
 */
export function csrf({ publicUrl, exempt }: { publicUrl: string; exempt: readonly string[] }): Middleware {
  const origin = new URL(publicUrl).origin;
  return async function requireOwnOrigin(ctx, next) {
    if (!SAFE.has(ctx.method) && !exempt.includes(ctx.path)) {
      const site = ctx.get('Sec-Fetch-Site');
      const isOwn = site ? site === 'same-origin' : ctx.get('Origin') === origin;
      if (!isOwn) throw new AppError('request.csrf');
    }
    await next();
  };
}
