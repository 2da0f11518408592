import { readDomainSettings, type AliasState, type SuspendedReason } from '@ubuntu-aliases/shared';
import type { Pool } from 'pg';
import { aliasState, type AliasFacts } from './alias-state.ts';

/**
 * What the mail path asks, many addresses in one statement that PostgreSQL prepares once for each connection. It answers
 * as `aliases.resolve` does, which goes through Prisma.
 */

/** An address as the envelope has it; `domain` in lower case. */
export interface MailAddress {
  localPart: string;
  domain: string;
}

export interface MailAlias {
  aliasId: string;
  /** The address itself, without a sub-address. */
  address: string;
  state: AliasState;
  reason: SuspendedReason | null;
  /** What its owner chose for the time of a pause. */
  pauseReply: 'temporary' | 'permanent';
  /** Where mail goes: confirmed, and failing ones too, since they may recover. */
  recipients: { id: string; address: string }[];
  sealsArc: boolean;
  rewritesFrom: boolean;
}

export type MailTarget =
  { outcome: 'found'; alias: MailAlias } | { outcome: 'unknown_alias' | 'unknown_domain' };

interface Row extends AliasFacts {
  n: number;
  aliasId: string | null;
  localPart: string;
  domain: string | null;
  settings: unknown;
  pauseReply: 'temporary' | 'permanent' | null;
  recipients: MailAlias['recipients'];
}

/** One row for each name that may own an address, in the order in which they were asked for. */
const RESOLVE = `
  SELECT k.n::int AS n, d.name AS domain, d.settings, a.id AS "aliasId", a.local_part AS "localPart",
         a.entitlement, a.entitlement_reason AS "entitlementReason", a.paused_at AS "pausedAt",
         a.paused_until AS "pausedUntil", a.pause_reply AS "pauseReply", a.held_at AS "heldAt",
         a.released_at AS "releasedAt",
         COALESCE((SELECT json_agg(json_build_object('id', r.id, 'address', r.address) ORDER BY r.id)
                   FROM recipients r WHERE r.alias_id = a.id AND r.state <> 'pending'), '[]') AS recipients
  FROM unnest($1::int[], $2::text[], $3::text[]) WITH ORDINALITY AS k(n, local_part, domain, place)
  LEFT JOIN domains d ON d.name = k.domain
  LEFT JOIN aliases a ON a.domain_id = d.id AND a.local_part = k.local_part
  ORDER BY k.place`;

/** Longest first: `grace+work+list` is `grace+work`'s before it is `grace`'s. */
function candidatesOf(localPart: string): string[] {
  const whole = localPart.toLowerCase();
  const candidates = [whole];
  for (let plus = whole.lastIndexOf('+'); plus > 0; plus = whole.lastIndexOf('+', plus - 1)) {
    candidates.push(whole.slice(0, plus));
  }
  return candidates;
}

export function createMailReads(pool: Pool) {
  return {
    /** What to do with mail to each address, in their order. */
    async resolveMany(addresses: MailAddress[], now: Date): Promise<MailTarget[]> {
      const keys = addresses.flatMap(({ localPart, domain }, n) =>
        candidatesOf(localPart).map((name) => ({ n, name, domain })),
      );
      const { rows } = await pool.query<Row>({
        name: 'resolve-mail',
        text: RESOLVE,
        values: [keys.map((k) => k.n), keys.map((k) => k.name), keys.map((k) => k.domain)],
      });
      const answers = addresses.map((): MailTarget => ({ outcome: 'unknown_domain' }));
      for (const row of rows) {
        const before = answers[row.n];
        if (before?.outcome === 'found' || row.domain === null) continue;
        answers[row.n] = row.aliasId === null ? { outcome: 'unknown_alias' } : found(row, row.aliasId, now);
      }
      return answers;
    },
  };
}

export type MailReads = ReturnType<typeof createMailReads>;

function found(row: Row, aliasId: string, now: Date): MailTarget {
  const { sealsArc, rewritesFrom } = readDomainSettings(row.settings);
  return {
    outcome: 'found',
    alias: {
      aliasId,
      address: `${row.localPart}@${row.domain}`,
      ...aliasState(row, now),
      pauseReply: row.pauseReply ?? 'temporary',
      recipients: row.recipients,
      sealsArc,
      rewritesFrom,
    },
  };
}
