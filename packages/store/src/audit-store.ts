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
  /** What the admin typed to explain it. May name people: kept beside the entry, and gone with `memberId`. */
  reason?: string | null;
  /** Of an alias that is there no more afterwards: its address, kept with the reason. */
  address?: string | null;
}

export function createAuditStore(db: Db) {
  return {
    async append(entries: NewAuditEntry[]): Promise<void> {
      if (entries.length === 0) return;
      const rows = entries.map((entry) => ({ id: newId(), ...entry }));
      await db.auditEntry.createMany({
        data: rows.map(({ actor, reason: _, address: __, ...entry }) => ({
          ...entry,
          actorKind: actor.kind,
          actorMemberId: actor.memberId,
        })),
      });
      const reasons = rows.flatMap(({ id: entryId, memberId = null, reason, address = null }) =>
        reason || address ? [{ entryId, memberId, reason: reason ?? '', address }] : [],
      );
      if (reasons.length > 0) await db.auditReason.createMany({ data: reasons });
    },

    listByMember: (memberId: string): Promise<AuditRow[]> =>
      db.auditEntry.findMany({ where: { memberId }, orderBy: { id: 'desc' }, take: 100 }),
  };
}

export type AuditStore = ReturnType<typeof createAuditStore>;
