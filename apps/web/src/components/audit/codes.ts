import type { SyncRunState } from '@ubuntu-aliases/shared';

/** Fields and values of the audit log, as far as there are words for them; anything else is shown as its code. */
export const FIELDS = [
  'entitlement',
  'reason',
  'reply',
  'until',
  'by',
  'banned',
  'held',
  'role',
  'owner',
  'origin',
  'run',
  'mode',
  'state',
  'note',
  'proof',
  'kind',
  'retired',
  'team',
  'accent',
  'newAddressNotice',
  'title',
  'landingPath',
  'adminContacts',
  'recipients',
  'rows',
  'settings.graceDays',
  'settings.brake',
  'settings.removalNotice',
  'settings.maxRecipients',
  'settings.landingText',
  'settings.sealsArc',
  'settings.rewritesFrom',
] as const;
export type AuditField = (typeof FIELDS)[number];
export const isKnownField = (field: string): field is AuditField =>
  (FIELDS as readonly string[]).includes(field);

/** All of them, or it does not compile; only the type comes from there, as the schemas beside it are large. */
const RUN_STATES: Record<SyncRunState, true> = {
  queued: true,
  reading: true,
  planned: true,
  applying: true,
  applied: true,
  needs_approval: true,
  rejected: true,
  superseded: true,
  stopped: true,
  failed: true,
};

const VALUES = [
  'yes',
  'no',
  'true',
  'false',
  'entitled',
  'grace',
  'suspended',
  'released',
  'left_team',
  'not_valid',
  'coc_unsigned',
  'domain_retired',
  'left',
  'temporary',
  'permanent',
  'end_date',
  'signed_email',
  'mailbox',
  'identifier',
  'admin',
  'auditor',
  'provisioned',
  'renamed',
  'granted',
  'imported',
  'apply',
  'plan',
  'open',
  'acknowledged',
  'resolved',
  'changed',
  'by_hand',
  'record',
  'addresses',
  'add',
  'replace',
  'remove',
  'at_once',
  'daily',
  'none',
] as const;
export type AuditValue = (typeof VALUES)[number] | SyncRunState;
export const isKnownValue = (value: string): value is AuditValue =>
  (VALUES as readonly string[]).includes(value) || Object.hasOwn(RUN_STATES, value);

/** These hold what somebody typed, never a code, even where it looks like one. */
export const TYPED: readonly string[] = ['team', 'accent', 'landingPath'];
