import type { Db } from './database.ts';

/** Occurrences kept of one entry; its count goes on. */
const OCCURRENCES_KEPT = 50;

export function createUpkeepStore(db: Db) {
  return {
    /** Removes what has expired. Running it twice, or in two processes, does no harm. */
    async cleanUp(now: Date): Promise<void> {
      const expired = { where: { expiresAt: { lt: now } } };
      await db.session.deleteMany(expired);
      await db.signInAttempt.deleteMany(expired);
      await db.usedNonce.deleteMany(expired);
      await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
      await db.$executeRaw`
        DELETE FROM error_occurrences WHERE id IN (
          SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY error_id ORDER BY at DESC) AS nth FROM error_occurrences
          ) ranked WHERE nth > ${OCCURRENCES_KEPT})`;
      // Mails that were given up stay for a week, for the admin who looks into it.
      await db.outboxMail.deleteMany({
        where: { failedAt: { lt: new Date(now.getTime() - 7 * 86_400_000) } },
      });
    },

    async setUpstream(name: string, isOk: boolean, now: Date): Promise<void> {
      await db.$executeRaw`
        INSERT INTO upstream_statuses AS u (name, is_ok, checked_at) VALUES (${name}, ${isOk}, ${now}::timestamptz)
        ON CONFLICT (name) DO UPDATE SET is_ok = EXCLUDED.is_ok, checked_at = EXCLUDED.checked_at`;
    },

    findUpstream: (name: string) => db.upstreamStatus.findUnique({ where: { name } }),
  };
}

export type UpkeepStore = ReturnType<typeof createUpkeepStore>;
