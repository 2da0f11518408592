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
  recipientId: string | null;
  recipientAddress: string | null;
}

const COLUMNS = `d.name AS domain, d.settings, a.id AS "aliasId", a.local_part AS "localPart",
         a.entitlement, a.entitlement_reason AS "entitlementReason", a.paused_at AS "pausedAt",
         a.paused_until AS "pausedUntil", a.pause_reply AS "pauseReply", a.held_at AS "heldAt",
         a.released_at AS "releasedAt", r.id AS "recipientId", r.address AS "recipientAddress"`;

/**
 * For each name that may own an address, in the order in which they were asked for, a row with each mailbox that its mail
 * goes to; one without a mailbox when there is none.
 */
const RESOLVE = `
  SELECT k.n, ${COLUMNS}
  FROM unnest($1::int[], $2::text[], $3::text[]) WITH ORDINALITY AS k(n, local_part, domain, place)
  LEFT JOIN domains d ON d.name = k.domain
  LEFT JOIN aliases a ON a.domain_id = d.id AND a.local_part = k.local_part
  LEFT JOIN recipients r ON r.alias_id = a.id AND r.state <> 'pending'
  ORDER BY k.place, r.id`;

/** The same for one name alone, which costs PostgreSQL half as much. */
const RESOLVE_ONE = `
  SELECT 0 AS n, ${COLUMNS}
  FROM domains d
  LEFT JOIN aliases a ON a.domain_id = d.id AND a.local_part = $1
  LEFT JOIN recipients r ON r.alias_id = a.id AND r.state <> 'pending'
  WHERE d.name = $2
  ORDER BY r.id`;

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
      const [first] = keys;
      const { rows } = await pool.query<Row>(
        first && keys.length === 1
          ? { name: 'resolve-one', text: RESOLVE_ONE, values: [first.name, first.domain] }
          : {
              name: 'resolve-mail',
              text: RESOLVE,
              values: [keys.map((k) => k.n), keys.map((k) => k.name), keys.map((k) => k.domain)],
            },
      );
      const answers = addresses.map((): MailTarget => ({ outcome: 'unknown_domain' }));
      for (const row of rows) {
        if (row.domain === null) continue;
        const before = answers[row.n];
        const answer =
          before?.outcome === 'found'
            ? before
            : row.aliasId === null
              ? ({ outcome: 'unknown_alias' } as const)
              : found(row, row.aliasId, now);
        answers[row.n] = answer;
        if (answer.outcome === 'found' && answer.alias.aliasId === row.aliasId && row.recipientId !== null) {
          answer.alias.recipients.push({ id: row.recipientId, address: row.recipientAddress ?? '' });
        }
      }
      return answers;
    },
  };
}

export type MailReads = ReturnType<typeof createMailReads>;

function found(row: Row, aliasId: string, now: Date): Extract<MailTarget, { outcome: 'found' }> {
  const { sealsArc, rewritesFrom } = readDomainSettings(row.settings);
  return {
    outcome: 'found',
    alias: {
      aliasId,
      address: `${row.localPart}@${row.domain}`,
      ...aliasState(row, now),
      pauseReply: row.pauseReply ?? 'temporary',
      recipients: [],
      sealsArc,
      rewritesFrom,
    },
  };
}
