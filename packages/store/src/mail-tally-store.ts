import type { Pool } from 'pg';

/** Mail of one alias on one day; `hour`: the last one's, cut to the hour. */
export interface AliasTally {
  aliasId: string;
  forwarded: number;
  refused: number;
  hour: Date;
}

/** What next hops said of one mailbox, in their order: whether they took mail, and refusals for good after that. */
export interface RecipientTally {
  recipientId: string;
  hasAccepted: boolean;
  refusals: number;
  /** Of the refusals: the first, and the last as codes (`550 5.1.1`). */
  since: Date | null;
  refusal: string | null;
  host: string | null;
  at: Date;
}

/** Rows are held, so that nothing is counted for somebody who has just switched it off. */
const COUNT = `
  WITH seen AS (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[]) AS t(alias_id, forwarded, refused, hour)),
  counted AS MATERIALIZED (
    SELECT id FROM aliases WHERE id IN (SELECT alias_id FROM seen) AND counts_mail AND released_at IS NULL
    ORDER BY id FOR SHARE)
  INSERT INTO alias_mail_days AS d (alias_id, day, forwarded, refused, last_hour)
  SELECT alias_id, (hour AT TIME ZONE 'UTC')::date, sum(forwarded), sum(refused), max(hour)
  FROM seen JOIN counted ON counted.id = seen.alias_id GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (alias_id, day) DO UPDATE SET forwarded = d.forwarded + EXCLUDED.forwarded,
    refused = d.refused + EXCLUDED.refused, last_hour = GREATEST(d.last_hour, EXCLUDED.last_hour)`;

/** Mailboxes that simply take mail, nearly all, are not written. */
const ANSWERED = `
  WITH heard AS (
    SELECT * FROM unnest($1::uuid[], $2::boolean[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::timestamptz[])
      AS t(id, has_accepted, refusals, since, refusal, host, at)),
  held AS MATERIALIZED (
    SELECT r.id FROM recipients r JOIN heard h ON h.id = r.id
    WHERE h.refusals > 0 OR r.refusals > 0 OR r.state = 'failing' ORDER BY r.id FOR NO KEY UPDATE OF r)
  UPDATE recipients r SET
    refusals = CASE WHEN h.has_accepted THEN h.refusals ELSE LEAST(r.refusals + h.refusals, 1000000) END,
    refused_since = CASE WHEN h.has_accepted THEN h.since ELSE COALESCE(r.refused_since, h.since) END,
    refusal = CASE WHEN h.refusals > 0 THEN h.refusal WHEN h.has_accepted THEN NULL ELSE r.refusal END,
    refusal_host = CASE WHEN h.refusals > 0 THEN h.host WHEN h.has_accepted THEN NULL ELSE r.refusal_host END,
    accepted_at = CASE WHEN h.has_accepted AND r.state = 'failing' THEN h.at ELSE r.accepted_at END
  FROM heard h JOIN held ON held.id = h.id WHERE r.id = h.id`;

/** What the mail path writes: sums of some seconds in two statements, never one for a mail. */
export function createMailTally(pool: Pool) {
  return {
    async record(aliases: readonly AliasTally[], recipients: readonly RecipientTally[]): Promise<void> {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        if (aliases.length > 0) {
          const values = [
            aliases.map((a) => a.aliasId),
            aliases.map((a) => a.forwarded),
            aliases.map((a) => a.refused),
            aliases.map((a) => a.hour),
          ];
          await client.query({ name: 'count-mail', text: COUNT, values });
        }
        if (recipients.length > 0) {
          const values = [
            recipients.map((r) => r.recipientId),
            recipients.map((r) => r.hasAccepted),
            recipients.map((r) => r.refusals),
            recipients.map((r) => r.since),
            recipients.map((r) => r.refusal),
            recipients.map((r) => r.host),
            recipients.map((r) => r.at),
          ];
          await client.query({ name: 'mailboxes-answered', text: ANSWERED, values });
        }
        await client.query('COMMIT');
        client.release();
      } catch (error) {
        // Whatever state it is in, nobody gets this connection again.
        client.release(true);
        throw error;
      }
    },
  };
}

export type MailTallyStore = ReturnType<typeof createMailTally>;
