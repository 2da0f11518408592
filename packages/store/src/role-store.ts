import type { Role } from '@ubuntu-aliases/shared';
import type { Db } from './database.ts';
import { newId } from './id.ts';
import { rolesOf } from './request-reads.ts';

export interface RoleGrant {
  role: Role['role'];
  /** Null: everything. */
  domainId: string | null;
}

export function createRoleStore(db: Db) {
  return {
    async list(memberId: string): Promise<RoleGrant[]> {
      return db.roleGrant.findMany({ where: { memberId }, select: { role: true, domainId: true } });
    },

    async listNamed(memberId: string): Promise<Role[]> {
      const rows = await db.roleGrant.findMany({
        where: { memberId },
        select: { role: true, domain: { select: { name: true } } },
      });
      return rolesOf(rows.map(({ role, domain }) => ({ role, domain: domain?.name ?? null })));
    },

    async give(memberId: string, grants: RoleGrant[], now: Date): Promise<void> {
      if (grants.length === 0) return;
      await db.roleGrant.createMany({
        data: grants.map((grant) => ({ id: newId(), memberId, ...grant, createdAt: now })),
        skipDuplicates: true,
      });
    },

    async take(memberId: string, grants: RoleGrant[]): Promise<void> {
      for (const grant of grants) await db.roleGrant.deleteMany({ where: { memberId, ...grant } });
    },

    /** Admins of everything, by grant or by `identifiers`, and those of any of these domains. */
    listAdmins: (domainIds: readonly string[], identifiers: readonly string[]) =>
      db.member.findMany({
        where: {
          bannedAt: null,
          OR: [
            { claimedIdentifier: { in: [...identifiers] } },
            {
              roles: {
                some: { role: 'admin', OR: [{ domainId: null }, { domainId: { in: [...domainIds] } }] },
              },
            },
          ],
        },
        select: { id: true, email: true, locale: true },
        orderBy: { id: 'asc' },
      }),
  };
}

export type RoleStore = ReturnType<typeof createRoleStore>;
