import type { Db } from './database.ts';
import type { TestMessage as TestMessageRow } from './generated/client.ts';

export type { TestMessageRow };

export type NewTestMessage = Pick<
  TestMessageRow,
  'id' | 'memberId' | 'aliasId' | 'tokenMac' | 'mails' | 'createdAt' | 'pathHash'
>;

/** How one of its mails fared: `handed_over` says that a server had it in hands, whatever it answered. */
export interface TestProgress {
  outcome: 'accepted' | 'failed' | 'waiting';
  handedOver: boolean;
  host: string | null;
  answer: string;
}

export function createTestMessageStore(db: Db) {
  return {
    find: (id: string): Promise<TestMessageRow | null> => db.testMessage.findUnique({ where: { id } }),

    /** Whoever counts for this member takes turns until the transaction ends. */
    async lockCount(memberId: string): Promise<void> {
      await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`test:${memberId}`}, 0))::text`;
    },

    /** Times of those since then, oldest first. */
    async listTimes(memberId: string, since: Date): Promise<Date[]> {
      const rows = await db.testMessage.findMany({
        where: { memberId, createdAt: { gt: since } },
        orderBy: { createdAt: 'asc' },
        select: { createdAt: true },
      });
      return rows.map(({ createdAt }) => createdAt);
    },

    create: (message: NewTestMessage): Promise<TestMessageRow> => db.testMessage.create({ data: message }),

    /** In one statement: several mails of one test may be answered at once. */
    async record(id: string, { outcome, handedOver, host, answer }: TestProgress, now: Date): Promise<void> {
      await db.$executeRaw`
        UPDATE test_messages SET
          handed_over_at = COALESCE(handed_over_at, CASE WHEN ${handedOver} THEN ${now}::timestamptz END),
          accepted = LEAST(mails, accepted + ${outcome === 'accepted' ? 1 : 0}),
          accepted_at = CASE WHEN ${outcome === 'accepted'} AND accepted + 1 >= mails AND failed_at IS NULL
            THEN ${now}::timestamptz ELSE accepted_at END,
          failed_at = COALESCE(failed_at, CASE WHEN ${outcome === 'failed'} THEN ${now}::timestamptz END),
          host = COALESCE(${host}, host),
          answer = CASE WHEN failed_at IS NULL THEN ${answer} ELSE answer END
        WHERE id = ${id}::uuid`;
    },

    /** A server on the way has it; what becomes of it there is told by others. */
    async handOver(id: string, now: Date): Promise<void> {
      await db.testMessage.updateMany({ where: { id, handedOverAt: null }, data: { handedOverAt: now } });
    },

    /** The first time that it was seen stays. */
    async see(id: string, now: Date): Promise<void> {
      await db.testMessage.updateMany({ where: { id, seenAt: null }, data: { seenAt: now } });
    },
  };
}

export type TestMessageStore = ReturnType<typeof createTestMessageStore>;
