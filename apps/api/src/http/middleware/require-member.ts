import type { Context } from 'koa';
import { AppError, type Role } from '@ubuntu-aliases/shared';
import type { ErrorScope, SessionMember } from '@ubuntu-aliases/store';
import { currentSession } from '../auth/session.ts';

/** The member of this request with their roles, read from the database with the session (R7). */
export interface CurrentMember extends SessionMember {
  roles: Role[];
}

export function findMember(ctx: Context, adminIdentifiers: readonly string[]): CurrentMember | null {
  const session = currentSession(ctx);
  if (!session) return null;
  const member = session.member as SessionMember;
  const isListed = adminIdentifiers.includes(member.claimedIdentifier);
  const others = member.roles.filter((r) => r.role !== 'admin');
  return isListed ? { ...member, roles: [{ role: 'admin', domains: null }, ...others] } : member;
}

/** What a reader of admin pages may see: names of domains, or null for everything. Refused without a role. */
export function readScope(member: CurrentMember): ErrorScope {
  return scopeOf(member.roles);
}

/** What an admin may change; auditors read only. */
export function writeScope(member: CurrentMember): ErrorScope {
  return scopeOf(member.roles.filter((r) => r.role === 'admin'));
}

/** For what only an admin of everything may do. */
export function requireEverything(member: CurrentMember): null {
  if (writeScope(member) !== null) throw new AppError('auth.forbidden');
  return null;
}

function scopeOf(roles: readonly Role[]): ErrorScope {
  if (roles.length === 0) throw new AppError('auth.forbidden');
  if (roles.some((r) => r.domains === null)) return null;
  return [...new Set(roles.flatMap((r) => r.domains ?? []))];
}
