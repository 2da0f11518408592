import type { Db } from './database.ts';
import type { Prisma, RecipientChange as RecipientChangeRow } from './generated/client.ts';
import { newId } from './id.ts';
import type { KeptRecipient } from './recipient-store.ts';

export type { RecipientChangeRow };

export type NewRecipientChange = Pick<
  RecipientChangeRow,
  'id' | 'memberId' | 'aliasId' | 'kind' | 'address' | 'replacesId' | 'cancelMac' | 'createdAt' | 'expiresAt'
> & {
  tokenMac: string | null;
  codeMac: string | null;
  /** Of what happens at once: a removal. */
  happened?: { undoUntil: Date; before: KeptRecipient[] };
};

export function createRecipientChangeStore(db: Db) {
  return {
    find: (id: string): Promise<RecipientChangeRow | null> =>
      db.recipientChange.findUnique({ where: { id } }),

    /** Held until the transaction ends: of two that confirm or take it back at once, one comes first. */
    async findHeld(id: string): Promise<RecipientChangeRow | null> {
      await db.$queryRaw`SELECT FROM recipient_changes WHERE id = ${id}::uuid FOR UPDATE`;
      return db.recipientChange.findUnique({ where: { id } });
    },

    /** Of one that a newer request replaced: the request that stands in its place. */
    async findSuccessor(aliasId: string, id: string): Promise<RecipientChangeRow | null> {
      const change = await db.recipientChange.findFirst({ where: { id, state: 'superseded' } });
      if (!change) return null;
      return db.recipientChange.findFirst({
        where: { aliasId, id: { gt: id }, state: { not: 'superseded' } },
        orderBy: { id: 'asc' },
      });
    },

    listPending: (aliasId: string, now: Date): Promise<RecipientChangeRow[]> =>
      db.recipientChange.findMany({
        where: { aliasId, state: 'pending', expiresAt: { gt: now } },
        orderBy: { id: 'desc' },
      }),

    /** Until when the member cannot ask, because the old mailbox took something back; null: they can. */
    async lastTakenBack(memberId: string, since: Date): Promise<Date | null> {
      const row = await db.recipientChange.findFirst({
        where: { memberId, takenBackAt: { gt: since } },
        orderBy: { takenBackAt: 'desc' },
        select: { takenBackAt: true },
      });
      return row?.takenBackAt ?? null;
    },

    /** What is pending of the alias makes room. */
    async supersede(aliasId: string): Promise<number> {
      const { count } = await db.recipientChange.updateMany({
        where: { aliasId, state: 'pending' },
        data: { state: 'superseded' },
      });
      return count;
    },

    create({ happened, ...change }: NewRecipientChange): Promise<RecipientChangeRow> {
      return db.recipientChange.create({
        data: {
          ...change,
          ...(happened && {
            state: 'confirmed',
            confirmedAt: change.createdAt,
            undoUntil: happened.undoUntil,
            before: happened.before as object[],
          }),
        },
      });
    },

    async confirm(
      id: string,
      { at, undoUntil, before }: { at: Date; undoUntil: Date; before: KeptRecipient[] },
    ): Promise<RecipientChangeRow> {
      return db.recipientChange.update({
        where: { id },
        data: { state: 'confirmed', confirmedAt: at, undoUntil, before: before as object[] },
      });
    },

    /** `takenBackAt` when the old mailbox did it. */
    async close(id: string, state: 'cancelled' | 'undone', takenBackAt: Date | null): Promise<void> {
      await db.recipientChange.update({ where: { id }, data: { state, takenBackAt }, select: { id: true } });
    },

    /** What was built on a change that is undone: later ones of the alias go with it. */
    async closeLater(aliasId: string, confirmedAt: Date): Promise<void> {
      const later = { aliasId, confirmedAt: { gte: confirmedAt }, state: 'confirmed' as const };
      await db.recipientChange.updateMany({ where: later, data: { state: 'undone' } });
      await db.recipientChange.updateMany({
        where: { aliasId, state: 'pending' },
        data: { state: 'cancelled' },
      });
    },

    async cancelPendingOf(memberId: string): Promise<void> {
      await db.recipientChange.updateMany({
        where: { memberId, state: 'pending' },
        data: { state: 'cancelled' },
      });
    },

    /** Attempts of one kind since then, oldest first, by the member and at the target. */
    async listAttempts(
      kind: 'request' | 'wrong_try',
      by: { memberId: string; targetHash: string },
      since: Date,
    ): Promise<{ memberId: string | null; targetHash: string; at: Date }[]> {
      const where: Prisma.AttemptWhereInput = {
        kind,
        at: { gt: since },
        OR: [{ memberId: by.memberId }, { targetHash: by.targetHash }],
      };
      return db.attempt.findMany({ where, orderBy: { at: 'asc' } });
    },

    /** Whoever counts for this member or this target takes turns until the transaction ends. */
    async lockCounts({ memberId, targetHash }: { memberId: string; targetHash: string }): Promise<void> {
      // Always in the same order, so that two never wait for each other.
      for (const key of [`member:${memberId}`, `target:${targetHash}`])
        await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))::text`;
    },

    async addAttempt(
      kind: 'request' | 'wrong_try',
      by: { memberId: string; targetHash: string },
      at: Date,
    ): Promise<void> {
      await db.attempt.create({ data: { id: newId(), kind, ...by, at }, select: { id: true } });
    },
  };
}

export type RecipientChangeStore = ReturnType<typeof createRecipientChangeStore>;
