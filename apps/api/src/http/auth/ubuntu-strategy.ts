import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { AppError } from '@ubuntu-aliases/shared';
import Koa, { type Context } from 'koa';
import koaPassport from 'koa-passport';
import passportUbuntu from 'passport-ubuntu';
import { currentVerification, runVerification, type Verification } from './library-requests.ts';
import { OPENID_2_NS, providerEndpoint } from './openid-names.ts';
import type { AssertionVerifier } from './ports.ts';

/**
 * The library forgets nonces five minutes after their time; ours are given to it with this much
 * left to live.
 */
const STAND_IN_AGE_MS = 5 * 60_000 - 10_000;

interface LibraryAnswer {
  error: unknown;
  claimedIdentifier: unknown;
}

/**
 * Lets `passport-ubuntu` ask the provider about an answer (OpenID Authentication 2.0 section
 * 11.4.2). That is all it is used for: it gets an answer that was checked before, no extensions to
 * read, and a made-up request with nothing of the visitor's in it. What it says is compared with
 * what we know.
 */
export function createAssertionVerifier(options: {
  ssoUrl: string;
  timeoutMs?: number;
  maxBytes?: number;
}): AssertionVerifier {
  const endpoint = providerEndpoint(options.ssoUrl);
  const limits = { timeoutMs: options.timeoutMs ?? 5000, maxBytes: options.maxBytes ?? 4096 };
  const app = new Koa();

  return {
    async verify(params, returnTo) {
      const claimedIdentifier = params.get('openid.claimed_id');
      const nonce = params.get('openid.response_nonce');
      if (claimedIdentifier === undefined || nonce === undefined) throw assertionInvalid('library');

      const verification: Verification = { endpoint, nonce, limits, isAsked: false, fault: undefined };
      const answer = await runVerification(verification, () =>
        askThroughStrategy(createStrategyContext(app, params), returnTo),
      );
      if (verification.fault !== undefined) throw verification.fault;
      if (!verification.isAsked) throw assertionInvalid('library', answer.error);
      if (answer.error !== undefined) throw assertionInvalid('is_valid', answer.error);
      if (answer.claimedIdentifier !== claimedIdentifier) throw assertionInvalid('identifier');
      return claimedIdentifier;
    },
  };
}

function askThroughStrategy(ctx: Context, returnTo: string): Promise<LibraryAnswer> {
  return new Promise((resolve, reject) => {
    const strategy = new passportUbuntu.Strategy(
      { returnURL: returnTo, stateless: true },
      (identifier, done) => done(null, { claimedIdentifier: identifier }),
    );
    // Simple registration and AX would copy unsigned values into the library's result.
    strategy._relyingParty.extensions = [];
    // A global of the library; the same function every time, which looks up the verification that
    // is asking.
    strategy.loadDiscoveredInfo(loadPinnedProvider);

    const passport = new koaPassport.KoaPassport().use(strategy);
    const authenticate = passport.authenticate(
      'ubuntu',
      { session: false },
      (error: unknown, user: unknown) =>
        resolve({
          error: error ?? (user ? undefined : 'failed'),
          claimedIdentifier: isLibraryUser(user) ? user.claimedIdentifier : undefined,
        }),
    );
    // The library may call back twice; only the first one counts, as it settles this promise.
    Promise.resolve(authenticate(ctx, () => Promise.resolve())).catch(reject);
  });
}

/** In place of discovery (section 7.3), which would fetch whatever URL the answer names. */
function loadPinnedProvider(
  _identifier: string,
  done: (error: unknown, provider: { version: string; endpoint: string } | null) => void,
): void {
  const verification = currentVerification();
  if (!verification) return done(new Error('no verification is under way'), null);
  done(null, { version: OPENID_2_NS, endpoint: verification.endpoint });
}

/**
 * A request to nowhere that carries the checked parameters. The nonce in it is a stand-in: the
 * library keeps each one in memory until it is five minutes old by the local clock, and the shared
 * table has already decided about the real one.
 */
function createStrategyContext(app: Koa, params: ReadonlyMap<string, string>): Context {
  const standIn = `${new Date(Date.now() - STAND_IN_AGE_MS).toISOString()}${randomUUID()}`;
  const req = new IncomingMessage(new Socket());
  req.method = 'GET';
  req.url = `/?${[...params]
    .map(([name, value]) => [name, name === 'openid.response_nonce' ? standIn : value])
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')}`;
  return app.createContext(req, new ServerResponse(req));
}

function isLibraryUser(user: unknown): user is { claimedIdentifier: unknown } {
  return typeof user === 'object' && user !== null && 'claimedIdentifier' in user;
}

function assertionInvalid(reason: 'is_valid' | 'identifier' | 'library', cause?: unknown): AppError {
  return new AppError('auth.assertion_invalid', { details: { reason }, cause });
}
