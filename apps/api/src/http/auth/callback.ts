import { AppError } from '@ubuntu-aliases/shared';
import type { Context } from 'koa';
import { redirect, showProviderUnavailable, withNotice } from './answers.ts';
import { readBrowserSecret } from './browser-secret.ts';
import { checkAssertion, readState, type AcceptedAssertion } from './openid-assertion.ts';
import { rawQueryOf, requestIdOf, type AuthDependencies } from './dependencies.ts';
import { signInSession } from './session.ts';
import { takeAttempt } from './sign-in-attempt.ts';

/**
 * What becomes of an answer. The order is the point: the attempt is used up first, nothing is sent
 * to anybody before the answer has passed every check that needs nobody, and its nonce is used up
 * before the provider is asked.
 */
export async function receiveAnswer(ctx: Context, deps: AuthDependencies): Promise<void> {
  const now = deps.clock();
  const rawQuery = rawQueryOf(ctx);

  const attempt = await takeAttempt(deps.attempts, {
    state: readState(rawQuery),
    browserSecret: readBrowserSecret(ctx, { secure: deps.config.secureCookies }),
    now,
  });
  if (attempt.outcome === 'refused') return refuse(ctx, deps, attempt.reason);

  const { returnTo, returnPath } = attempt;
  const check = checkAssertion(rawQuery, { ssoUrl: deps.config.ssoUrl, returnTo, now });
  if (check.outcome === 'cancelled') return redirect(ctx, 303, withNotice('/', 'auth.cancelled'));
  if (check.outcome === 'refused') return refuse(ctx, deps, check.reason);

  const isNew = await deps.nonces.add(check.nonce.value, check.nonce.expiresAt, now);
  if (!isNew) return refuse(ctx, deps, 'nonce_reused');

  const refusal = await askProvider(deps, check, returnTo);
  if (refusal?.code === 'auth.assertion_invalid') return refuse(ctx, deps, reasonOf(refusal));
  if (refusal) return reportUnavailable(ctx, deps, reasonOf(refusal), returnPath);

  const { memberId, notice } = await deps.signIn.signIn({
    claimedIdentifier: check.claimedIdentifier,
    ...check.profile,
    acceptLanguage: ctx.get('accept-language').slice(0, 256) || null,
    requestId: requestIdOf(ctx),
  });
  await signInSession(ctx, { memberId });
  redirect(ctx, 303, withNotice(returnPath, notice));
}

/** Null when the provider confirmed the answer, and confirmed it for the identifier that is in it. */
async function askProvider(
  deps: AuthDependencies,
  assertion: AcceptedAssertion,
  returnTo: string,
): Promise<AppError | null> {
  try {
    const confirmed = await deps.verifier.verify(assertion.params, returnTo);
    if (confirmed === assertion.claimedIdentifier) return null;
    return new AppError('auth.assertion_invalid', { details: { reason: 'identifier' } });
  } catch (error) {
    const isRefusal =
      error instanceof AppError &&
      (error.code === 'auth.assertion_invalid' || error.code === 'auth.provider_unavailable');
    if (isRefusal) return error;
    throw error;
  }
}

function refuse(ctx: Context, deps: AuthDependencies, reason: string): void {
  deps.reportRefusal({ code: 'auth.assertion_invalid', reason, requestId: requestIdOf(ctx) });
  redirect(ctx, 303, withNotice('/', 'auth.assertion_invalid'));
}

function reportUnavailable(ctx: Context, deps: AuthDependencies, reason: string, returnPath: string): void {
  deps.reportRefusal({ code: 'auth.provider_unavailable', reason, requestId: requestIdOf(ctx) });
  showProviderUnavailable(ctx, { isBroken: reason !== 'timeout' && reason !== 'unreachable', returnPath });
}

function reasonOf(error: AppError): string {
  const reason = error.details?.reason;
  return typeof reason === 'string' ? reason : 'unknown';
}
