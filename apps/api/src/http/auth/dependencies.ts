import type { Context, Middleware } from 'koa';
import type { AssertionVerifier, NonceStore, SignInAttemptStore, SignInService } from './ports.ts';

export interface AuthConfig {
  publicUrl: string;
  /** The provider; identifiers are under `<it>/+id/`. Without a trailing slash. */
  ssoUrl: string;
  realm: string;
  callbackUrl: string;
  /** Whether people reach us by https, so that cookies are `__Host-` and `Secure`. */
  secureCookies: boolean;
}

export interface RefusalReport {
  code: 'auth.assertion_invalid' | 'auth.provider_unavailable';
  /** A stable word; never a value from the answer. */
  reason: string;
  requestId: string;
}

export interface AuthDependencies {
  config: AuthConfig;
  attempts: SignInAttemptStore;
  nonces: NonceStore;
  signIn: SignInService;
  verifier: AssertionVerifier;
  clock: () => Date;
  reportRefusal: (report: RefusalReport) => void;
  rateLimit: { login: Middleware; callback: Middleware };
}

/** The query as it was sent, before anything has parsed or repaired it. */
export function rawQueryOf(ctx: Context): string {
  const url = ctx.req.url ?? '';
  const question = url.indexOf('?');
  return question === -1 ? '' : url.slice(question + 1);
}

export function requestIdOf(ctx: Context): string {
  const requestId: unknown = ctx.state.requestId;
  return typeof requestId === 'string' ? requestId : '';
}
