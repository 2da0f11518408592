import type { Member } from '@ubuntu-aliases/shared';

/** Somebody listed as admin by configuration has no role row. The API decides; this only hides what it would refuse. */
export function rightsOf(member: Member | null): 'everything' | 'own' | 'none' {
  if (!member?.isAdmin) return 'none';
  const admin = member.roles.filter(({ role }) => role === 'admin');
  if (member.roles.length === 0 || admin.some(({ domains }) => domains === null)) return 'everything';
  return admin.length > 0 ? 'own' : 'none';
}
