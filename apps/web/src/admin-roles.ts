import type { Member } from '@ubuntu-aliases/shared';

/** Auditors read. Somebody listed as admin by configuration has no role row and may do everything. */
export function canChange(member: Member | null): boolean {
  if (!member?.isAdmin) return false;
  return member.roles.length === 0 || member.roles.some(({ role }) => role === 'admin');
}

/** Bans and roles are for admins of everything. */
export function canChangeEverything(member: Member | null): boolean {
  return canChange(member) && (member?.roles ?? []).some((r) => r.role === 'admin' && r.domains === null);
}
