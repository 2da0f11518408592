/**
 * What the sign-in asks of the rest of the system; each is a plain object over the database or a
 * service.
 */

export interface StoredSession {
  memberId: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  /** The member and their roles, read in the same statement. */
  member: unknown;
}

/** Sessions by the SHA-256 of their id, so that a copy of the table opens no session. */
export interface SessionStore {
  find(idHash: string, now: Date): Promise<StoredSession | null>;
  create(session: {
    idHash: string;
    memberId: string;
    userAgent: string | null;
    createdAt: Date;
    expiresAt: Date;
  }): Promise<void>;
  /** Updates a row that is there; must never bring back one that was destroyed meanwhile. */
  touch(idHash: string, lastUsedAt: Date, expiresAt: Date): Promise<void>;
  destroy(idHash: string): Promise<void>;
}

export interface StoredAttempt {
  browserHash: string;
  /** The exact `openid.return_to` that was sent, state included. */
  returnTo: string;
  /** The local path that the person wanted to see. */
  returnPath: string;
  expiresAt: Date;
}

export interface SignInAttemptStore {
  create(attempt: StoredAttempt & { stateHash: string }): Promise<void>;
  /** Deletes and returns in one atomic statement, so that an attempt is used once. */
  take(stateHash: string, now: Date): Promise<StoredAttempt | null>;
}

export interface NonceStore {
  /** Adds in one atomic statement; false when the value was already there. */
  add(value: string, expiresAt: Date, now: Date): Promise<boolean>;
}

export type SignInNotice = 'launchpad.unavailable' | 'auth.profile_incomplete';

export interface SignInService {
  /**
   * The account is the claimed identifier; everything else here is a hint that the person may have
   * withheld.
   */
  signIn(assertion: {
    claimedIdentifier: string;
    nickname: string | null;
    email: string | null;
    fullName: string | null;
    language: string | null;
    acceptLanguage: string | null;
    requestId: string;
  }): Promise<{ memberId: string; notice: SignInNotice | null }>;
}

/** Asks the provider whether an answer is its own, and gives the identifier that it answered for. */
export interface AssertionVerifier {
  verify(params: ReadonlyMap<string, string>, returnTo: string): Promise<string>;
}
