import type { AdminMemberQuery, AliasState, Page, Role } from '@ubuntu-aliases/shared';
import { aliasState } from './alias-state.ts';
import type { AliasRecord } from './alias-store.ts';
import { encodeCursor } from './cursor.ts';
import type { Db } from './database.ts';
import { Prisma } from './generated/client.ts';
import { afterCursor, inScope, MEMBER_ORDERS, memberFilters, type MemberFilter } from './member-list.ts';
import { ALIAS_RECORD, rolesOf, type GrantRow } from './request-reads.ts';

/** Up to so many ids that pass a filter are read at once; of more, the list is walked in its order. */
const NARROW = 2_000;
const TOTAL_MAX = 1_000;
const ADDRESSES_SHOWN = 3;
const HISTORY_MAX = 50;

export interface ListedMember {
  id: string;
  claimedIdentifier: string;
  launchpadName: string | null;
  displayName: string;
  email: string | null;
  bannedAt: Date | null;
  checkPendingAt: Date | null;
  roles: Role[];
  addresses: { address: string; state: AliasState }[];
  addressCount: number;
  openErrors: number;
  createdAt: Date;
  lastSignedInAt: Date;
}

export interface MemberEvent {
  id: string;
  at: Date;
  action: string;
  actorKind: 'member' | 'admin' | 'sync' | 'system';
  actor: string | null;
  domain: string | null;
  changes: Record<string, [string | number | boolean | null, string | number | boolean | null]>;
}

type Scope = readonly string[] | null;

interface ListRow extends Omit<ListedMember, 'roles' | 'addresses' | 'addressCount' | 'openErrors'> {
  sortKey: string;
  grants: GrantRow[];
  aliases: AliasRecord[];
  openErrors: number;
}

const times = (alias: AliasRecord): AliasRecord => ({
  ...alias,
  // JSON has no dates.
  pausedUntil: alias.pausedUntil && new Date(alias.pausedUntil),
});

