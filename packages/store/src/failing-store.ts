import type { Db } from './database.ts';

export interface TurnedRecipient {
  id: string;
  aliasId: string;
  address: string;
  memberId: string | null;
  domainId: string;
  /** Codes and host of the last refusal. */
  refusal: string | null;
  toldAt: Date | null;
}

export interface MailDay {
  /** `2026-11-24`, in UTC. */
  day: string;
  forwarded: number;
  refused: number;
  lastHour: Date;
}

/** From what next hops answered to what a mailbox is called, and what an owner is shown of their mail. */
export function createFailingStore(db: Db) {
  return {
    /** Confirmed ones that were refused so often in a row; held until the transaction ends. Given as they were. */
    turnFailing: (threshold: number, limit: number): Promise<TurnedRecipient[]> => db.$queryRaw`
      WITH due AS MATERIALIZED (
        SELECT id FROM recipients WHERE refusals > 0 AND refusals >= ${threshold} AND state = 'confirmed'
        ORDER BY id LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED)
      UPDATE recipients r SET state = 'failing', failing_since = r.refused_since, failure = r.refusal,
        failing_host = r.refusal_host, accepted_at = NULL
      FROM due, aliases a WHERE r.id = due.id AND a.id = r.alias_id
      RETURNING r.id, r.alias_id AS "aliasId", r.address, a.member_id AS "memberId", a.domain_id AS "domainId",
        r.refusal, r.failing_told_at AS "toldAt"`,

    /** Those that have taken mail since. */
    recover: (limit: number): Promise<TurnedRecipient[]> => db.$queryRaw`
      WITH due AS MATERIALIZED (
        SELECT id FROM recipients WHERE state = 'failing' AND refusals = 0 AND accepted_at IS NOT NULL
          AND confirmed_at IS NOT NULL
        ORDER BY id LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED)
      UPDATE recipients r SET state = 'confirmed', failing_since = NULL, failure = NULL, failing_host = NULL,
        accepted_at = NULL
      FROM due, aliases a WHERE r.id = due.id AND a.id = r.alias_id
      RETURNING r.id, r.alias_id AS "aliasId", r.address, a.member_id AS "memberId", a.domain_id AS "domainId",
        r.refusal, r.failing_told_at AS "toldAt"`,

    /** Another mailbox of the same person that takes mail: of the same alias first. */
    async findOther(memberId: string, { aliasId, address }: TurnedRecipient): Promise<string | null> {
      const [row] = await db.$queryRaw<{ address: string }[]>`
        SELECT r.address FROM aliases a JOIN recipients r ON r.alias_id = a.id
        WHERE a.member_id = ${memberId}::uuid AND a.released_at IS NULL AND r.state = 'confirmed'
          AND r.refusals = 0 AND lower(r.address) <> lower(${address})
          AND NOT EXISTS (SELECT 1 FROM recipients o JOIN aliases oa ON oa.id = o.alias_id
            WHERE oa.member_id = a.member_id AND o.state = 'failing' AND lower(o.address) = lower(r.address))
        ORDER BY (a.id = ${aliasId}::uuid) DESC, r.confirmed_at DESC, r.id LIMIT 1`;
      return row?.address ?? null;
    },

    async told(id: string, now: Date): Promise<void> {
      await db.recipient.updateMany({ where: { id }, data: { failingToldAt: now } });
    },

    /** Latest day first. */
    async listDays(aliasId: string): Promise<MailDay[]> {
      const rows = await db.aliasMailDay.findMany({
        where: { aliasId },
        orderBy: { day: 'desc' },
        take: 90,
      });
      return rows.map(({ day, forwarded, refused, lastHour }) => ({
        day: day.toISOString().slice(0, 10),
        forwarded,
        refused,
        lastHour,
      }));
    },

    /** The owner's switch. Off: a trigger takes away what was counted. False: it is not at `version` any more. */
    async setCounting(aliasId: string, version: number, isOn: boolean): Promise<boolean> {
      const { count } = await db.alias.updateMany({
        where: { id: aliasId, version },
        data: { countsMail: isOn, version: { increment: 1 } },
      });
      return count === 1;
    },
  };
}
