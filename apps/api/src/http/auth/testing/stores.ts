import type { NonceStore, SessionStore, SignInAttemptStore, SignInService, StoredAttempt } from '../ports.ts';

export function memoryAttempts() {
  const rows = new Map<string, StoredAttempt>();
  const store: SignInAttemptStore = {
    async create({ stateHash, ...attempt }) {
      rows.set(stateHash, attempt);
    },
    async take(stateHash) {
      const attempt = rows.get(stateHash) ?? null;
      rows.delete(stateHash);
      return attempt;
    },
  };
  return { ...store, rows };
}

export function memoryNonces() {
  const rows = new Map<string, Date>();
  const store: NonceStore = {
    async add(value, expiresAt) {
      if (rows.has(value)) return false;
      rows.set(value, expiresAt);
      return true;
    },
  };
  return { ...store, rows };
}

type SessionRow = Parameters<SessionStore['create']>[0] & { lastUsedAt: Date };

export function memorySessions() {
  const rows = new Map<string, SessionRow>();
  const calls: string[] = [];
  const store: SessionStore = {
    async find(idHash) {
      calls.push('find');
      const row = rows.get(idHash);
      return row ? { ...row, member: { id: row.memberId } } : null;
    },
    async create(session) {
      calls.push('create');
      rows.set(session.idHash, { ...session, lastUsedAt: session.createdAt });
    },
    async touch(idHash, lastUsedAt, expiresAt) {
      calls.push('touch');
      const row = rows.get(idHash);
      if (row) rows.set(idHash, { ...row, lastUsedAt, expiresAt });
    },
    async destroy(idHash) {
      calls.push('destroy');
      rows.delete(idHash);
    },
  };
  return { ...store, rows, calls };
}

export function recordingSignIn() {
  const calls: Parameters<SignInService['signIn']>[0][] = [];
  const service: SignInService = {
    async signIn(assertion) {
      calls.push(assertion);
      return { memberId: `member-${assertion.claimedIdentifier.split('/').at(-1)}`, notice: null };
    },
  };
  return { ...service, calls };
}
