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

const ALIASES = `
  SELECT a.id, a.local_part AS "localPart", a.member_id AS "memberId",
         -- As the last look-up gave it, also where it is no name to be called by: a closed record's may be somebody else's.
         COALESCE(m.verification #>> '{account,name}', m.launchpad_name) AS "launchpadName",
         CASE WHEN m.verification ? 'isNameContested' THEN m.launchpad_name END AS "ownName",
         m.banned_at IS NOT NULL AS "isBanned", a.origin::text AS origin, a.entitlement::text AS entitlement,
         a.entitlement_reason::text AS reason, a.grace_until AS "graceUntil", a.entitlement_at AS "entitlementAt",
         a.created_at AS "createdAt", a.released_at IS NOT NULL AS "isReleased",
         a.unclaimed_at IS NOT NULL AND a.member_id IS NULL AS "isUnclaimed", a.awaits_identifier AS "awaitsIdentifier"
  FROM aliases a LEFT JOIN members m ON m.id = a.member_id
  WHERE a.domain_id = $1 ORDER BY a.id`;

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

/** Whole lists of one domain in one statement each: nothing is asked for each person who did not change. */
export function createSyncReads(pool: Pool) {
  return {
    async listAliases(domainId: string): Promise<SyncAliasRow[]> {
      return (await pool.query<SyncAliasRow>(ALIASES, [domainId])).rows;
    },

    async listSignedIn(domainId: string, names: string[], team: string): Promise<SignedInName[]> {
      if (names.length === 0) return [];
      return (await pool.query<SignedInName>(SIGNED_IN, [domainId, names, team])).rows;
    },
  };
}

export type SyncReads = ReturnType<typeof createSyncReads>;
