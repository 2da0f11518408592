import type { Pool } from 'pg';

/** An address at one domain with what is known of its owner; a plain row, since there may be 100,000. */
export interface SyncAliasRow {
  id: string;
  localPart: string;
  memberId: string | null;
  launchpadName: string | null;
  /** Only where the last look-up gave another member's name. */
  ownName: string | null;
  isBanned: boolean;
  origin: 'provisioned' | 'renamed' | 'granted' | 'imported';
  entitlement: 'entitled' | 'grace' | 'suspended';
  reason: 'left_team' | 'not_valid' | 'coc_unsigned' | 'banned' | 'domain_retired' | null;
  graceUntil: Date | null;
  entitlementAt: Date;
  createdAt: Date;
  isReleased: boolean;
  isUnclaimed: boolean;
  awaitsIdentifier: string | null;
}

/** Addresses of which only the roster can say anything new, by their local part alone. */
export interface PlainAddresses {
  /** Entitled, and called as their owner is called; claimed by somebody who is not banned. */
  owned: string[];
  /** Entitled, and nobody has claimed them. */
  unclaimed: string[];
}

/** As the last look-up gave it, also where it is no name to be called by: a closed record's may be somebody else's. */
const NAME = `COALESCE(m.verification #>> '{account,name}', m.launchpad_name)`;
const FROM = 'FROM aliases a LEFT JOIN members m ON m.id = a.member_id WHERE a.domain_id = $1';
const IS_ENTITLED = `a.released_at IS NULL AND a.entitlement = 'entitled'`;
const IS_OWNED = `(${IS_ENTITLED} AND m.id IS NOT NULL AND m.banned_at IS NULL AND a.origin <> 'granted'
  AND NOT COALESCE(m.verification ? 'isNameContested', false) AND COALESCE(a.local_part = ${NAME}, false))`;
const IS_UNCLAIMED = `(${IS_ENTITLED} AND a.member_id IS NULL AND a.unclaimed_at IS NOT NULL)`;

/** One text for all, as a row for each would cost more than everything else; a local part has no line break. */
const PLAIN = `
  SELECT string_agg(a.local_part, E'\\n') FILTER (WHERE ${IS_OWNED}) AS owned,
         string_agg(a.local_part, E'\\n') FILTER (WHERE ${IS_UNCLAIMED}) AS unclaimed ${FROM}`;

const COLUMNS = `
  SELECT a.id, a.local_part AS "localPart", a.member_id AS "memberId", ${NAME} AS "launchpadName",
         CASE WHEN m.verification ? 'isNameContested' THEN m.launchpad_name END AS "ownName",
         m.banned_at IS NOT NULL AS "isBanned", a.origin::text AS origin, a.entitlement::text AS entitlement,
         a.entitlement_reason::text AS reason, a.grace_until AS "graceUntil", a.entitlement_at AS "entitlementAt",
         a.created_at AS "createdAt", a.released_at IS NOT NULL AS "isReleased",
         a.unclaimed_at IS NOT NULL AND a.member_id IS NULL AS "isUnclaimed", a.awaits_identifier AS "awaitsIdentifier"
  ${FROM}`;

/** All addresses of the owners of those that are picked: what becomes of one depends on the others. */
const withOwners = (picked: string) => `
  WITH picked AS MATERIALIZED (SELECT a.id, a.member_id ${FROM} AND ${picked})
  ${COLUMNS} AND (a.id IN (SELECT id FROM picked) OR a.member_id IN (SELECT member_id FROM picked))
  ORDER BY a.id`;

const OTHERS = withOwners(`NOT ${IS_OWNED} AND NOT ${IS_UNCLAIMED}`);
const NAMED = withOwners('a.local_part = ANY ($2::text[])');

/** Those of the names whose bearer has signed in; and whether their last look-up said that they may have an address. */
const SIGNED_IN = `
  SELECT m.id AS "memberId", m.launchpad_name AS "launchpadName", m.banned_at IS NOT NULL AS "isBanned",
         COALESCE(m.verification #>> '{account,isValid}' = 'true' AND m.verification #>> '{account,isCocSigner}' = 'true'
           AND m.verification #>> ARRAY['teams', $3] = 'true', false) AS "isKnownEntitled",
         EXISTS (SELECT FROM aliases a WHERE a.domain_id = $1 AND a.member_id = m.id) AS "hasAlias"
  FROM unnest($2::text[]) AS n(name) JOIN members m ON m.launchpad_name = n.name`;

export interface SignedInName {
  memberId: string;
  launchpadName: string;
  isBanned: boolean;
  isKnownEntitled: boolean;
  hasAlias: boolean;
}

const lines = (text: string | null): string[] => (text === null ? [] : text.split('\n'));

/** Whole lists of one domain in one statement each: nothing is asked for each person who did not change. */
export function createSyncReads(pool: Pool) {
  return {
    async listPlain(domainId: string): Promise<PlainAddresses> {
      type Texts = { owned: string | null; unclaimed: string | null };
      const { rows } = await pool.query<Texts>(PLAIN, [domainId]);
      return { owned: lines(rows[0]?.owned ?? null), unclaimed: lines(rows[0]?.unclaimed ?? null) };
    },

    /** Every address that is not plain, and what else its owner has. */
    async listOthers(domainId: string): Promise<SyncAliasRow[]> {
      return (await pool.query<SyncAliasRow>(OTHERS, [domainId])).rows;
    },

    /** The addresses with these local parts, and what else their owners have. */
    async listNamed(domainId: string, localParts: string[]): Promise<SyncAliasRow[]> {
      if (localParts.length === 0) return [];
      return (await pool.query<SyncAliasRow>(NAMED, [domainId, localParts])).rows;
    },

    async listSignedIn(domainId: string, names: string[], team: string): Promise<SignedInName[]> {
      if (names.length === 0) return [];
      return (await pool.query<SignedInName>(SIGNED_IN, [domainId, names, team])).rows;
    },
  };
}

export type SyncReads = ReturnType<typeof createSyncReads>;
