import { AppError, pickLocale } from '@ubuntu-aliases/shared';
import type { Context, Next } from 'koa';
import { errorPage } from '../pages/error-page.ts';
import { toProblem } from '../problems.ts';
import { requestIdOf } from './dependencies.ts';

/** Neither the answer in the URL nor what came of it is for caches or for the next site. */
export async function keepPrivate(ctx: Context, next: Next): Promise<void> {
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  await next();
}

/** Without a body, which would repeat the target, and without Koa's rewriting of it. */
export function redirect(ctx: Context, status: 302 | 303, location: string): void {
  ctx.set('Location', location);
  ctx.status = status;
  ctx.body = '';
}

/** Adds a notice to a page of ours. */
export function withNotice(path: string, notice: string | null): string {
  if (notice === null) return path;
  const url = new URL(path, 'http://localhost');
  url.searchParams.set('notice', notice);
  return url.pathname + url.search + url.hash;
}

/**
 * The provider did not say whether the answer is its own: nothing was decided, so starting again is
 * the way on.
 */
export function showProviderUnavailable(
  ctx: Context,
  failure: { isBroken: boolean; returnPath: string },
): void {
  const problem = toProblem(new AppError('auth.provider_unavailable'), requestIdOf(ctx));
  ctx.status = failure.isBroken ? 502 : 504;
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = errorPage(problem, {
    locale: pickLocale(ctx.get('accept-language')),
    retryPath: `/auth/ubuntu?returnTo=${encodeURIComponent(failure.returnPath)}`,
  });
}
