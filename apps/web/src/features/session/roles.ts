import type { Member } from '@ubuntu-aliases/shared';

/** Only what is drawn; the API decides by itself. Auditors read. */
export function isAdminOfEverything(member: Member | null): boolean {
  if (!member?.isAdmin) return false;
  return (
    member.roles.length === 0 ||
    member.roles.some(({ role, domains }) => role === 'admin' && domains === null)
  );
}

export function canAdminister(member: Member | null, domain: string): boolean {
  if (isAdminOfEverything(member)) return true;
  return member?.roles.some(({ role, domains }) => role === 'admin' && domains?.includes(domain)) ?? false;
}

export function canAdministerAny(member: Member | null): boolean {
  return isAdminOfEverything(member) || (member?.roles.some(({ role }) => role === 'admin') ?? false);
}
