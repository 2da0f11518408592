import type { FailureCode, LateFailureCode } from '../api/api-error.ts';

/** The source language: what the frame and the landing pages say. English is written, others follow its keys. */
export const en = {
  'app.name': 'Ubuntu addresses',
  'app.page_title': '{title} – Ubuntu addresses',
  'frame.skip': 'Skip to the content',
  'frame.site_navigation': 'Site',
  loading: 'Loading…',
  'notification.close': 'Close this message',
  'copy.done': 'Copied',
  'request_id.label': 'Request id:',
  'request_id.copy': 'Copy the request id',

  'banner.test': 'Test installation: sign-in is {provider}, not Ubuntu One.',
  'banner.offline': 'You are offline. This page goes on by itself once you are back.',

  'nav.addresses': 'My addresses',
  'nav.help': 'Help',
  'nav.privacy': 'Privacy',
  'nav.status': 'Status',

  'preferences.language': 'Language',
  'preferences.theme': 'Theme',
  'preferences.theme_system': 'As the system',
  'preferences.theme_light': 'Light',
  'preferences.theme_dark': 'Dark',

  'sign_in.short': 'Log in',
  'sign_in.button': 'Log in with Ubuntu One',
  'sign_in.title': 'Please log in',
  'sign_in.text':
    'This page is about you, so we need to know who you are. After that you come straight back here.',

  'home.title': 'Your Ubuntu address',
  'home.lead':
    'Ubuntu and its flavours give their members an e-mail address. Mail to it is forwarded to the mailbox you already have.',
  'home.choose': 'Choose your flavour',
  'home.card_address': 'you@{domain}',
  'home.none': 'No mail domain has a page here yet. Logging in works all the same.',

  'landing.title': 'Your @{domain} address',
  'landing.sentence':
    'Your <address/> address, for as long as you are {sound, select, vowel {an} other {a}} {title} member',
  'landing.lead': 'Log in once. If you are a member, your address is ready right away.',
  'landing.continue': 'Go to my addresses',

  'facts.who.title': 'Who gets one',
  'facts.who.team': 'Members of <team/> on Launchpad who have signed the Ubuntu Code of Conduct.',
  'facts.who.any':
    'Members of the Launchpad team of Ubuntu or of one of its flavours who have signed the Ubuntu Code of Conduct.',
  'facts.how.title': 'How it works',
  'facts.how.domain':
    'Your address is your Launchpad name at {domain}. Mail to it goes on to the e-mail address of your Ubuntu One account.',
  'facts.how.any':
    'Your address is your Launchpad name at the domain of your team. Mail to it goes on to the e-mail address of your Ubuntu One account.',
  'facts.kept.title': 'What we keep of your mail',
  'facts.kept.text':
    'Nothing: no message, and no record of who wrote to whom. <privacy>What we do keep</privacy>',

  'unknown.title': 'There is no page here',
  'unknown.text': 'The address may be mistyped, or the page has moved.',
  'unknown.home': 'To the start page',

  'notice.auth.assertion_invalid.title': 'We could not confirm your sign-in',
  'notice.auth.assertion_invalid.text':
    'The answer from Ubuntu One was incomplete, too old or used before. Please log in once more.',
  'notice.auth.cancelled.title': 'Sign-in was cancelled',
  'notice.auth.cancelled.text': 'Nothing was changed. You can log in whenever you like.',
  'notice.auth.profile_incomplete.title': 'Your e-mail address did not reach us',
  'notice.auth.profile_incomplete.text':
    'Ubuntu One passed on none. Log in again and leave it ticked, or choose a mailbox yourself where an address has none.',
  'notice.auth.provider_unavailable.title': 'Ubuntu One does not answer',
  'notice.auth.provider_unavailable.text':
    'Your addresses go on working. Please try to log in again in a few minutes.',
  'notice.auth.required.title': 'Please log in first',
  'notice.auth.required.text': 'That page is about you, so we need to know who you are.',
  'notice.launchpad.unavailable.title': 'We could not ask Launchpad',
  'notice.launchpad.unavailable.text':
    'You are signed in and nothing was changed. We go on asking; you see what we knew before.',
  'notice.member.left.title': 'Your account is deleted',
  'notice.member.left.text':
    'Mail to your addresses is refused from now on. Log in again whenever you like: they are kept for you.',
  'notice.request.rate_limited.title': 'Too many attempts',
  'notice.request.rate_limited.text': 'Please wait a minute before you log in again.',

  'problem.title': 'That did not work',
  'problem.retry': 'Try again',
  'problem.wait':
    '{count, plural, one {That was a little too often. Please try again in # second.} other {That was a little too often. Please try again in # seconds.}}',
  'problem.unreachable': 'No answer came. Check your connection and try again.',
  'problem.request.invalid': 'Something in this request cannot be right. Reload the page and try again.',
  'problem.request.not_found': 'What you are looking for is not here any more.',
  'problem.request.method_not_allowed': 'This page is out of date. Reload it and try again.',
  'problem.request.too_large': 'That is too much text. Please shorten it.',
  'problem.request.unsupported_media_type': 'This page is out of date. Reload it and try again.',
  'problem.request.csrf': 'The request did not come from this site. Reload the page and try again.',
  'problem.request.rate_limited': 'That was a little too often. Please wait a minute and try again.',
  'problem.request.precondition_required': 'This page is out of date. Reload it and try again.',
  'problem.request.precondition_failed':
    'It was changed elsewhere in the meantime. Look at the newest state and try again.',
  'problem.request.conflict': 'Something else is happening to this right now. Reload the page and try again.',
  'problem.request.idempotency_mismatch':
    'This was sent once already with other contents. Reload the page and try again.',
  'problem.auth.required': 'You are signed out. Please log in again.',
  'problem.auth.stale': 'For this, please log in once more: your sign-in is older than ten minutes.',
  'problem.auth.forbidden': 'This is not yours to see or to change.',
  'problem.auth.assertion_invalid': 'We could not confirm your sign-in. Please log in once more.',
  'problem.auth.cancelled': 'Sign-in was cancelled. You can log in whenever you like.',
  'problem.auth.profile_incomplete':
    'Your e-mail address did not reach us. Please log in again and leave it ticked.',
  'problem.auth.provider_unavailable': 'Ubuntu One does not answer. Please try again in a few minutes.',
  'problem.member.not_found': 'There is nobody like that here.',
  'problem.member.banned': 'An admin has stopped your use of this service. Ask your team about it.',
  'problem.member.account_unknown':
    'Launchpad does not know your account yet. Open Launchpad once while logged in.',
  'problem.member.account_invalid': 'Launchpad says that your account is not active.',
  'problem.member.coc_unsigned': 'Sign the Ubuntu Code of Conduct on Launchpad, then check again.',
  'problem.member.not_in_team': 'None of the teams that have addresses lists you as a member.',
  'problem.launchpad.unavailable':
    'Launchpad does not answer. Nothing was changed; try again in a few minutes.',
  'problem.launchpad.unexpected_response':
    'Launchpad answered with something that we do not understand. Nothing was changed; try again later.',
  'problem.store.unavailable': 'Our database does not answer. Please try again in a minute.',
  'problem.internal': 'Something went wrong on our side. Try again; if it stays, quote the request id.',
} satisfies Record<`problem.${Exclude<FailureCode, LateFailureCode>}`, string> & Record<string, string>;
