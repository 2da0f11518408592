import type { Context } from 'koa';
import { AppError, FRESH_SIGN_IN_MINUTES } from '@ubuntu-aliases/shared';
import { currentSession } from './auth/session.ts';

/**
 * Refused with `auth.stale` unless this session began by a sign-in less than ten minutes ago: a forgotten browser is not
 * enough to take somebody's mail. The time is the one that our database has of it.
 */
export function requireFreshSignIn(ctx: Context, now: Date): void {
  const session = currentSession(ctx);
  const age = session ? now.getTime() - session.createdAt.getTime() : Infinity;
  if (age >= FRESH_SIGN_IN_MINUTES * 60_000) throw new AppError('auth.stale');
}
