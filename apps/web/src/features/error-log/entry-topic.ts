import type { AppErrorCode } from '@ubuntu-aliases/shared/app-error';
import { isAppErrorCode } from '../../api/api-error.ts';

/** Codes that have the same explanation and remedy for an admin share a topic of the catalogue. */
const TOPICS = {
  'request.invalid': 'request',
  'request.not_found': 'request',
  'request.method_not_allowed': 'request',
  'request.too_large': 'request',
  'request.unsupported_media_type': 'request',
  'request.csrf': 'csrf',
  'request.rate_limited': 'rate_limited',
  'request.precondition_required': 'request',
  'request.precondition_failed': 'request',
  'request.conflict': 'request',
  'request.idempotency_mismatch': 'request',
  'auth.required': 'request',
  'auth.stale': 'request',
  'auth.forbidden': 'forbidden',
  'auth.assertion_invalid': 'assertion_invalid',
  'auth.cancelled': 'cancelled',
  'auth.profile_incomplete': 'profile_incomplete',
  'auth.provider_unavailable': 'provider_unavailable',
  'member.not_found': 'request',
  'member.banned': 'banned',
  'member.account_unknown': 'account_unknown',
  'member.account_invalid': 'account_invalid',
  'member.coc_unsigned': 'coc_unsigned',
  'member.not_in_team': 'not_in_team',
  'alias.not_found': 'request',
  'alias.suspended': 'suspended',
  'alias.taken': 'taken',
  'alias.unclaimed': 'unclaimed',
  'alias.name_reserved': 'name_unusable',
  'alias.name_invalid': 'name_unusable',
  'alias.recipient_invalid': 'recipient_invalid',
  'alias.recipient_loop': 'recipient_loop',
  'alias.recipient_unchanged': 'request',
  'alias.recipient_no_mail': 'recipient_invalid',
  'alias.recipient_limit': 'request',
  'alias.recipient_last': 'request',
  'recipient.not_found': 'request',
  'recipient_change.not_found': 'request',
  'recipient_change.proof_invalid': 'request',
  'recipient_change.closed': 'request',
  'recipient_change.expired': 'request',
  'recipient_change.blocked': 'request',
  'test_message.not_found': 'request',
  'session.not_found': 'request',
  'alias.limit_reached': 'limit_reached',
  'claim.not_found': 'request',
  'domain.not_found': 'request',
  'domain.unproven': 'unproven',
  'domain.record_wrong': 'record_wrong',
  'error_entry.not_found': 'request',
  'launchpad.unavailable': 'launchpad_unavailable',
  'launchpad.unexpected_response': 'launchpad_unexpected',
  'sync_run.not_found': 'request',
  'sync.roster_not_accepted': 'sync_stopped',
  'sync.approval_needed': 'sync_approval',
  'sync.failed': 'sync_failed',
  'sync.trickle_behind': 'sync_behind',
  'mail.delayed': 'mail_delayed',
  'mail.undeliverable': 'undeliverable',
  'store.unavailable': 'store_unavailable',
  internal: 'internal',
} as const satisfies Record<AppErrorCode, string>;

export type EntryTopic = (typeof TOPICS)[AppErrorCode] | 'other';

/** An API newer than this page may send a code that it does not know yet. */
export function topicOf(code: string): EntryTopic {
  return isAppErrorCode(code) ? TOPICS[code] : 'other';
}

/** Codes worth offering as a filter: those an entry is usually about. */
export const FILTER_CODES = (Object.keys(TOPICS) as AppErrorCode[]).filter(
  (code) => TOPICS[code] !== 'request',
);
