import type { Pool } from 'pg';
import type { AliasFacts } from './alias-state.ts';

export interface AliasExportRow extends AliasFacts {
  localPart: string;
  domain: string;
  /** Those that mail goes to. */
  recipients: string[];
}

const PAGE = 1_000;

const READ = `
  SELECT d.name AS domain, a.domain_id AS "domainId", a.local_part AS "localPart", a.entitlement,
         a.entitlement_reason AS "entitlementReason", a.paused_at AS "pausedAt", a.paused_until AS "pausedUntil",
         a.held_at AS "heldAt", a.released_at AS "releasedAt",
         ARRAY(SELECT r.address FROM recipients r WHERE r.alias_id = a.id AND r.state <> 'pending' ORDER BY r.id)
           AS recipients
  FROM aliases a JOIN domains d ON d.id = a.domain_id
  WHERE (a.domain_id, a.local_part) > ($1, $2) AND ($3::text IS NULL OR d.name = $3)
  ORDER BY a.domain_id, a.local_part LIMIT ${PAGE}`;

/** Every address, of one domain or of all, page by page: a table of any size in constant memory. */
export async function* readAliasesForExport(
  pool: Pool,
  domain: string | null,
): AsyncGenerator<AliasExportRow> {
  let after: [string, string] = ['00000000-0000-0000-0000-000000000000', ''];
  for (;;) {
    const { rows } = await pool.query<AliasExportRow & { domainId: string }>(READ, [...after, domain]);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.domainId, last.localPart];
  }
}
