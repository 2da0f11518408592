import { BROWSER_SECRET_MS } from './browser-secret.ts';
import type { SignInAttemptStore } from './ports.ts';
import { createSecret, hashSecret, isSameHash } from './secret.ts';

export type TakenAttempt =
  | { outcome: 'taken'; returnTo: string; returnPath: string }
  | { outcome: 'refused'; reason: 'state_missing' | 'state_unknown' | 'state_expired' | 'other_browser' };

/** Starts a sign-in and gives the `openid.return_to` that carries its state. */
export async function beginAttempt(
  attempts: SignInAttemptStore,
  start: { callbackUrl: string; browserSecret: string; returnPath: string; now: Date },
): Promise<{ returnTo: string }> {
  const state = createSecret();
  const url = new URL(start.callbackUrl);
  url.searchParams.set('state', state);
  await attempts.create({
    stateHash: hashSecret(state),
    browserHash: hashSecret(start.browserSecret),
    returnTo: url.href,
    returnPath: start.returnPath,
    expiresAt: new Date(start.now.getTime() + BROWSER_SECRET_MS),
  });
  return { returnTo: url.href };
}

/**
 * Takes the attempt out for good, whatever comes of it: the first callback that names a state is
 * the only one. OpenID Authentication 2.0 section 11.1 wants the query of `return_to` in the
 * request; here it finds the attempt.
 */
export async function takeAttempt(
  attempts: SignInAttemptStore,
  answer: { state: string | null; browserSecret: string | null; now: Date },
): Promise<TakenAttempt> {
  if (answer.state === null) return { outcome: 'refused', reason: 'state_missing' };
  const attempt = await attempts.take(hashSecret(answer.state), answer.now);
  if (!attempt) return { outcome: 'refused', reason: 'state_unknown' };
  if (attempt.expiresAt <= answer.now) return { outcome: 'refused', reason: 'state_expired' };
  if (answer.browserSecret === null || !isSameHash(hashSecret(answer.browserSecret), attempt.browserHash)) {
    return { outcome: 'refused', reason: 'other_browser' };
  }
  return { outcome: 'taken', returnTo: attempt.returnTo, returnPath: attempt.returnPath };
}
