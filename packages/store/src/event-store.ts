import type { EventQuery, Page } from '@ubuntu-aliases/shared';
import { decodeCursor, toPage } from './cursor.ts';
import type { Db } from './database.ts';
import type { AuditEntry, Prisma } from './generated/client.ts';

export interface EventRecord extends AuditEntry {
  /** The address that it is about, while it is the member's. */
  address: string | null;
}

export function createEventStore(db: Db) {
  return {
    /** Entries of the audit log about this member, and nobody else's, latest first. */
    async list(memberId: string, query: EventQuery): Promise<Page<EventRecord>> {
      const after = decodeCursor(query.cursor);
      const and: Prisma.AuditEntryWhereInput[] = [{ memberId }];
      if (after) and.push({ id: { lt: after } });
      if (query.alias) and.push({ aliasId: query.alias });
      if (query.from) and.push({ at: { gte: new Date(query.from) } });
      if (query.to) and.push({ at: { lte: new Date(query.to) } });
      if (query.action) {
        // Underscores stand for themselves, not for any character.
        const start = `${query.action}.`.replaceAll('_', '\\_');
        and.push({ OR: [{ action: query.action }, { action: { startsWith: start } }] });
      }
      if (query.actor === 'me') and.push({ actorKind: 'member', actorMemberId: memberId });
      else if (query.actor) and.push({ actorKind: query.actor });
      const rows = await db.auditEntry.findMany({
        where: { AND: and },
        orderBy: { id: 'desc' },
        take: query.limit + 1,
      });
      const aliases = await db.alias.findMany({
        where: { memberId, id: { in: rows.flatMap(({ aliasId }) => (aliasId ? [aliasId] : [])) } },
        select: { id: true, localPart: true, domain: { select: { name: true } } },
      });
      const addressOf = new Map(aliases.map((a) => [a.id, `${a.localPart}@${a.domain.name}`]));
      return toPage(
        rows.map((row) => ({ ...row, address: addressOf.get(row.aliasId ?? '') ?? null })),
        query.limit,
        (row) => row.id,
      );
    },
  };
}

export type EventStore = ReturnType<typeof createEventStore>;
