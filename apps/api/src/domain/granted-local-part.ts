import { isLocalPart, isReservedLocalPart, type AppErrorCode } from '@ubuntu-aliases/shared';

/** Simpler than what mail allows: a part that people can read to each other, and no plus, which divides. */
const PLAIN = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

/** Why an admin cannot grant this local part, whoever it is for; null when nothing in it stands against it. */
export function grantProblem(localPart: string): Extract<AppErrorCode, `alias.name_${string}`> | null {
  if (isReservedLocalPart(localPart)) return 'alias.name_reserved';
  return PLAIN.test(localPart) && isLocalPart(localPart) ? null : 'alias.name_invalid';
}
