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
      // They count against the limit of a day for as long as they can be used.
      await db.aliasClaim.deleteMany(expired);
      await db.idempotencyKey.deleteMany(expired);
      await db.dataExport.deleteMany(expired);
      const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
      // Requests and tries count for a day; a change can be undone for seven days after it was confirmed.
      await db.attempt.deleteMany({ where: { at: { lt: daysAgo(2) } } });
      await db.recipientChange.deleteMany({ where: { createdAt: { lt: daysAgo(10) } } });
      await db.testMessage.deleteMany({ where: { createdAt: { lt: daysAgo(7) } } });
      await db.aliasMailDay.deleteMany({ where: { day: { lt: daysAgo(90) } } });
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

    /**
     * Whether Launchpad answers, from what checks left behind: an entry of its own that is not resolved says
     * no, the time of the last completed check says when it did.
     */
    async launchpadStatus(): Promise<{ isFailing: boolean; answeredAt: Date | null }> {
      const failing = await db.errorEntry.findFirst({
        where: { code: { startsWith: 'launchpad.' }, memberId: null, state: { not: 'resolved' } },
        select: { id: true },
      });
      const last = await db.member.findFirst({
        where: { verifiedAt: { not: null } },
        orderBy: { verifiedAt: 'desc' },
        select: { verifiedAt: true },
      });
      return { isFailing: failing !== null, answeredAt: last?.verifiedAt ?? null };
    },
  };
}

export type UpkeepStore = ReturnType<typeof createUpkeepStore>;
