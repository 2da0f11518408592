import type { Locale } from '@ubuntu-aliases/shared';
import type { Db } from './database.ts';
import type { OutboxMail } from './generated/client.ts';
import { newId } from './id.ts';

export type { OutboxMail };

export interface NewMail {
  memberId: string | null;
  toAddress: string;
  locale: Locale;
  template: string;
  params: object;
}

export function createOutboxStore(db: Db) {
  return {
    /** Decides mails in the transaction that causes them (R6); a worker sends them after it is committed. */
    async add(mails: NewMail[], now: Date): Promise<void> {
      if (mails.length === 0) return;
      await db.outboxMail.createMany({
        data: mails.map((mail) => ({ id: newId(), ...mail, nextAttemptAt: now, createdAt: now })),
      });
    },

    /** Takes mails that are due, for `leaseUntil` at most: a worker that dies lets them go to another. */
    take(now: Date, leaseUntil: Date, limit: number): Promise<OutboxMail[]> {
      return db.$queryRaw`
        WITH due AS MATERIALIZED (
          SELECT id FROM outbox_mails WHERE next_attempt_at <= ${now}::timestamptz AND failed_at IS NULL
          ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        UPDATE outbox_mails m SET next_attempt_at = ${leaseUntil}::timestamptz, attempts = attempts + 1
        FROM due WHERE m.id = due.id
        RETURNING m.id, member_id AS "memberId", to_address AS "toAddress", locale::text AS locale, template, params,
                  attempts, next_attempt_at AS "nextAttemptAt", last_error AS "lastError", failed_at AS "failedAt",
                  created_at AS "createdAt"`;
    },

    /** Sent: nothing of it is kept. */
    async sent(id: string): Promise<void> {
      await db.outboxMail.deleteMany({ where: { id } });
    },

    async retryAt(id: string, nextAttemptAt: Date, lastError: string): Promise<void> {
      await db.outboxMail.updateMany({ where: { id }, data: { nextAttemptAt, lastError } });
    },

    async failed(id: string, now: Date, lastError: string): Promise<void> {
      await db.outboxMail.updateMany({ where: { id }, data: { failedAt: now, lastError } });
    },

    /** Whether a mail still waits that was tried at least so often. */
    async isStuck(attempts: number): Promise<boolean> {
      const where = { attempts: { gte: attempts }, failedAt: null };
      return (await db.outboxMail.findFirst({ where, select: { id: true } })) !== null;
    },

    /** Whether a mail that was given up lies here. */
    async hasFailed(): Promise<boolean> {
      const where = { failedAt: { not: null } };
      return (await db.outboxMail.findFirst({ where, select: { id: true } })) !== null;
    },

    /**
     * Makes due what was given up, and what waits for longer than `leaseUntil`: what is due before that may be in a
     * worker's hands, and comes by itself.
     */
    async sendAgain(now: Date, leaseUntil: Date): Promise<number> {
      const failed = await db.outboxMail.updateMany({
        where: { failedAt: { not: null } },
        data: { failedAt: null, attempts: 0, nextAttemptAt: now },
      });
      const waiting = await db.outboxMail.updateMany({
        where: { failedAt: null, nextAttemptAt: { gt: leaseUntil } },
        data: { nextAttemptAt: now },
      });
      return failed.count + waiting.count;
    },

    /** Whether a mail has been waiting since before `since`: the mail server is down or refuses. */
    async isDelayed(since: Date): Promise<boolean> {
      const row = await db.outboxMail.findFirst({
        where: { createdAt: { lt: since }, failedAt: null },
        select: { id: true },
      });
      return row !== null;
    },
  };
}

export type OutboxStore = ReturnType<typeof createOutboxStore>;
