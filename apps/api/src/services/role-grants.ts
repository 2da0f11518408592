import { AppError, type Role, type SetRoles } from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type Database,
  type NewAuditEntry,
  type RoleGrant,
} from '@ubuntu-aliases/store';
import type { AdminActor } from './admin-actor.ts';
import { rolesChangedMails, type NoticeConfig } from './notices.ts';

export interface RoleGrantDeps {
  database: Database;
  notices: NoticeConfig;
  adminIdentifiers: readonly string[];
  clock: () => Date;
}

const isSame = (a: RoleGrant, b: RoleGrant) => a.role === b.role && a.domainId === b.domainId;
const isIn = (grants: readonly RoleGrant[]) => (grant: RoleGrant) => grants.some((g) => isSame(g, grant));

/** Gives and takes roles. Only an admin of everything comes here, and never for themselves. */
export function createRoleGrants({ database, notices, adminIdentifiers, clock }: RoleGrantDeps) {
  return {
    /** Afterwards the member has these roles and no others. The other admins are mailed. */
    set: (id: string, version: number, { roles }: SetRoles, { memberId, requestId }: AdminActor) =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const member = await stores.members.hold(id);
        if (!member) throw new AppError('member.not_found');
        if (id === memberId) throw new AppError('auth.forbidden', { details: { reason: 'own_roles' } });
        if (member.version !== version) throw new AppError('request.precondition_failed');
        if (member.bannedAt !== null && roles.length > 0)
          throw new AppError('request.conflict', { details: { reason: 'banned' } });

        const domains = await stores.domains.listAll();
        const idOf = (name: string): string => {
          const id = domains.find((d) => d.name === name)?.id;
          if (!id) throw new AppError('domain.not_found');
          return id;
        };
        const wanted = roles.flatMap(({ role, domains: names }): RoleGrant[] =>
          names === null
            ? [{ role, domainId: null }]
            : [...new Set(names)].map((name) => ({ role, domainId: idOf(name) })),
        );
        const had = await stores.roles.list(id);
        const given = wanted.filter((grant) => !isIn(had)(grant));
        const taken = had.filter((grant) => !isIn(wanted)(grant));
        if (given.length === 0 && taken.length === 0) return;

        const before = await stores.roles.listNamed(id);
        const now = clock();
        await stores.roles.take(id, taken);
        await stores.roles.give(id, given, now);
        await stores.members.bumpVersion(id);
        const entry = (action: string, { role, domainId }: RoleGrant): NewAuditEntry => ({
          actor: { kind: 'admin', memberId },
          action,
          memberId: id,
          domainId,
          requestId,
          changes: { role: action === 'role.given' ? [null, role] : [role, null] },
        });
        await stores.audit.append([
          ...given.map((grant) => entry('role.given', grant)),
          ...taken.map((grant) => entry('role.taken', grant)),
        ]);
        const touched = [...given, ...taken].flatMap(({ domainId }) => domainId ?? []);
        const [actor, admins] = [
          await stores.members.find(memberId),
          await stores.roles.listAdmins(touched, adminIdentifiers),
        ];
        const after: Role[] = await stores.roles.listNamed(id);
        await stores.outbox.add(
          rolesChangedMails(
            { member, before, after, by: actor?.launchpadName ?? null },
            admins.filter((admin) => admin.id !== memberId),
            notices,
          ),
          now,
        );
      }),
  };
}

export type RoleGrants = ReturnType<typeof createRoleGrants>;
