import type { AppError, AppErrorCode, Problem } from '@ubuntu-aliases/shared';

interface ProblemKind {
  status: number;
  title: string;
  detail: string;
}

/** Every code has an answer, or this does not compile. Sentences may change, codes do not. */
export const PROBLEMS: Record<AppErrorCode, ProblemKind> = {
  'request.invalid': { status: 400, title: 'Invalid request', detail: 'Some of what was sent is not in the expected form.' },
  'request.not_found': { status: 404, title: 'Not found', detail: 'There is nothing at this path.' },
  'request.method_not_allowed': { status: 405, title: 'Method not allowed', detail: 'This path does not answer to that method.' },
  'request.too_large': { status: 413, title: 'Too large', detail: 'The request body is larger than this service takes.' },
  'request.unsupported_media_type': { status: 415, title: 'Unsupported media type', detail: 'Send JSON, as application/json.' },
  'request.csrf': { status: 403, title: 'Request from elsewhere', detail: 'A change with a cookie is taken only from the pages of this service.' },
  'request.rate_limited': { status: 429, title: 'Too many requests', detail: 'Wait as long as Retry-After says.' },
  'request.precondition_required': { status: 428, title: 'If-Match is missing', detail: 'Send the ETag of what you read, so that nothing is overwritten unseen.' },
  'request.precondition_failed': { status: 412, title: 'It has changed', detail: 'Somebody changed it since you read it. Read it again.' },
  'request.conflict': { status: 409, title: 'Conflict', detail: 'It is not in a state in which this can be done.' },
  'request.idempotency_mismatch': { status: 422, title: 'Key used for something else', detail: 'This Idempotency-Key was sent with another request before. Use a new one.' },
  'auth.required': { status: 401, title: 'Not signed in', detail: 'Log in with Ubuntu One first.' },
  'auth.stale': { status: 403, title: 'Sign in again', detail: 'This needs a sign-in less than ten minutes old.' },
  'auth.forbidden': { status: 403, title: 'Not allowed', detail: 'This needs a role that you do not have.' },
  'auth.assertion_invalid': { status: 400, title: 'Sign-in refused', detail: 'The answer that came back does not belong to a sign-in of this browser.' },
  'auth.cancelled': { status: 400, title: 'Sign-in cancelled', detail: 'Nothing was changed.' },
  'auth.profile_incomplete': { status: 400, title: 'No e-mail came back', detail: 'The sign-in did not pass on an e-mail address.' },
  'auth.provider_unavailable': { status: 502, title: 'Ubuntu One did not answer', detail: 'You are not signed in, because Ubuntu One could not confirm your sign-in. Nothing was changed.' },
  'member.not_found': { status: 404, title: 'Not found', detail: 'There is no such person.' },
  'member.banned': { status: 403, title: 'Banned', detail: 'An admin has banned this account from the service.' },
  'member.account_unknown': { status: 403, title: 'No Launchpad account', detail: 'Launchpad knows no account for this Ubuntu One identity.' },
  'member.account_invalid': { status: 403, title: 'Launchpad account not valid', detail: 'The Launchpad account is not active, or has no preferred e-mail address.' },
  'member.coc_unsigned': { status: 403, title: 'Code of Conduct not signed', detail: 'The Ubuntu Code of Conduct is not signed on Launchpad.' },
  'member.not_in_team': { status: 403, title: 'Not in a team', detail: 'No team with addresses lists this person.' },
  'alias.not_found': { status: 404, title: 'Not found', detail: 'There is no such address of yours.' },
  'alias.suspended': { status: 409, title: 'Suspended', detail: 'This address refuses mail.' },
  'alias.taken': { status: 409, title: 'Address taken', detail: 'The address belongs to somebody else.' },
  'alias.unclaimed': { status: 409, title: 'Address waits for its owner', detail: 'The address comes from the service before. A link to take it over went to the mailbox that it forwards to.' },
  'alias.name_reserved': { status: 422, title: 'Name reserved', detail: 'The Launchpad name is reserved and cannot be an address.' },
  'alias.name_invalid': { status: 422, title: 'Name cannot be an address', detail: 'The Launchpad name cannot be the local part of an address.' },
  'alias.recipient_invalid': { status: 422, title: 'Not an address', detail: 'Mail cannot be forwarded there.' },
  'alias.recipient_loop': { status: 422, title: 'A loop', detail: 'Mail cannot be forwarded to an address of this service.' },
  'alias.recipient_unchanged': { status: 422, title: 'Same as now', detail: 'Mail goes there already.' },
  'alias.recipient_no_mail': { status: 422, title: 'That domain takes no mail', detail: 'Its DNS says that mail is not received there.' },
  'alias.recipient_limit': { status: 422, title: 'No more recipients', detail: 'This address has as many recipients as its domain allows.' },
  'alias.recipient_last': { status: 409, title: 'The last recipient', detail: 'The last confirmed recipient can be replaced, not removed.' },
  'recipient.not_found': { status: 404, title: 'Not found', detail: 'There is no such recipient.' },
  'recipient_change.not_found': { status: 404, title: 'Not found', detail: 'There is no such change.' },
  'recipient_change.proof_invalid': { status: 403, title: 'Wrong link or code', detail: 'The token or the code does not belong to this change.' },
  'recipient_change.closed': { status: 409, title: 'Over already', detail: 'This change was confirmed, taken back or replaced before.' },
  'recipient_change.expired': { status: 410, title: 'Too late', detail: 'The time for this has passed.' },
  'recipient_change.blocked': { status: 409, title: 'Blocked for a day', detail: 'A change was taken back from the old mailbox, so no new one can be asked for yet.' },
  'test_message.not_found': { status: 404, title: 'Not found', detail: 'There is no such test message.' },
  'session.not_found': { status: 404, title: 'Not found', detail: 'There is no such session.' },
  'alias.limit_reached': { status: 422, title: 'Limit reached', detail: 'One new address by rename in 90 days.' },
  'claim.not_found': { status: 404, title: 'Link not usable', detail: 'The link was used, has expired, or is for another account.' },
  'domain.not_found': { status: 404, title: 'Not found', detail: 'There is no such domain.' },
  'domain.unproven': { status: 409, title: 'Domain not proven', detail: 'The domain is not proven yet.' },
  'domain.record_wrong': { status: 409, title: 'DNS record wrong', detail: 'A DNS record of the domain is missing or is not as it should be. Mail goes on.' },
  'error_entry.not_found': { status: 404, title: 'Not found', detail: 'There is no such entry.' },
  'launchpad.unavailable': { status: 503, title: 'Launchpad did not answer', detail: 'Nothing was changed. It will be asked again.' },
  'launchpad.unexpected_response': { status: 502, title: 'Launchpad answered something unexpected', detail: 'Nothing was changed. It will be asked again.' },
  'sync_run.not_found': { status: 404, title: 'Not found', detail: 'There is no such run.' },
  'sync.roster_not_accepted': { status: 502, title: 'Roster not accepted', detail: 'A team could not be read as a whole. Nothing was changed.' },
  'sync.approval_needed': { status: 409, title: 'Approval needed', detail: 'So many addresses would end that an admin has to approve it.' },
  'sync.failed': { status: 500, title: 'Sync failed', detail: 'A run of the membership sync ended by a fault of ours.' },
  'sync.trickle_behind': { status: 503, title: 'Checks are behind', detail: 'Not every member can be verified once a day at the rate that is set.' },
  'mail.delayed': { status: 502, title: 'Mail is waiting', detail: 'The mail server does not take notifications now. They are tried again.' },
  'mail.undeliverable': { status: 502, title: 'Mail not taken', detail: 'The mail server refused a notification for good.' },
  'store.unavailable': { status: 503, title: 'Database unreachable', detail: 'Try again in a moment.' },
  internal: { status: 500, title: 'Something went wrong', detail: 'It has been recorded. Quote the request id if you ask about it.' },
}; // prettier-ignore

/** The answer for an error; anything that is not ours is `internal` and says nothing of its inside. */
export function toProblem(error: AppError, requestId: string): Problem {
  const { status, title, detail } = PROBLEMS[error.code];
  return {
    type: `/help#${error.code}`,
    title,
    status,
    detail,
    code: error.code,
    ...(error.details && { details: error.details }),
    requestId,
  };
}