/** Members as admins look for them. `scope`: names of the domains that the reader may see, or null for all. */
export function createMemberDirectory(db: Db) {
  const domainIn = (scope: Scope) =>
    scope === null ? Prisma.sql`TRUE` : Prisma.sql`d.name = ANY(${[...scope]}::text[])`;

  /** Ids of domains by name, so that PostgreSQL can plan by them. */
  async function idsOf(names: Scope): Promise<string[] | null> {
    if (names === null) return null;
    const rows = await db.domain.findMany({ where: { name: { in: [...names] } }, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  /** Conditions for all filters; one that few members pass is asked first and gives their ids. */
  async function conditionsOf(query: AdminMemberQuery, scope: Scope): Promise<Prisma.Sql> {
    const filters = memberFilters({
      q: query.q,
      marks: query.mark ?? [],
      domains: await idsOf(query.domain?.length ? query.domain : null),
      scope: await idsOf(scope),
    });
    let narrow: MemberFilter | null = null;
    const conditions: Prisma.Sql[] = [];
    for (const filter of filters) {
      const found = await db.$queryRaw<
        { id: string }[]
      >`SELECT x.id FROM (${filter.ids}) x LIMIT ${NARROW + 1}`;
      if (found.length > NARROW) continue;
      conditions.push(Prisma.sql`m.id = ANY(${[...new Set(found.map(({ id }) => id))]}::uuid[])`);
      narrow = filter;
      break;
    }
    conditions.push(...filters.filter((filter) => filter !== narrow).map(({ holds }) => holds));
    return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, ' AND ');
  }

  const columns = (scope: Scope) => Prisma.sql`
    m.id, m.claimed_identifier AS "claimedIdentifier", m.launchpad_name AS "launchpadName",
    m.display_name AS "displayName", m.email, m.banned_at AS "bannedAt", m.check_pending_at AS "checkPendingAt",
    m.created_at AS "createdAt", m.last_signed_in_at AS "lastSignedInAt",
    COALESCE((SELECT json_agg(json_build_object('role', g.role, 'domain', d.name))
              FROM role_grants g LEFT JOIN domains d ON d.id = g.domain_id WHERE g.member_id = m.id), '[]') AS grants,
    COALESCE((SELECT json_agg(r) FROM (${Prisma.raw(ALIAS_RECORD)}
              WHERE a.member_id = m.id AND a.released_at IS NULL AND ${domainIn(scope)} ORDER BY d.position, a.id) r), '[]') AS aliases,
    (SELECT count(*)::int FROM error_entries e LEFT JOIN domains d ON d.id = e.domain_id
     WHERE e.member_id = m.id AND e.state <> 'resolved' AND ${domainIn(scope)}) AS "openErrors"`;

  const listed = (now: Date) => {
    return ({ grants, aliases, sortKey: _, ...row }: ListRow): ListedMember => ({
      ...row,
      roles: rolesOf(grants),
      addresses: aliases.slice(0, ADDRESSES_SHOWN).map((alias) => ({
        address: `${alias.localPart}@${alias.domain}`,
        state: aliasState(times(alias), now).state,
      })),
      addressCount: aliases.length,
    });
  };

  return {
    async list(
      query: AdminMemberQuery,
      scope: Scope,
      now: Date,
    ): Promise<Page<ListedMember> & { total: number }> {
      const order = MEMBER_ORDERS[query.sort];
      const where = await conditionsOf(query, scope);
      const direction = order.isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
      const rows = await db.$queryRaw<ListRow[]>`
        SELECT ${columns(scope)}, page.key AS "sortKey"
        FROM (SELECT m.id, ${order.key} AS key FROM members m WHERE ${where} AND ${afterCursor(query.cursor, order)}
              ORDER BY ${order.key} ${direction}, m.id ${direction} LIMIT ${query.limit + 1}) page
        JOIN members m USING (id) ORDER BY page.key ${direction}, m.id ${direction}`;
      const [count] = await db.$queryRaw<{ total: number }[]>`
        SELECT count(*)::int AS total FROM (SELECT FROM members m WHERE ${where} LIMIT ${TOTAL_MAX}) x`;
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      const key =
        last &&
        ((last.sortKey as unknown) instanceof Date
          ? (last.sortKey as unknown as Date).toISOString()
          : last.sortKey);
      return {
        items: shown.map(listed(now)),
        nextCursor: rows.length > query.limit && last ? encodeCursor(`${key}/${last.id}`) : null,
        total: count?.total ?? 0,
      };
    },

    /** Null also when the reader may not see them. */
    async find(id: string, scope: Scope, now: Date): Promise<ListedMember | null> {
      const ids = await idsOf(scope);
      const where = ids === null ? [] : [inScope(ids).holds];
      const [row] = await db.$queryRaw<ListRow[]>`
        SELECT ${columns(scope)}, '' AS "sortKey" FROM members m
        WHERE ${Prisma.join([Prisma.sql`m.id = ${id}::uuid`, ...where], ' AND ')}`;
      return row ? listed(now)(row) : null;
    },

    /** Their addresses at domains in scope, tombstones too. */
    async listAliases(memberId: string, scope: Scope): Promise<AliasRecord[]> {
      const rows = await db.alias.findMany({
        where: { memberId, ...(scope && { domain: { name: { in: [...scope] } } }) },
        include: {
          domain: { select: { name: true, position: true, settings: true } },
          recipients: { orderBy: { id: 'asc' } },
        },
        orderBy: [{ domain: { position: 'asc' } }, { id: 'asc' }],
        take: 100,
      });
      return rows.map(({ domain, ...row }) => ({
        ...row,
        domain: domain.name,
        domainSettings: domain.settings,
        // What is still on its way is between the owner and two mailboxes.
        pendingChange: null,
      }));
    },

    countSessions: (memberId: string, now: Date): Promise<number> =>
      db.session.count({ where: { memberId, expiresAt: { gt: now } } }),

    /** What the audit log says of them: of everything, or of the domains in scope and of no domain at all. */
    listHistory(memberId: string, scope: Scope): Promise<MemberEvent[]> {
      const here =
        scope === null ? Prisma.sql`TRUE` : Prisma.sql`(t.domain_id IS NULL OR ${domainIn(scope)})`;
      return db.$queryRaw`
        SELECT t.id, t.at, t.action, t.actor_kind::text AS "actorKind", p.launchpad_name AS actor, d.name AS domain, t.changes
        FROM audit_entries t LEFT JOIN members p ON p.id = t.actor_member_id LEFT JOIN domains d ON d.id = t.domain_id
        WHERE t.member_id = ${memberId}::uuid AND ${here} ORDER BY t.id DESC LIMIT ${HISTORY_MAX}`;
    },
  };
}

export type MemberDirectory = ReturnType<typeof createMemberDirectory>;
