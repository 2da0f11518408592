import {
  AppError,
  type AdminMemberQuery,
  type Eligibility,
  type RevealedPerson,
  type Role,
} from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type AliasRecord,
  type Database,
  type ErrorScope,
  type ListedMember,
  type MemberEvent,
  type MemberRow,
} from '@ubuntu-aliases/store';
import type { AdminActor } from './admin-actor.ts';
import type { MemberService } from './members.ts';

export interface MemberAdminDeps {
  database: Database;
  members: MemberService;
  /** Admins of everything while the configuration lists them. */
  adminIdentifiers: readonly string[];
  clock: () => Date;
}

export interface MemberInFull {
  listed: ListedMember;
  row: MemberRow;
  isListedAdmin: boolean;
  sessions: number;
  eligibility: Eligibility;
  aliases: AliasRecord[];
  history: MemberEvent[];
}

/** What admins see of members, and what they may do for them; rows outside their domains are not there. */
export function createMemberAdmin({ database, members, adminIdentifiers, clock }: MemberAdminDeps) {
  const stores = createStores(database.client);

  async function findInScope(id: string, scope: ErrorScope): Promise<ListedMember> {
    const listed = await stores.directory.find(id, scope, clock());
    if (!listed) throw new AppError('member.not_found');
    return listed;
  }

  return {
    list: (query: AdminMemberQuery, scope: ErrorScope) => stores.directory.list(query, scope, clock()),

    async get(id: string, scope: ErrorScope): Promise<MemberInFull> {
      const [listed, row] = [await findInScope(id, scope), await stores.members.find(id)];
      if (!row) throw new AppError('member.not_found');
      const eligibility = await members.getEligibility(id);
      return {
        listed,
        row,
        isListedAdmin: adminIdentifiers.includes(row.claimedIdentifier),
        sessions: await stores.directory.countSessions(id, clock()),
        eligibility: {
          ...eligibility,
          domains: eligibility.domains.filter(({ domain }) => scope === null || scope.includes(domain)),
        },
        aliases: await stores.directory.listAliases(id, scope),
        history: await stores.directory.listHistory(id, scope),
      };
    },

    /** The whole e-mail: told only once it is recorded who asked (R8, R9). */
    reveal: (id: string, { memberId, scope, requestId }: AdminActor): Promise<RevealedPerson> =>
      withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const found = await inTx.directory.find(id, scope, clock());
        if (!found) throw new AppError('member.not_found');
        await inTx.audit.append([
          { actor: { kind: 'admin', memberId }, action: 'member.revealed', memberId: id, requestId },
        ]);
        const { claimedIdentifier, launchpadName, displayName, email } = found;
        return { claimedIdentifier, launchpadName, displayName, email };
      }),

    /** Asks Launchpad now; adds and restores, never takes away. */
    async check(id: string, { memberId, scope, requestId }: AdminActor): Promise<void> {
      await findInScope(id, scope);
      await stores.audit.append([
        { actor: { kind: 'admin', memberId }, action: 'member.checked', memberId: id, requestId },
      ]);
      await members.recheck(id, requestId);
    },
  };
}

export type MemberAdmin = ReturnType<typeof createMemberAdmin>;

/** Roles as they count: those granted, and the one that the configuration gives. */
export function effectiveRoles(roles: readonly Role[], isListedAdmin: boolean): Role[] {
  if (!isListedAdmin) return [...roles];
  return [{ role: 'admin', domains: null }, ...roles.filter(({ role }) => role !== 'admin')];
}
