import {
  AppError,
  TOTAL_MAX,
  type AdminAliasFilter,
  type AdminAliasQuery,
  type AliasOrigin,
  type AliasSort,
  type Page,
  type Person,
} from '@ubuntu-aliases/shared';
import { aliasConditions, lookUp } from './admin-alias-filter.ts';
import type { AliasRecord } from './alias-store.ts';
import { encodeCursor } from './cursor.ts';
import type { ErrorScope } from './error-store.ts';
import type { Conditions, Queryable } from './sql-conditions.ts';

/** An alias as its admins see it. */
export interface AdminAliasRecord extends AliasRecord {
  domainId: string;
  origin: AliasOrigin;
  member: Person | null;
  isWithoutRecipient: boolean;
  suspendedAt: Date | null;
  holdReason: string | null;
  unclaimedAt: Date | null;
}

const COLUMNS = `
  a.id, a.local_part AS "localPart", d.name AS domain, a.domain_id AS "domainId", a.origin, a.entitlement,
  a.entitlement_reason AS "entitlementReason", a.grace_until AS "graceUntil", a.suspended_at AS "suspendedAt",
  a.paused_at AS "pausedAt", a.paused_until AS "pausedUntil", a.held_at AS "heldAt", a.hold_reason AS "holdReason",
  a.released_at AS "releasedAt", a.unclaimed_at AS "unclaimedAt", a.is_without_recipient AS "isWithoutRecipient",
  a.version, a.created_at AS "createdAt",
  CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'claimedIdentifier', m.claimed_identifier,
    'launchpadName', m.launchpad_name, 'displayName', m.display_name) END AS member,
  COALESCE((SELECT json_agg(json_build_object('id', r.id, 'address', r.address, 'state', r.state) ORDER BY r.id)
            FROM recipients r WHERE r.alias_id = a.id), '[]') AS recipients`;

const JOINS = 'JOIN domains d ON d.id = a.domain_id LEFT JOIN members m ON m.id = a.member_id';

interface Order {
  column: string;
  type: string;
  /** Of the last row of a page, as the cursor keeps it. */
  valueOf(row: AdminAliasRecord): string;
  isValue(text: string): boolean;
}

const isTime = (text: string) =>
  /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));

const ORDERS: Record<'address' | 'created' | 'graceUntil', Order> = {
  address: {
    column: 'a.local_part',
    type: 'text',
    valueOf: (row) => row.localPart,
    isValue: (text) => /^[!-~]{1,64}$/.test(text),
  },
  created: {
    column: 'a.created_at',
    type: 'timestamptz',
    valueOf: (row) => row.createdAt.toISOString(),
    isValue: isTime,
  },
  graceUntil: {
    column: 'a.grace_until',
    type: 'timestamptz',
    valueOf: (row) => row.graceUntil?.toISOString() ?? '',
    isValue: isTime,
  },
};

function orderOf(sort: AliasSort): { order: Order; isDown: boolean } {
  const isDown = sort.startsWith('-');
  return { order: ORDERS[sort.replace('-', '') as keyof typeof ORDERS], isDown };
}

const CURSOR = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(-?\w+)\/([^]*)$/;

/** A cursor goes with the order in which it was made; of another one, or made up, it is the caller's fault. */
function decodeListCursor(cursor: string, sort: AliasSort): { id: string; value: string } {
  const [, id, madeFor, value] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (id === undefined || value === undefined || madeFor !== sort || !orderOf(sort).order.isValue(value))
    throw new AppError('request.invalid', { details: { cursor: 'unknown' } });
  return { id, value };
}

interface PageOptions {
  sort: AliasSort;
  limit: number;
  after: { id: string; value: string } | null;
}

/** The page is found in an index alone; only its own rows are then looked up. */
async function readPage(
  db: Queryable,
  conditions: Conditions,
  { sort, limit, after }: PageOptions,
): Promise<AdminAliasRecord[]> {
  const { order, isDown } = orderOf(sort);
  const direction = isDown ? 'DESC' : 'ASC';
  const values = [...conditions.values];
  const put = (value: unknown) => `$${values.push(value)}`;
  const where = [
    conditions.toSql(),
    ...(order === ORDERS.graceUntil ? ['a.grace_until IS NOT NULL'] : []),
    ...(after
      ? [
          `(${order.column}, a.id) ${isDown ? '<' : '>'} (${put(after.value)}::${order.type}, ${put(after.id)}::uuid)`,
        ]
      : []),
  ];
  const { rows } = await db.query<AdminAliasRecord>(
    `SELECT ${COLUMNS}
     FROM (SELECT a.id AS found FROM aliases a WHERE ${where.join(' AND ')}
           ORDER BY ${order.column} ${direction}, a.id ${direction} LIMIT ${put(limit)}::int) page
     JOIN aliases a ON a.id = page.found ${JOINS}
     ORDER BY ${order.column} ${direction}, a.id ${direction}`,
    values,
  );
  return rows;
}

async function countUpTo(db: Queryable, conditions: Conditions, sort: AliasSort): Promise<number> {
  const where = [
    conditions.toSql(),
    ...(orderOf(sort).order === ORDERS.graceUntil ? ['a.grace_until IS NOT NULL'] : []),
  ];
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM aliases a WHERE ${where.join(' AND ')} LIMIT ${TOTAL_MAX}) counted`,
    conditions.values,
  );
  return rows[0]?.count ?? 0;
}

/** Rows that an export reads at once. */
const EXPORT_PAGE = 1_000;

export function createAdminAliasReads(db: Queryable) {
  return {
    async list(
      query: AdminAliasQuery,
      scope: ErrorScope,
      now: Date,
    ): Promise<Page<AdminAliasRecord> & { total: number }> {
      const { sort, limit } = query;
      const after = query.cursor === undefined ? null : decodeListCursor(query.cursor, sort);
      const conditions = aliasConditions(query, scope, await lookUp(db, query.q), now);
      const [rows, total] = await Promise.all([
        readPage(db, conditions, { sort, limit: limit + 1, after }),
        countUpTo(db, conditions, sort),
      ]);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const nextCursor =
        rows.length > limit && last
          ? encodeCursor(`${last.id}/${sort}/${orderOf(sort).order.valueOf(last)}`)
          : null;
      return { items, nextCursor, total };
    },

    /** Everything that a filter lets through, in its order, a page at a time: any number of rows in constant memory. */
    async *readAll(
      filter: AdminAliasFilter,
      scope: ErrorScope,
      now: Date,
    ): AsyncGenerator<AdminAliasRecord[]> {
      const { sort } = filter;
      const conditions = aliasConditions(filter, scope, await lookUp(db, filter.q), now);
      let after: PageOptions['after'] = null;
      for (;;) {
        const rows = await readPage(db, conditions, { sort, limit: EXPORT_PAGE, after });
        if (rows.length > 0) yield rows;
        const last = rows.at(-1);
        if (!last || rows.length < EXPORT_PAGE) return;
        after = { id: last.id, value: orderOf(sort).order.valueOf(last) };
      }
    },

    /** Null also outside of `scope`. */
    async find(id: string, scope: ErrorScope): Promise<AdminAliasRecord | null> {
      const { rows } = await db.query<AdminAliasRecord>(
        `SELECT ${COLUMNS} FROM aliases a ${JOINS} WHERE a.id = $1::uuid AND ($2::text[] IS NULL OR d.name = ANY($2))`,
        [id, scope],
      );
      return rows[0] ?? null;
    },
  };
}

export type AdminAliasReads = ReturnType<typeof createAdminAliasReads>;
