import type { Db } from './database.ts';
import type { ActorKind, AuditEntry as AuditRow } from './generated/client.ts';
import { newId } from './id.ts';

export interface NewAuditEntry {
  actor: { kind: ActorKind; memberId: string | null };
  /** `alias.created`, `error.acknowledged` … */
  action: string;
  memberId?: string | null;
  aliasId?: string | null;
  domainId?: string | null;
  errorId?: string | null;
  /** Field names, each with its code before and after. Never names or addresses (R9). */
  changes?: Record<string, [string | number | null, string | number | null]>;
  requestId?: string | null;
}

export function createAuditStore(db: Db) {
  return {
    async append(entries: NewAuditEntry[]): Promise<void> {
      if (entries.length === 0) return;
      await db.auditEntry.createMany({
        data: entries.map(({ actor, ...entry }) => ({
          id: newId(),
          ...entry,
          actorKind: actor.kind,
          actorMemberId: actor.memberId,
        })),
      });
    },

    listByMember: (memberId: string): Promise<AuditRow[]> =>
      db.auditEntry.findMany({ where: { memberId }, orderBy: { id: 'desc' }, take: 100 }),
  };
}

export type AuditStore = ReturnType<typeof createAuditStore>;
