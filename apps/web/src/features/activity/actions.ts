/** Actions of the audit log that have words of their own here; anything newer is told by its code. */
const ACTIONS = [
  'alias.created',
  'alias.restored',
  'alias.claimed',
  'alias.imported',
  'alias.grace_begun',
  'alias.grace_extended',
  'alias.suspended',
  'alias.held',
  'alias.unheld',
  'alias.paused',
  'alias.resumed',
  'alias.released',
  'alias.revealed',
  'alias.test_sent',
  'alias.counting_on',
  'alias.counting_off',
  'recipient.change_asked',
  'recipient.replaced',
  'recipient.added',
  'recipient.removed',
  'recipient.change_cancelled',
  'recipient.change_undone',
  'recipient.failing',
  'recipient.recovered',
  'member.banned',
  'member.unbanned',
  'member.checked',
  'member.revealed',
  'member.updated',
  'member.exported',
  'role.given',
  'role.taken',
  'session.ended',
] as const;
export type Action = (typeof ACTIONS)[number];

export function toAction(code: string): Action | null {
  return ACTIONS.find((action) => action === code) ?? null;
}
