/** Every refusal and every fault has a code. Codes are stable; sentences are not. */
export const APP_ERROR_CODES = [
  'request.invalid',
  'request.not_found',
  'request.method_not_allowed',
  'request.too_large',
  'request.unsupported_media_type',
  'request.csrf',
  'request.rate_limited',
  'request.precondition_required',
  'request.precondition_failed',
  'request.conflict',
  'request.idempotency_mismatch',
  'auth.required',
  'auth.stale',
  'auth.forbidden',
  'auth.assertion_invalid',
  'auth.cancelled',
  'auth.profile_incomplete',
  'auth.provider_unavailable',
  'member.not_found',
  'member.banned',
  'member.account_unknown',
  'member.account_invalid',
  'member.coc_unsigned',
  'member.not_in_team',
  'alias.not_found',
  'alias.suspended',
  'alias.taken',
  'alias.unclaimed',
  'alias.name_reserved',
  'alias.name_invalid',
  'alias.recipient_invalid',
  'alias.recipient_loop',
  'alias.recipient_unchanged',
  'alias.recipient_no_mail',
  'alias.recipient_limit',
  'alias.recipient_last',
  'recipient.not_found',
  'recipient_change.not_found',
  'recipient_change.proof_invalid',
  'recipient_change.closed',
  'recipient_change.expired',
  'recipient_change.blocked',
  'test_message.not_found',
  'session.not_found',
  'alias.limit_reached',
  'claim.not_found',
  'domain.not_found',
  'domain.unproven',
  'domain.record_wrong',
  'error_entry.not_found',
  'launchpad.unavailable',
  'launchpad.unexpected_response',
  'sync_run.not_found',
  'sync.roster_not_accepted',
  'sync.approval_needed',
  'sync.failed',
  'sync.trickle_behind',
  'mail.delayed',
  'mail.undeliverable',
  'store.unavailable',
  'internal',
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export type AppErrorDetails = Record<string, unknown>;

/** A refusal or fault on its way to an edge; each edge maps the code to its own words. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  /** Values needed to explain it; shown to the caller, so never a secret. */
  readonly details: AppErrorDetails | undefined;

  constructor(
    code: AppErrorCode,
    options: { details?: AppErrorDetails; cause?: unknown; message?: string } = {},
  ) {
    super(options.message ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}
