import type { Db } from './database.ts';

/** What outlives a member: the secret that recognises them, their ban, their addresses as tombstones. */
export function createKeptStore(db: Db) {
  return {
    async getIdentitySecret(): Promise<string> {
      const row = await db.keptSecret.findUniqueOrThrow({ where: { name: 'identity' } });
      return row.value;
    },

    /** Of these hashes the one under which something is kept: a ban, or an address that waits for its owner. */
    async findOwnerHash(hashes: readonly string[]): Promise<string | null> {
      const where = { ownerHash: { in: [...hashes] } };
      const ban = await db.keptBan.findFirst({ where, select: { ownerHash: true } });
      if (ban) return ban.ownerHash;
      const alias = await db.alias.findFirst({
        where: { ...where, memberId: null },
        select: { ownerHash: true },
      });
      return alias?.ownerHash ?? null;
    },

    async keepBan(ownerHash: string, bannedAt: Date, reason: string): Promise<void> {
      await db.keptBan.create({ data: { ownerHash, bannedAt, reason }, select: { ownerHash: true } });
    },

    /** Takes it out: from then on it is the member's own again. */
    async takeBan(ownerHash: string): Promise<{ bannedAt: Date; reason: string } | null> {
      const [row] = await db.$queryRaw<{ bannedAt: Date; reason: string }[]>`
        DELETE FROM kept_bans WHERE owner_hash = ${ownerHash} RETURNING banned_at AS "bannedAt", reason`;
      return row ?? null;
    },

    /** Ids of the aliases that became tombstones; their recipients are gone. */
    async releaseAliases(memberId: string, ownerHash: string, now: Date): Promise<string[]> {
      const aliases = await db.alias.findMany({ where: { memberId }, select: { id: true } });
      const ids = aliases.map(({ id }) => id);
      await db.recipient.deleteMany({ where: { aliasId: { in: ids } } });
      await db.$executeRaw`
        UPDATE aliases SET released_at = COALESCE(released_at, ${now}::timestamptz), member_id = NULL,
          owner_hash = ${ownerHash}, paused_at = NULL, pause_reply = NULL, paused_until = NULL, version = version + 1
        WHERE member_id = ${memberId}::uuid`;
      return ids;
    },

    /** Tombstones that came about by leaving go back to their owner; the database lets nobody else have them. */
    async reclaimAliases(ids: readonly string[], memberId: string): Promise<void> {
      if (ids.length === 0) return;
      await db.alias.updateMany({
        where: { id: { in: [...ids] }, memberId: null, freedAt: null },
        data: { memberId, releasedAt: null, version: { increment: 1 } },
      });
    },

    /** Entries of the error log lose what is theirs, and are over. */
    async anonymiseErrors(memberId: string, now: Date): Promise<void> {
      await db.$executeRaw`
        UPDATE error_entries SET member_id = NULL, note = '', details = '{}', stack = NULL, request_id = NULL,
          state = 'resolved', resolved_at = COALESCE(resolved_at, ${now}::timestamptz), notice_due_at = NULL, version = version + 1
        WHERE member_id = ${memberId}::uuid`;
    },

    /** Mails to others that still wait to be sent speak of nobody in their place. */
    async anonymiseMails(texts: readonly string[]): Promise<void> {
      for (const text of texts) {
        await db.$executeRaw`
          UPDATE outbox_mails SET params = replace(params::text, to_jsonb(${text}::text)::text, '"…"')::jsonb
          WHERE strpos(params::text, to_jsonb(${text}::text)::text) > 0`;
      }
    },

    /** With everything that hangs on the row: sessions, roles, mails, changes, tests, keys, claims. */
    async removeMember(id: string): Promise<void> {
      await db.member.delete({ where: { id }, select: { id: true } });
    },
  };
}

export type KeptStore = ReturnType<typeof createKeptStore>;
