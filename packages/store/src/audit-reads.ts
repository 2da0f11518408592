import { TOTAL_MAX, type ActorKind, type AuditQuery, type Page, type Person } from '@ubuntu-aliases/shared';
import { decodeTimeCursor, toPage } from './cursor.ts';
import type { ErrorScope } from './error-store.ts';
import { createConditions, type Conditions, type Queryable } from './sql-conditions.ts';

export interface AuditRecord {
  id: string;
  at: Date;
  actorKind: ActorKind;
  actor: Person | null;
  action: string;
  member: Person | null;
  aliasId: string | null;
  /** Null when the alias was freed or the row is not there for another reason. */
  address: string | null;
  domain: string | null;
  errorId: string | null;
  changes: Record<string, [string | number | boolean | null, string | number | boolean | null]>;
  reason: string | null;
  requestId: string | null;
}

const person = (m: string) => `CASE WHEN ${m}.id IS NOT NULL THEN json_build_object('id', ${m}.id,
  'claimedIdentifier', ${m}.claimed_identifier, 'launchpadName', ${m}.launchpad_name, 'displayName', ${m}.display_name) END`;

/** Names are joined here, at reading: the log itself has ids only (R9). */
const SELECT = `
  SELECT e.id, e.at, e.actor_kind AS "actorKind", ${person('actor')} AS actor, e.action, ${person('m')} AS member,
         e.alias_id AS "aliasId", COALESCE(a.local_part || '@' || ad.name, r.address) AS address, d.name AS domain,
         e.error_id AS "errorId", e.changes, NULLIF(r.reason, '') AS reason, e.request_id AS "requestId"
  FROM page JOIN audit_entries e ON e.id = page.id
  LEFT JOIN members actor ON actor.id = e.actor_member_id LEFT JOIN members m ON m.id = e.member_id
  LEFT JOIN aliases a ON a.id = e.alias_id LEFT JOIN domains ad ON ad.id = a.domain_id
  LEFT JOIN domains d ON d.id = e.domain_id LEFT JOIN audit_reasons r ON r.entry_id = e.id
  ORDER BY e.at DESC, e.id DESC`;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids first, so that PostgreSQL knows how much each filter lets through. */
async function idsOf(db: Queryable, sql: string, values: unknown[]): Promise<string[]> {
  return (await db.query<{ id: string }>(sql, values)).rows.map(({ id }) => id);
}

/** Also somebody who has left is found, by the id that the log keeps. */
async function peopleBy(db: Queryable, text: string): Promise<string[]> {
  const named = await idsOf(
    db,
    'SELECT id FROM members WHERE launchpad_name = lower($1) UNION SELECT id FROM members WHERE claimed_identifier = $1',
    [text.replace(/^~/, '')],
  );
  return UUID.test(text) ? [...named, text] : named;
}

async function aliasesBy(db: Queryable, text: string): Promise<string[]> {
  if (UUID.test(text)) return [text];
  const at = text.lastIndexOf('@');
  return idsOf(
    db,
    `SELECT a.id FROM aliases a JOIN domains d ON d.id = a.domain_id WHERE a.local_part = $1 AND d.name = $2
     UNION SELECT e.alias_id FROM audit_reasons r JOIN audit_entries e ON e.id = r.entry_id
     WHERE r.address = $3 AND e.alias_id IS NOT NULL`,
    [text.slice(0, at).toLowerCase(), text.slice(at + 1).toLowerCase(), text.toLowerCase()],
  );
}

async function conditionsOf(db: Queryable, query: AuditQuery, scope: ErrorScope): Promise<Conditions> {
  const conditions = createConditions();
  const { put, add } = conditions;
  const domainsBy = (names: readonly string[]) =>
    idsOf(db, 'SELECT id FROM domains WHERE name = ANY($1::text[])', [names]);
  const isOneOf = (column: string, ids: string[]) => add(`e.${column} = ANY(${put(ids)}::uuid[])`);
  if (scope !== null) isOneOf('domain_id', await domainsBy(scope));
  if (query.domain?.length) isOneOf('domain_id', await domainsBy(query.domain));
  if (query.actor) isOneOf('actor_member_id', await peopleBy(db, query.actor));
  if (query.member) isOneOf('member_id', await peopleBy(db, query.member));
  if (query.alias) isOneOf('alias_id', await aliasesBy(db, query.alias));
  if (query.kind?.length) add(`e.actor_kind = ANY(${put(query.kind)}::"ActorKind"[])`);
  if (query.action?.length) add(`e.action = ANY(${put(query.action)}::text[])`);
  if (query.from) add(`e.at >= ${put(new Date(query.from))}::timestamptz`);
  if (query.to) add(`e.at <= ${put(new Date(query.to))}::timestamptz`);
  return conditions;
}

export function createAuditReads(db: Queryable) {
  return {
    /** Latest first. */
    async list(query: AuditQuery, scope: ErrorScope): Promise<Page<AuditRecord> & { total: number }> {
      const after = decodeTimeCursor(query.cursor);
      const conditions = await conditionsOf(db, query, scope);
      const count = `SELECT count(*)::int AS count
        FROM (SELECT 1 FROM audit_entries e WHERE ${conditions.toSql()} LIMIT ${TOTAL_MAX}) counted`;
      const counted = db.query<{ count: number }>(count, [...conditions.values]);
      const { put, add } = conditions;
      if (after) add(`(e.at, e.id) < (${put(after.at)}::timestamptz, ${put(after.id)}::uuid)`);
      const page = `SELECT e.id FROM audit_entries e WHERE ${conditions.toSql()}
        ORDER BY e.at DESC, e.id DESC LIMIT ${put(query.limit + 1)}::int`;
      const [{ rows }, total] = await Promise.all([
        db.query<AuditRecord>(`WITH page AS MATERIALIZED (${page}) ${SELECT}`, conditions.values),
        counted,
      ]);
      return {
        ...toPage(rows, query.limit, (row) => `${row.at.toISOString()}/${row.id}`),
        total: total.rows[0]?.count ?? 0,
      };
    },
  };
}

export type AuditReads = ReturnType<typeof createAuditReads>;
