import type { AdminAliasFilter, AliasState, SuspendedReason } from '@ubuntu-aliases/shared';
import { createConditions, type Conditions, type Queryable } from './sql-conditions.ts';

/** What a text that somebody searches for turned out to be, asked once before the list itself. */
interface Found {
  /** Domains by name; a filter by ids lets PostgreSQL know how many rows it passes. */
  domains: Map<string, string>;
  memberIds: string[];
  aliasIds: string[];
}

export async function lookUp(db: Queryable, q: string | undefined): Promise<Found> {
  const domains = await db.query<{ id: string; name: string }>('SELECT id, name FROM domains', []);
  const found: Found = {
    domains: new Map(domains.rows.map(({ id, name }) => [name, id])),
    memberIds: [],
    aliasIds: [],
  };
  if (!q) return found;
  const [members, aliases] = await Promise.all([
    db.query<{ id: string }>(
      'SELECT id FROM members WHERE launchpad_name = lower($1) UNION SELECT id FROM members WHERE claimed_identifier = $1 LIMIT 100',
      [q],
    ),
    // A recipient whole or not at all: by parts of it a masked address could be spelled out.
    q.includes('@')
      ? db.query<{ id: string }>(
          'SELECT alias_id AS id FROM recipients WHERE lower(address) = lower($1) LIMIT 1000',
          [q],
        )
      : { rows: [] },
  ]);
  found.memberIds = members.rows.map(({ id }) => id);
  found.aliasIds = aliases.rows.map(({ id }) => id);
  return found;
}

const CARRIES = 'a.released_at IS NULL AND a.held_at IS NULL';

/** The same order of precedence as `aliasState`, in SQL. */
const STATES: Record<AliasState, (isPaused: () => string) => string> = {
  released: () => 'a.released_at IS NOT NULL',
  suspended: () => `(a.released_at IS NULL AND (a.held_at IS NOT NULL OR a.entitlement = 'suspended'))`,
  paused: (isPaused) => `(${CARRIES} AND a.entitlement <> 'suspended' AND ${isPaused()})`,
  grace: (isPaused) => `(${CARRIES} AND a.entitlement = 'grace' AND NOT ${isPaused()})`,
  active: (isPaused) => `(${CARRIES} AND a.entitlement = 'entitled' AND NOT ${isPaused()})`,
};

const reasonCondition = (reason: SuspendedReason, put: Conditions['put']) =>
  reason === 'held'
    ? '(a.released_at IS NULL AND a.held_at IS NOT NULL)'
    : `(a.released_at IS NULL AND a.entitlement <> 'entitled' AND a.entitlement_reason = ${put(reason)}::"EntitlementReason")`;

const idsOf = (names: readonly string[], { domains }: Found) =>
  names.flatMap((name) => domains.get(name) ?? []);

/** Which rows pass; looks at nothing but columns that the indexes of the list hold. */
export function aliasConditions(
  filter: AdminAliasFilter,
  scope: readonly string[] | null,
  found: Found,
  now: Date,
): Conditions {
  const conditions = createConditions();
  const { put, add, addAny } = conditions;
  if (scope !== null) add(`a.domain_id = ANY(${put(idsOf(scope, found))}::uuid[])`);
  if (filter.domain?.length) add(`a.domain_id = ANY(${put(idsOf(filter.domain, found))}::uuid[])`);
  const isPaused = () =>
    `(a.paused_at IS NOT NULL AND (a.paused_until IS NULL OR a.paused_until > ${put(now)}::timestamptz))`;
  addAny((filter.state ?? []).map((state) => STATES[state](isPaused)));
  addAny((filter.reason ?? []).map((reason) => reasonCondition(reason, put)));
  if (filter.origin?.length)
    addAny(
      filter.origin.map((origin) =>
        // Said as the index on the others says it.
        origin === 'provisioned'
          ? `a.origin = 'provisioned'`
          : `(a.origin <> 'provisioned' AND a.origin = ${put(origin)}::"AliasOrigin")`,
      ),
    );
  if (filter.withoutRecipient)
    add(filter.withoutRecipient === 'true' ? 'a.is_without_recipient' : 'NOT a.is_without_recipient');
  if (filter.unclaimed)
    add(filter.unclaimed === 'true' ? 'a.unclaimed_at IS NOT NULL' : 'a.unclaimed_at IS NULL');
  if (filter.q) addAny(textConditions(filter.q.toLowerCase(), found, put));
  return conditions;
}

function textConditions(q: string, found: Found, put: Conditions['put']): string[] {
  const at = q.lastIndexOf('@');
  const [local, domain] = at < 0 ? [q, null] : [q.slice(0, at), q.slice(at + 1)];
  // strpos knows no wildcards, so there are none to escape.
  const inLocalPart =
    domain === null
      ? `strpos(a.local_part, ${put(local)}) > 0`
      : `(right(a.local_part, ${put(local.length)}::int) = ${put(local)}
          AND a.domain_id = ANY(${put([...found.domains].flatMap(([name, id]) => (name.startsWith(domain) ? id : [])))}::uuid[]))`;
  return [
    inLocalPart,
    ...(found.memberIds.length > 0 ? [`a.member_id = ANY(${put(found.memberIds)}::uuid[])`] : []),
    ...(found.aliasIds.length > 0 ? [`a.id = ANY(${put(found.aliasIds)}::uuid[])`] : []),
  ];
}
