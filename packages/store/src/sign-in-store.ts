import type { Role } from '@ubuntu-aliases/shared';
import type { Db } from './database.ts';
import type { Session as SessionRow, SignInAttempt } from './generated/client.ts';

/** The member as every request needs them; read together with the session, never from a cache (R7). */
export interface SessionMember {
  id: string;
  claimedIdentifier: string;
  launchpadName: string | null;
  displayName: string;
  email: string | null;
  locale: 'en' | 'ko';
  timeZone: string | null;
  bannedAt: Date | null;
  version: number;
  roles: Role[];
}

interface JoinedRow extends Omit<SessionMember, 'roles'> {
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  grants: { role: Role['role']; domain: string | null }[];
}

/** One grant without a domain covers everything. */
function rolesOf(grants: JoinedRow['grants']): Role[] {
  return (['admin', 'auditor'] as const).flatMap((role) => {
    const mine = grants.filter((g) => g.role === role);
    if (mine.length === 0) return [];
    const domains = mine.map((g) => g.domain);
    return [{ role, domains: domains.includes(null) ? null : domains.filter((d) => d !== null).sort() }];
  });
}

export function createSessionStore(db: Db) {
  return {
    async find(idHash: string, now: Date) {
      const [row] = await db.$queryRaw<JoinedRow[]>`
        SELECT s.created_at AS "createdAt", s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt",
               m.id, m.claimed_identifier AS "claimedIdentifier", m.launchpad_name AS "launchpadName",
               m.display_name AS "displayName", m.email, m.locale::text AS locale, m.time_zone AS "timeZone",
               m.banned_at AS "bannedAt", m.version,
               COALESCE((SELECT json_agg(json_build_object('role', g.role, 'domain', d.name))
                         FROM role_grants g LEFT JOIN domains d ON d.id = g.domain_id
                         WHERE g.member_id = m.id), '[]') AS grants
        FROM sessions s JOIN members m ON m.id = s.member_id
        WHERE s.id_hash = ${idHash} AND s.expires_at > ${now}::timestamptz`;
      if (!row) return null;
      const { createdAt, lastUsedAt, expiresAt, grants, ...rest } = row;
      const member: SessionMember = { ...rest, roles: rolesOf(grants) };
      return { memberId: member.id, createdAt, lastUsedAt, expiresAt, member };
    },

    async create(session: Omit<SessionRow, 'lastUsedAt'>): Promise<void> {
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

export type SessionStore = ReturnType<typeof createSessionStore>;
