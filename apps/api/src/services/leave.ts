import { AppError } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type Database } from '@ubuntu-aliases/store';
import type { Identity } from './identity.ts';

export interface LeaveDeps {
  database: Database;
  identity: Identity;
  clock: () => Date;
}

/**
 * Removes a person for good. What stays: their addresses as tombstones, a hash that only they can match, a ban with its
 * reason, and the audit log, which never knew names.
 */
export function createLeaveService({ database, identity, clock }: LeaveDeps) {
  return {
    async leave(
      { memberId, requestId }: { memberId: string; requestId: string | null },
      version: number,
      confirm: string,
    ): Promise<{ releasedAliases: number }> {
      const now = clock();
      // Before the transaction, which would want a second connection for it.
      const claimedIdentifier = (await createStores(database.client).members.find(memberId))
        ?.claimedIdentifier;
      const [newHash] = claimedIdentifier === undefined ? [] : await identity.hashesOf(claimedIdentifier);
      return withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const member = await stores.members.hold(memberId);
        if (!member) throw new AppError('member.not_found');
        if (member.version !== version) throw new AppError('request.precondition_failed');
        if (confirm !== (member.launchpadName ?? member.claimedIdentifier)) {
          throw new AppError('request.invalid', {
            details: { where: 'body', problems: [{ field: 'confirm', code: 'mismatch' }] },
          });
        }
        // Somebody who had left before keeps the hash under which they were found again.
        const ownerHash = member.ownerHash ?? newHash;
        if (ownerHash === undefined) throw new Error('no secret to make an owner hash with');
        await stores.members.setOwnerHash(memberId, ownerHash);
        const released = await stores.kept.releaseAliases(memberId, ownerHash, now);
        if (member.bannedAt) await stores.kept.keepBan(ownerHash, member.bannedAt, member.banReason ?? '');
        await stores.kept.anonymiseErrors(memberId, now);
        const about = { actor: { kind: 'member', memberId }, memberId, requestId } as const;
        await stores.audit.append([
          ...released.map((aliasId) => ({
            ...about,
            aliasId,
            action: 'alias.released',
            changes: { reason: [null, 'left'] as [null, string] },
          })),
          { ...about, action: 'member.left' },
        ]);
        await stores.kept.removeMember(memberId);
        const texts = [member.claimedIdentifier, member.launchpadName, member.displayName, member.email];
        await stores.kept.anonymiseMails(texts.filter((text): text is string => Boolean(text)));
        return { releasedAliases: released.length };
      });
    },
  };
}

export type LeaveService = ReturnType<typeof createLeaveService>;
