import type { Database } from '@ubuntu-aliases/store';
import type { LaunchpadClient } from '../launchpad/index.ts';
import { createAdminAliasService } from './admin-aliases.ts';
import { createBans } from './bans.ts';
import { createGrantedAliases } from './granted-aliases.ts';
import { createMemberAdmin } from './member-admin.ts';
import type { MemberService } from './members.ts';
import type { NoticeConfig } from './notices.ts';
import { createOverview } from './overview.ts';
import { createRoleGrants } from './role-grants.ts';
import type { VerificationService } from './verification.ts';

export interface AdminServiceDeps {
  database: Database;
  members: MemberService;
  launchpad: LaunchpadClient;
  verification: VerificationService;
  notices: NoticeConfig;
  /** Admins of everything while the configuration lists them. */
  adminIdentifiers: readonly string[];
  /** `GRACE_DAYS`. */
  graceDays: number;
  clock: () => Date;
}

/** What admins do to members, put together once. */
export function createAdminServices(deps: AdminServiceDeps) {
  return {
    memberAdmin: createMemberAdmin(deps),
    bans: createBans(deps),
    roleGrants: createRoleGrants(deps),
    grantedAliases: createGrantedAliases(deps),
    adminAliases: createAdminAliasService(deps),
    audit: deps.database.audit,
    overview: createOverview(deps),
  };
}

export type AdminServices = ReturnType<typeof createAdminServices>;
