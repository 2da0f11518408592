import { AppError } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type Database } from '@ubuntu-aliases/store';
import type { AdminActor } from './admin-actor.ts';
import { beginLoss } from './life-cycle.ts';
import type { NoticeConfig } from './notices.ts';

export interface BanDeps {
  database: Database;
  adminIdentifiers: readonly string[];
  notices: NoticeConfig;
  /** `GRACE_DAYS`: where a domain says nothing else. */
  graceDays: number;
  clock: () => Date;
}

/**
 * An admin of everything stops a member, or lets them in again. Doing either twice does nothing the second time.
 * Signing in stays possible and shows why.
 */
export function createBans({ database, adminIdentifiers, notices, graceDays, clock }: BanDeps) {
  return {
    ban: (id: string, reason: string, { memberId, requestId }: AdminActor): Promise<void> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const member = await stores.members.hold(id);
        if (!member) throw new AppError('member.not_found');
        // The role has to be taken first, by another admin: so nobody bans themselves either.
        const isAdmin =
          adminIdentifiers.includes(member.claimedIdentifier) || (await stores.roles.list(id)).length > 0;
        if (isAdmin) throw new AppError('request.conflict', { details: { reason: 'has_role' } });
        if (member.bannedAt !== null) return;
        const now = clock();
        await stores.members.setBan(id, { at: now, reason });
        await stores.sessions.destroyAll(id);
        await stores.audit.append([
          {
            actor: { kind: 'admin', memberId },
            action: 'member.banned',
            memberId: id,
            requestId,
            reason,
            changes: { banned: ['no', 'yes'] },
          },
        ]);
        // As the domain's settings say for a ban: at once, if nothing else is set.
        const aliases = await stores.aliases.listForProvisioning(member, null);
        const losing = aliases.filter((a) => !a.releasedAt && a.entitlement !== 'suspended');
        await beginLoss(
          member,
          losing.map((alias) => ({ alias, reason: 'banned' as const })),
          {
            stores,
            notices,
            graceDays,
            domains: await stores.domains.listAll(),
            actor: { kind: 'admin', memberId },
            now,
            requestId,
          },
        );
      }),

    /** The next check, which is due at once, restores what the person is entitled to. */
    unban: (id: string, reason: string, { memberId, requestId }: AdminActor): Promise<void> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const member = await stores.members.hold(id);
        if (!member) throw new AppError('member.not_found');
        if (member.bannedAt === null) return;
        await stores.members.setBan(id, null);
        await stores.members.setCheckPending(id, clock());
        await stores.audit.append([
          {
            actor: { kind: 'admin', memberId },
            action: 'member.unbanned',
            memberId: id,
            requestId,
            reason,
            changes: { banned: ['yes', 'no'] },
          },
        ]);
      }),
  };
}

export type Bans = ReturnType<typeof createBans>;
