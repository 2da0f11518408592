import type { Db } from './database.ts';
import type { Session as SessionRow, SignInAttempt } from './generated/client.ts';

export function createSessionStore(db: Db) {
  return {
    async create(session: Omit<SessionRow, 'lastUsedAt' | 'publicId'>): Promise<void> {
      await db.session.create({
        data: { ...session, lastUsedAt: session.createdAt },
        select: { idHash: true },
      });
    },

    async touch(idHash: string, lastUsedAt: Date, expiresAt: Date): Promise<void> {
      await db.session.updateMany({ where: { idHash }, data: { lastUsedAt, expiresAt } });
    },

    async destroy(idHash: string): Promise<void> {
      await db.session.deleteMany({ where: { idHash } });
    },

    /** Newest use first. */
    listOf: (memberId: string, now: Date): Promise<SessionRow[]> =>
      db.session.findMany({
        where: { memberId, expiresAt: { gt: now } },
        orderBy: [{ lastUsedAt: 'desc' }, { idHash: 'asc' }],
        take: 100,
      }),

    /** Null also when it is somebody else's. */
    find: (memberId: string, publicId: string, now: Date): Promise<SessionRow | null> =>
      db.session.findFirst({ where: { memberId, publicId, expiresAt: { gt: now } } }),

    /** All of a member's; how many there were. */
    async destroyAll(memberId: string): Promise<number> {
      const { count } = await db.session.deleteMany({ where: { memberId } });
      return count;
    },

    async destroyOthers(memberId: string, exceptIdHash: string): Promise<number> {
      const { count } = await db.session.deleteMany({ where: { memberId, idHash: { not: exceptIdHash } } });
      return count;
    },
  };
}

export function createSignInAttemptStore(db: Db) {
  return {
    async create(attempt: SignInAttempt): Promise<void> {
      await db.signInAttempt.create({ data: attempt, select: { stateHash: true } });
    },

    /** Takes it out, whatever comes of it: of two callbacks that name it one gets it. */
    async take(stateHash: string, now: Date): Promise<Omit<SignInAttempt, 'stateHash'> | null> {
      const [row] = await db.$queryRaw<Omit<SignInAttempt, 'stateHash'>[]>`
        DELETE FROM sign_in_attempts WHERE state_hash = ${stateHash}
        RETURNING browser_hash AS "browserHash", return_to AS "returnTo", return_path AS "returnPath",
                  expires_at AS "expiresAt"`;
      return row && row.expiresAt > now ? row : null;
    },
  };
}

export function createNonceStore(db: Db) {
  return {
    /** False when it was used before; in one statement, so that of two answers with it one is accepted. */
    async add(value: string, expiresAt: Date, _now: Date): Promise<boolean> {
      const added = await db.$executeRaw`
        INSERT INTO used_nonces (value, expires_at) VALUES (${value}, ${expiresAt}::timestamptz)
        ON CONFLICT DO NOTHING`;
      return added === 1;
    },
  };
}

export type { SessionRow };
export type SessionStore = ReturnType<typeof createSessionStore>;
