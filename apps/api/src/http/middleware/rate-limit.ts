import { createHash } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { AppError } from '@ubuntu-aliases/shared';
import type { RateLimiter } from '@ubuntu-aliases/store';

/** Counts a request against `limiter` and says so (RateLimit fields of the IETF draft; RFC 9110 §10.2.3 Retry-After). */
export function rateLimit(name: string, limiter: RateLimiter, keyOf: (ctx: Context) => string): Middleware {
  return async function limitRate(ctx, next) {
    // Hashed, so that the table holds no network addresses.
    const key = createHash('sha256').update(keyOf(ctx)).digest('base64url').slice(0, 22);
    const answer = await limiter.take(key);
    ctx.set('RateLimit-Policy', `"${name}";q=${answer.limit};w=${answer.windowSeconds}`);
    ctx.set('RateLimit', `"${name}";r=${answer.remaining};t=${answer.resetSeconds}`);
    if (!answer.allowed) {
      throw new AppError('request.rate_limited', { details: { retryAfterSeconds: answer.resetSeconds } });
    }
    await next();
  };
}
