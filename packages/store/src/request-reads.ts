import type { Page, PageQuery, Role } from '@ubuntu-aliases/shared';
import type { Pool } from 'pg';
import type { AliasRecord } from './alias-store.ts';
import { decodeCursor, toPage } from './cursor.ts';

/**
 * The two reads that nearly every request makes. They go past Prisma, over the same pool, as statements that
 * PostgreSQL prepares once for each connection: through Prisma their time was mostly Prisma's.
 */

/** The member as every request needs them; read together with the session, never from a cache (R7). */
export interface SessionMember {
  id: string;
  claimedIdentifier: string;
  launchpadName: string | null;
  displayName: string;
  email: string | null;
  locale: 'en' | 'ko';
  timeZone: string | null;
  notifications: unknown;
  bannedAt: Date | null;
  version: number;
  roles: Role[];
}

export interface FoundSession {
  memberId: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  member: SessionMember;
}

interface SessionRow extends Omit<SessionMember, 'roles'> {
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  grants: GrantRow[];
}

export interface GrantRow {
  role: Role['role'];
  /** Null: everything. */
  domain: string | null;
}

const FIND_SESSION = `
  SELECT s.created_at AS "createdAt", s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt",
         m.id, m.claimed_identifier AS "claimedIdentifier", m.launchpad_name AS "launchpadName",
         m.display_name AS "displayName", m.email, m.locale, m.time_zone AS "timeZone",
         m.notifications, m.banned_at AS "bannedAt", m.version,
         COALESCE((SELECT json_agg(json_build_object('role', g.role, 'domain', d.name))
                   FROM role_grants g LEFT JOIN domains d ON d.id = g.domain_id
                   WHERE g.member_id = m.id), '[]') AS grants
  FROM sessions s JOIN members m ON m.id = s.member_id
  WHERE s.id_hash = $1 AND s.expires_at > $2`;

/** An alias with its domain's name and its recipients; Prisma's `include` would make three statements of it. */
export const ALIAS_RECORD = `
  SELECT a.id, a.local_part AS "localPart", d.name AS domain, a.entitlement,
         a.entitlement_reason AS "entitlementReason", a.grace_until AS "graceUntil", a.paused_at AS "pausedAt",
         a.pause_reply AS "pauseReply", a.paused_until AS "pausedUntil", a.held_at AS "heldAt", a.released_at AS "releasedAt", a.version,
         a.created_at AS "createdAt", d.settings AS "domainSettings",
         COALESCE((SELECT json_agg(json_build_object('id', r.id, 'address', r.address, 'state', r.state,
                                                     'failingSince', r.failing_since, 'failure', r.failure,
                                                     'failingHost', r.failing_host) ORDER BY r.id)
                   FROM recipients r WHERE r.alias_id = a.id), '[]') AS recipients,
         (SELECT json_build_object('id', c.id, 'address', c.address, 'expiresAt', c.expires_at)
          FROM recipient_changes c WHERE c.alias_id = a.id AND c.state = 'pending') AS "pendingChange"
  FROM aliases a JOIN domains d ON d.id = a.domain_id`;

const LIST_ALIASES = `${ALIAS_RECORD}
  WHERE a.member_id = $1 AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`;

const FIND_ALIAS = `${ALIAS_RECORD} WHERE a.id = $1 AND a.member_id = $2`;

export function createRequestReads(pool: Pool) {
  return {
    async findSession(idHash: string, now: Date): Promise<FoundSession | null> {
      const { rows } = await pool.query<SessionRow>({
        name: 'find-session',
        text: FIND_SESSION,
        values: [idHash, now],
      });
      if (!rows[0]) return null;
      const { createdAt, lastUsedAt, expiresAt, grants, ...rest } = rows[0];
      const member: SessionMember = { ...rest, roles: rolesOf(grants) };
      return { memberId: member.id, createdAt, lastUsedAt, expiresAt, member };
    },

    async listAliases(memberId: string, page: PageQuery): Promise<Page<AliasRecord>> {
      const after = decodeCursor(page.cursor) ?? null;
      const values = [memberId, after, page.limit + 1];
      const { rows } = await pool.query<AliasRecord>({ name: 'list-aliases', text: LIST_ALIASES, values });
      return toPage(rows, page.limit, (row) => row.id);
    },

    /** Null also when it is somebody else's. */
    async findAlias(memberId: string, id: string): Promise<AliasRecord | null> {
      const { rows } = await pool.query<AliasRecord>({
        name: 'find-alias',
        text: FIND_ALIAS,
        values: [id, memberId],
      });
      return rows[0] ?? null;
    },
  };
}

export type RequestReads = ReturnType<typeof createRequestReads>;

/** One grant without a domain covers everything. */
export function rolesOf(grants: readonly GrantRow[]): Role[] {
  return (['admin', 'auditor'] as const).flatMap((role) => {
    const mine = grants.filter((g) => g.role === role);
    if (mine.length === 0) return [];
    const domains = mine.map((g) => g.domain);
    return [{ role, domains: domains.includes(null) ? null : domains.filter((d) => d !== null).sort() }];
  });
}
