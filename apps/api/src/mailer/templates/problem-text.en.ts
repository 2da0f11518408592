import type { ProblemWords } from './problem-text.ts';

export const PROBLEMS_EN: ProblemWords = {
  'request.invalid': {
    title: 'Request not understood',
    hint: 'A program or page sent something malformed. If it comes from our own pages, report it as a bug.',
  },
  'request.not_found': {
    title: 'Page not found',
    hint: 'Look for an old link on your own pages; otherwise nothing needs doing.',
  },
  'request.method_not_allowed': {
    title: 'Request method not allowed',
    hint: 'A program uses the API wrongly; the API page lists what each path takes.',
  },
  'request.too_large': {
    title: 'Request too large',
    hint: 'Nothing needs doing unless a person reports trouble.',
  },
  'request.unsupported_media_type': {
    title: 'Request in an unknown format',
    hint: 'The API takes JSON; tell the author of the program if you know them.',
  },
  'request.csrf': {
    title: 'Request from another site refused',
    hint: 'If people report it, check that PUBLIC_URL is the origin they see and that the proxy keeps the Origin header.',
  },
  'request.rate_limited': {
    title: 'Too many requests',
    hint: 'If many people are hit at once, check TRUSTED_PROXIES: they may all look like one client.',
  },
  'request.precondition_required': {
    title: 'Change without a version',
    hint: 'A program changes things without If-Match; the API page says how.',
  },
  'request.precondition_failed': {
    title: 'Changed by somebody else meanwhile',
    hint: 'The person sees it and can try again; nothing needs doing.',
  },
  'request.conflict': {
    title: 'Not possible in the present state',
    hint: 'Reload and look at the current state before trying again.',
  },
  'request.idempotency_mismatch': {
    title: 'Idempotency-Key used twice',
    hint: 'A program used one key for two different requests. Its author should know.',
  },
  'auth.required': {
    title: 'Not signed in',
    hint: 'The person needs to log in again; nothing needs doing.',
  },
  'auth.stale': {
    title: 'Sign-in not fresh enough',
    hint: 'The person is asked to sign in once more. There is nothing to do.',
  },
  'auth.forbidden': {
    title: 'Not permitted',
    hint: 'Somebody asked for more than their role allows. If they should have it, an admin of everything can give the role.',
  },
  'auth.assertion_invalid': {
    title: 'Sign-in could not be verified',
    hint: 'The answer from Ubuntu One did not hold. If it happens often, check PUBLIC_URL, UBUNTU_SSO_URL and the clock of this machine.',
  },
  'auth.cancelled': {
    title: 'Sign-in cancelled',
    hint: 'The person pressed cancel at Ubuntu One; nothing needs doing.',
  },
  'auth.profile_incomplete': {
    title: 'Sign-in without the needed details',
    hint: 'The person did not share their e-mail at Ubuntu One; ask them to log in again and leave it ticked.',
  },
  'auth.provider_unavailable': {
    title: 'Ubuntu One did not answer',
    hint: 'Nobody can log in until it does; existing addresses keep working. Look at its status, then at our own network.',
  },
  'member.not_found': {
    title: 'Person not found',
    hint: 'They have left or never signed in here.',
  },
  'member.banned': {
    title: 'Banned person tried to get an address',
    hint: 'If the ban has served its purpose, an admin of everything can lift it.',
  },
  'member.account_unknown': {
    title: 'No Launchpad account',
    hint: 'The Ubuntu One account has no Launchpad account yet; the person can make one by logging in to Launchpad once.',
  },
  'member.account_invalid': {
    title: 'Launchpad account not valid',
    hint: 'It is deactivated or suspended; only the person and the Launchpad team can change that.',
  },
  'member.coc_unsigned': {
    title: 'Code of Conduct not signed',
    hint: 'The person needs to sign it on Launchpad and then check again.',
  },
  'member.not_in_team': {
    title: 'Not in a team',
    hint: 'Nothing needs doing, unless the person should be in the team: add them there.',
  },
  'alias.not_found': {
    title: 'Address not found',
    hint: 'Nothing needs doing unless the person says that it existed.',
  },
  'alias.suspended': {
    title: 'Address suspended',
    hint: 'It refuses mail until the person is entitled again or the hold is lifted.',
  },
  'alias.taken': {
    title: 'Address belongs to somebody else',
    hint: 'The name was used by another person before. Grant another local part, or free the address if that is certain.',
  },
  'alias.unclaimed': {
    title: 'Address of the service before waits for its owner',
    hint: 'A link went to the mailbox that it forwards to. Where that mailbox is lost, an admin of everything can claim the address for the person.',
  },
  'alias.name_reserved': {
    title: 'Launchpad name is reserved',
    hint: 'The name cannot be an address. Grant the person another local part.',
  },
  'alias.name_invalid': {
    title: 'Launchpad name cannot be an address',
    hint: 'Its characters or length do not fit. Grant the person another local part.',
  },
  'alias.recipient_invalid': {
    title: 'Recipient is not a mail address',
    hint: 'Ask the person to choose another recipient.',
  },
  'alias.recipient_loop': {
    title: 'Recipient would lead back here',
    hint: 'The recipient is on a domain of this service. Ask the person to choose one elsewhere.',
  },
  'alias.recipient_unchanged': {
    title: 'Recipient is the same as before',
    hint: 'There is nothing to do.',
  },
  'alias.recipient_no_mail': {
    title: 'Recipient’s domain takes no mail',
    hint: 'Ask the person to choose another recipient.',
  },
  'alias.recipient_limit': {
    title: 'Limit of recipients reached',
    hint: 'The number allowed is a setting of the domain.',
  },
  'alias.recipient_last': {
    title: 'Last recipient cannot be removed',
    hint: 'The person can replace it or pause the address.',
  },
  'recipient.not_found': {
    title: 'Recipient not found',
    hint: 'There is nothing to do.',
  },
  'recipient_change.not_found': {
    title: 'Change of recipient not found',
    hint: 'There is nothing to do.',
  },
  'recipient_change.proof_invalid': {
    title: 'Wrong link or code for a change of recipient',
    hint: 'Tries are limited to 15 a day. There is nothing to do.',
  },
  'recipient_change.closed': {
    title: 'Change of recipient was over',
    hint: 'There is nothing to do.',
  },
  'recipient_change.expired': {
    title: 'Link of a change of recipient too old',
    hint: 'The person can ask once more.',
  },
  'recipient_change.blocked': {
    title: 'Changes of recipient blocked for a day',
    hint: 'Somebody took a change back from the old mailbox. If the person did not ask for it, their Ubuntu One account may be in other hands.',
  },
  'test_message.not_found': {
    title: 'Test message not found',
    hint: 'There is nothing to do.',
  },
  'session.not_found': {
    title: 'Session not found',
    hint: 'There is nothing to do.',
  },
  'alias.limit_reached': {
    title: 'Limit of addresses reached',
    hint: 'One new address by rename is given in 90 days. Grant another by hand if it is needed sooner.',
  },
  'claim.not_found': {
    title: 'A link that cannot be used',
    hint: 'It was used, has expired, or is for another account. The person was told; nothing to do.',
  },
  'domain.not_found': {
    title: 'Domain not found',
    hint: 'Check the spelling, and that the domain is set up here.',
  },
  'domain.unproven': {
    title: 'Domain ownership not proven',
    hint: 'Publish the TXT record that the domain page shows; addresses are created after that.',
  },
  'domain.record_wrong': {
    title: 'A DNS record is missing or wrong',
    hint: 'The domain page shows what is expected and what is there. Mail is not stopped by it.',
  },
  'error_entry.not_found': {
    title: 'Error entry not found',
    hint: 'Nothing needs doing; it may concern a domain that is not yours.',
  },
  'launchpad.unavailable': {
    title: 'Launchpad did not answer',
    hint: 'Nothing was changed and nobody loses an address. It is asked again by itself; look at its status if this lasts.',
  },
  'launchpad.unexpected_response': {
    title: 'Launchpad answered something unexpected',
    hint: 'Nothing was changed. If it lasts, Launchpad may have changed: report it as a bug.',
  },
  'sync_run.not_found': {
    title: 'Unknown sync run',
    hint: 'Nothing needs doing. It may be a run of a domain that the person does not look after.',
  },
  'sync.roster_not_accepted': {
    title: 'Membership sync stopped',
    hint: 'Nothing was changed and nobody loses an address. The next run tries again; if the team really shrank, accept the roster on the sync page.',
  },
  'sync.approval_needed': {
    title: 'Removals wait for your approval',
    hint: 'So many addresses would end within a day that somebody has to look: read the plan on the sync page, then approve or reject it.',
  },
  'sync.failed': {
    title: 'Membership sync failed',
    hint: 'A fault of ours ended the run; nothing is half done. Details for engineers are on the error log.',
  },
  'sync.trickle_behind': {
    title: 'Daily checks are behind',
    hint: 'Not every member is verified once a day. Raise TRICKLE_PER_MINUTE, or look whether Launchpad answers.',
  },
  'mail.delayed': {
    title: 'Mail is waiting',
    hint: 'The mail server does not take mail now. It is tried again for three days. Check SMTP_URL.',
  },
  'mail.undeliverable': {
    title: 'Notification could not be delivered',
    hint: 'The mailbox refused it, or the mail server did. Check the address, then SMTP_URL and MAIL_FROM.',
  },
  'store.unavailable': {
    title: 'Database did not answer',
    hint: 'Check that PostgreSQL runs and takes connections. What was under way is tried again.',
  },
  internal: {
    title: 'Fault in this service',
    hint: 'The error log has the details for engineers; please report it as a bug.',
  },
};
