import type { Db } from './database.ts';
import { newId } from './id.ts';

/** A link to an unclaimed address that was mailed and can still be used, with what the page says of it. */
export interface OpenClaim {
  id: string;
  aliasId: string;
  domainId: string;
  localPart: string;
  domain: string;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface NewClaim {
  aliasId: string;
  memberId: string;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
}

export function createClaimStore(db: Db) {
  return {
    /** Gives its id, which the link names. */
    async add(claim: NewClaim): Promise<string> {
      const id = newId();
      await db.aliasClaim.create({ data: { id, ...claim }, select: { id: true } });
      return id;
    },

    /** When links to this alias were mailed after `since`, to whomever, latest first. */
    async listMailed(aliasId: string, since: Date): Promise<{ memberId: string; createdAt: Date }[]> {
      return db.aliasClaim.findMany({
        where: { aliasId, createdAt: { gt: since } },
        select: { memberId: true, createdAt: true },
        orderBy: { createdAt: 'desc' },
      });
    },

    /** Links that this member was told of and that can still be used, latest first. */
    async listOpen(memberId: string, now: Date): Promise<OpenClaim[]> {
      const rows = await db.aliasClaim.findMany({
        where: { memberId, expiresAt: { gt: now }, alias: { unclaimedAt: { not: null }, releasedAt: null } },
        include: { alias: { include: { domain: { select: { name: true } } } } },
        orderBy: { createdAt: 'desc' },
        take: 100,
      });
      return rows.map(({ alias, ...row }) => ({
        id: row.id,
        aliasId: row.aliasId,
        domainId: alias.domainId,
        localPart: alias.localPart,
        domain: alias.domain.name,
        tokenHash: row.tokenHash,
        createdAt: row.createdAt,
        expiresAt: row.expiresAt,
      }));
    },

    /** The address has its owner: no link to it is worth anything any more. */
    async removeOf(aliasIds: readonly string[]): Promise<void> {
      if (aliasIds.length === 0) return;
      await db.aliasClaim.deleteMany({ where: { aliasId: { in: [...aliasIds] } } });
    },
  };
}

export type ClaimStore = ReturnType<typeof createClaimStore>;
