/** What the audit log records, as far as there are words for it here; anything else is shown as its code. */
export const ACTIONS = [
  'alias.created',
  'alias.restored',
  'alias.grace_begun',
  'alias.suspended',
  'alias.released',
  'alias.paused',
  'alias.resumed',
  'alias.held',
  'alias.unheld',
  'alias.freed',
  'alias.revealed',
  'alias.exported',
  'alias.imported',
  'alias.claimed',
  'recipient.added',
  'recipient.change_asked',
  'recipient.change_cancelled',
  'recipient.change_undone',
  'recipient.replaced',
  'recipient.removed',
  'member.checked',
  'member.banned',
  'member.unbanned',
  'member.revealed',
  'role.given',
  'role.taken',
  'sync_run.started',
  'sync_run.approved',
  'sync_run.rejected',
  'sync_run.roster_accepted',
  'error.updated',
  'error.retried',
] as const;

export type KnownAction = (typeof ACTIONS)[number];

export function isKnownAction(action: string): action is KnownAction {
  return (ACTIONS as readonly string[]).includes(action);
}
