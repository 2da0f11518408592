import type { LateFailureCode } from '../../../api/api-error.ts';

/** What the pages behind the landing pages say. */
export const texts = {
  load_more: 'Load more',
  sign_out: 'Log out',

  'frame.navigation': 'Main',
  'frame.open_menu': 'Menu',
  'frame.close_menu': 'Close the menu',
  'nav.activity': 'Activity',
  'nav.eligibility': 'Eligibility',
  'nav.account': 'Account',
  'nav.admin': 'Administration',
  'nav.overview': 'Overview',
  'nav.errors': 'Errors',
  'nav.admin_addresses': 'Addresses',
  'nav.sync': 'Sync',
  'nav.audit': 'Audit',
  'nav.domains': 'Domains',
  'nav.members': 'Members',

  'dialog.close': 'Close',
  'dialog.cancel': 'Cancel',
  'dialog.offline': 'You are offline. This goes on by itself once you are back.',

  'forbidden.title': 'This page is for admins',
  'forbidden.text': 'Your account has no role that opens it. Your own addresses are where they always are.',
  'forbidden.back': 'To my addresses',

  'addresses.title': 'My addresses',
  'addresses.help': 'What you have, where it goes, and whether anything needs doing.',
  'addresses.address': 'Address',
  'addresses.state': 'State',
  'addresses.goes_to': 'Goes to',
  'addresses.since': 'Since',
  'addresses.copy': 'Copy {address}',
  'addresses.empty.pending.title': 'No address yet',
  'addresses.empty.pending.text':
    'We could not ask Launchpad about you so far. As soon as it answers, your address appears here.',
  'addresses.empty.not_eligible.title': 'No address yet',
  'addresses.empty.not_eligible.text':
    'At least one rule is not met so far. The next page shows which one and what you can do about it.',
  'addresses.empty.name_unusable.title': 'Your Launchpad name cannot be an address',
  'addresses.empty.name_unusable.text':
    'You are eligible, but your name is reserved or has a form that mail does not allow. The admins know and can give you another one.',
  'addresses.empty.being_made.title': 'Your address is on its way',
  'addresses.empty.being_made.text':
    'All rules are met. If nothing appears here within a few minutes, check again.',
  'addresses.empty.action': 'See my eligibility',

  'alias.state.active': 'Active',
  'alias.state.paused': 'Paused',
  'alias.state.grace': 'Grace period',
  'alias.state.suspended': 'Suspended',
  'alias.state.released': 'Released',
  'alias.meaning.active': 'Mail is forwarded.',
  'alias.meaning.no_recipient': 'There is no mailbox to forward to yet.',
  'alias.meaning.paused': 'You paused it.',
  'alias.meaning.grace': 'Mail is still forwarded.',
  'alias.meaning.grace_until': 'Mail is forwarded until {date}.',
  'alias.meaning.suspended': 'Mail is refused.',
  'alias.meaning.released': 'It is yours no longer; nobody else gets it.',
  'alias.reason.left_team': 'Mail is refused: you are no longer in the team.',
  'alias.reason.not_valid': 'Mail is refused: your Launchpad account is not active.',
  'alias.reason.coc_unsigned': 'Mail is refused: the Code of Conduct is not signed.',
  'alias.reason.banned': 'Mail is refused: an admin has stopped your use of this service.',
  'alias.reason.domain_retired': 'Mail is refused: this domain is no longer in use.',
  'alias.reason.held': 'Mail is refused: an admin holds this address.',
  'recipient.none': 'Nowhere yet',
  'recipient.pending': 'Waiting for confirmation',
  'recipient.failing': 'Does not accept mail',

  'trouble.title':
    '{count, plural, one {One address needs your attention} other {# addresses need your attention}}',
  'trouble.suspended.left_team':
    'Mail to <address/> is refused, since Launchpad no longer lists you in its team. Your settings are kept for when you are back.',
  'trouble.suspended.not_valid':
    'Mail to <address/> is refused, since your Launchpad account is not active. Your settings are kept.',
  'trouble.suspended.coc_unsigned':
    'Mail to <address/> is refused until the Ubuntu Code of Conduct is signed. Your settings are kept.',
  'trouble.suspended.banned':
    'Mail to <address/> is refused, since an admin has stopped your use of this service. Ask your team about it.',
  'trouble.suspended.domain_retired':
    'Mail to <address/> is refused, since its domain is no longer in use. Your settings are kept.',
  'trouble.suspended.held':
    'Mail to <address/> is refused while an admin holds the address. Ask your team about it; only an admin can lift it.',
  'trouble.no_recipient':
    'Mail to <address/> has nowhere to go. Choose a mailbox that you have, outside our own domains.',
  'trouble.failing':
    '<recipient/> does not accept the mail that we forward from <address/>. Check that mailbox, or choose another one.',
  'trouble.grace':
    'Launchpad no longer lists you as entitled to <address/>. Mail is forwarded until {date}; coming back before that keeps everything as it is.',
  'trouble.grace_open':
    'Launchpad no longer lists you as entitled to <address/>. Mail is still forwarded for now; coming back keeps everything as it is.',
  'remedy.sign_coc': 'Sign the Code of Conduct on Launchpad',
  'remedy.launchpad': 'Open Launchpad and log in',
  'remedy.help': 'Read the help',
  'remedy.eligibility': 'See my eligibility',

  'steps.title': 'First steps',
  'steps.verified': 'Verification by Launchpad',
  'steps.ready': 'Your address',
  'steps.done': '(done)',
  'steps.to_do': '(not yet)',
  'steps.dismiss': 'Got it',

  'eligibility.title': 'Eligibility',
  'eligibility.help': 'What decides whether you have an address, as Launchpad tells it.',
  'eligibility.check_again': 'Check again',
  'eligibility.checking': 'Asking Launchpad…',
  'eligibility.result.yes': 'Checked just now: you are eligible.',
  'eligibility.result.no': 'Checked just now: at least one rule is not met yet.',
  'eligibility.result.pending': 'Launchpad did not answer in time. We go on asking; nothing was changed.',
  'eligibility.verdict.yes': 'You meet all five rules.',
  'eligibility.verdict.no': 'At least one rule is not met yet.',
  'eligibility.verdict.unknown': 'We do not know yet whether you meet the rules.',
  'eligibility.pending.title': 'We could not ask Launchpad',
  'eligibility.pending.never': 'Your check is waiting for an answer. Nothing was decided about you so far.',
  'eligibility.pending.older':
    'Your check is waiting for an answer. Until then you see what Launchpad said last.',
  'eligibility.never_checked': 'Never checked so far',
  'eligibility.checked_label': 'Checked',
  'eligibility.name_label': 'Launchpad name',
  'eligibility.rules': 'Rules',
  'eligibility.domains': 'Mail domains',
  'eligibility.team': 'Team ~{team}',

  'rule_state.ok': 'Yes',
  'rule_state.failed': 'No',
  'rule_state.unknown': 'Not known yet',
  'rule.not_banned': 'You may use this service',
  'rule.not_banned.ok': 'Nothing stands against it.',
  'rule.not_banned.failed': 'An admin has stopped your use of this service. Ask your team about it.',
  'rule.not_banned.unknown': 'Not looked at yet.',
  'rule.account_known': 'Launchpad knows your account',
  'rule.account_known.ok': 'Launchpad has an account for your Ubuntu One identity.',
  'rule.account_known.failed':
    'Launchpad has no account for your Ubuntu One identity. Log in to Launchpad once, then check again.',
  'rule.account_known.unknown': 'We could not ask Launchpad.',
  'rule.account_valid': 'Your Launchpad account is active',
  'rule.account_valid.ok': 'Launchpad says that it is active.',
  'rule.account_valid.failed':
    'Launchpad says that it is deactivated, suspended or without a preferred e-mail address. Put that right there, then check again.',
  'rule.account_valid.unknown': 'Launchpad could not be asked, or does not know the account.',
  'rule.coc_signed': 'The Ubuntu Code of Conduct is signed',
  'rule.coc_signed.ok': 'Launchpad says that you signed it.',
  'rule.coc_signed.failed': 'Launchpad says that you have not signed it. Sign it there, then check again.',
  'rule.coc_signed.unknown': 'Launchpad could not be asked, or does not know the account.',
  'rule.in_team': 'You are a member of a team that has addresses',
  'rule.in_team.ok': 'Launchpad lists you in at least one of the teams below.',
  'rule.in_team.failed':
    'Launchpad lists you in none of the teams below. How to join is on the page of each team.',
  'rule.in_team.unknown': 'Launchpad could not be asked, or does not know the account.',

  'domain_state.ok': 'You may have an address',
  'domain_state.failed': 'No address',
  'domain_state.unknown': 'Not known yet',
  'domain_text.ok': 'Launchpad lists you in its team.',
  'domain_text.failed': 'A rule is not met.',
  'domain_text.unknown': 'We could not ask Launchpad.',
  'domain_reason.banned': 'An admin has stopped your use of this service.',
  'domain_reason.account_unknown': 'Launchpad does not know your account.',
  'domain_reason.account_invalid': 'Your Launchpad account is not active.',
  'domain_reason.coc_unsigned': 'The Code of Conduct is not signed.',
  'domain_reason.not_in_team': 'Launchpad does not list you in its team.',
  'domain_reason.name_unusable':
    'Your Launchpad name cannot be an address. The admins know and can give you another one.',
  'domain_reason.name_taken':
    'The address of your Launchpad name belongs to somebody else. The admins know and can give you another one.',
  'domain_reason.rename_limit':
    'You got an address by a new name within the last 90 days. The next one has to wait; the ones that you have stay.',
  'domain_reason.domain_unproven': 'The domain is not set up yet; your address follows when it is.',

  'status.title': 'Status',
  'status.launchpad': 'Launchpad',
  'status.launchpad.ok': 'Answers',
  'status.launchpad.ok.text': 'New members and changes are seen as usual.',
  'status.launchpad.unavailable': 'Does not answer',
  'status.launchpad.unavailable.text':
    'Mail goes on, and nobody loses an address because of it. New members and changes have to wait.',
  'status.launchpad.unknown': 'Not asked yet',
  'status.launchpad.unknown.text': 'It is asked when somebody logs in.',
  'status.checked_label': 'Last asked',
  'status.mail': 'Our mails',
  'status.mail.ok': 'On time',
  'status.mail.ok.text': 'The mails that this service itself sends leave as usual.',
  'status.mail.delayed': 'Delayed',
  'status.mail.delayed.text': 'The mails that this service itself sends are waiting. None is lost.',
  'status.version': 'Version',

  'privacy.title': 'Privacy',
  'privacy.lead': 'This is the whole list. What is not on it is not kept.',
  'privacy.kept': 'What we keep about a person',
  'privacy.kept.identity': 'Who you are',
  'privacy.kept.identity.text':
    'Your Ubuntu One identifier, your Launchpad name, your display name and your e-mail address, as they came with your sign-in.',
  'privacy.kept.language': 'Language and time zone',
  'privacy.kept.language.text': 'As you chose them, for pages and mails.',
  'privacy.kept.check': 'The last answer from Launchpad',
  'privacy.kept.check.text':
    'Whether your account is active, whether the Code of Conduct is signed, and which of our teams list you. No other team.',
  'privacy.kept.addresses': 'Your addresses',
  'privacy.kept.addresses.text':
    'The addresses you have, their state, and where each one is forwarded. A new mailbox that you asked for, with what we need to prove it and to undo it.',
  'privacy.kept.counts': 'How much mail an address has',
  'privacy.kept.counts.text':
    'Two numbers for each day, forwarded and refused, for 90 days, unless you stop it. Nothing says from whom.',
  'privacy.kept.export': 'A file with your data',
  'privacy.kept.export.text':
    'If you asked for one that takes a while to make: for seven days, for you alone.',
  'privacy.kept.sessions': 'Sessions',
  'privacy.kept.sessions.text':
    'For each: the name of the browser, when it was first and when it was last used.',
  'privacy.kept.attempts': 'Sign-in attempts',
  'privacy.kept.attempts.text': 'One that has begun and is not finished, for ten minutes.',
  'privacy.kept.problems': 'Log of problems',
  'privacy.kept.problems.text':
    'What went wrong, how often, and for whom. Admins see it. E-mail addresses are masked there until an admin reveals one, and revealing is recorded.',
  'privacy.kept.audit': 'Log of changes',
  'privacy.kept.audit.text': 'Who changed what and when, with ids and codes only: no names, no addresses.',
  'privacy.kept.mails': 'Mails waiting to be sent',
  'privacy.kept.mails.text':
    'The mails that this service itself writes to you. Each is deleted once it is sent.',
  'privacy.kept.limits': 'Counters against abuse',
  'privacy.kept.limits.text':
    'How often something was asked lately, under a hash of the network address. The network address itself is not kept.',
  'privacy.not_kept': 'What we do not keep',
  'privacy.not_kept.messages': 'Messages: they pass through memory and leave no copy.',
  'privacy.not_kept.traffic': 'Who wrote to whom: no log, table or statistic says so.',
  'privacy.not_kept.passwords': 'Passwords: you give yours to Ubuntu One, never to us.',
  'privacy.not_kept.tracking': 'Tracking: nothing follows you, here or in our mails.',
  'privacy.not_kept.third_parties': 'Anything of third parties: these pages load nothing from anywhere else.',
  'privacy.cookies': 'Cookies',
  'privacy.cookies.text':
    'One for your session, and one for ten minutes while you sign in. Your choice of language and theme stays in your browser.',

  'help.title': 'Help',
  'help.who': 'Who gets an address?',
  'help.who.text':
    'Whoever is in the Launchpad team of a mail domain, has an active Launchpad account and has signed the <coc>Ubuntu Code of Conduct</coc>. Your <eligibility>eligibility page</eligibility> shows how it stands for you.',
  'help.start': 'What do I have to do?',
  'help.start.text': 'Log in with Ubuntu One. If all rules are met, your address exists a moment later.',
  'help.name': 'Why is my address what it is?',
  'help.name.text':
    'It is your Launchpad name at the domain. Some names are reserved or not possible in mail; the admins can then give you another one.',
  'help.coc': 'I signed the Code of Conduct and it still says no.',
  'help.coc.text':
    'Open the <eligibility>eligibility page</eligibility> and press Check again: we then ask Launchpad afresh.',
  'help.waiting': 'It says that Launchpad could not be asked.',
  'help.waiting.text':
    'Launchpad does not answer at the moment. Nothing is taken from you because of that, and we go on asking. The <status>status page</status> shows whether it is back.',
  'help.send': 'Can I send mail from my address?',
  'help.send.text':
    'This service only forwards what comes in. Add the address to your usual mailbox as another sender; how that works is up to your mail provider.',
  'help.mailbox': 'Where does my mail go?',
  'help.mailbox.text':
    'To the e-mail address that <ubuntuone>Ubuntu One</ubuntuone> gave us when your address was made, until you choose another mailbox on <addresses>My addresses</addresses>. It cannot be at one of our own domains, since mail would run in a circle.',
  'help.leave': 'What happens when I leave the team?',
  'help.leave.text':
    'A grace period begins: mail is still forwarded and we write to you. After it the address refuses mail. It is never given to anybody else, and coming back restores it.',
  'help.rename': 'I changed my Launchpad name.',
  'help.rename.text': 'Your new address is added at the next check. The old one goes on for a grace period.',
  'help.wrong': 'Something is wrong.',
  'help.wrong.text':
    'Every message about an error has a request id. Quote it to the admins of your team; with it they can find out what happened.',

  'problem.alias.not_found': 'There is no such address among yours.',
  'problem.alias.suspended': 'This address is suspended and refuses mail.',
  'problem.alias.taken': 'This address belongs to somebody else.',
  'problem.alias.unclaimed': 'This address waits for its owner.',
  'problem.alias.name_reserved': 'This name is reserved and cannot be an address.',
  'problem.alias.name_invalid': 'This name cannot be an address.',
  'problem.alias.recipient_invalid': 'Mail cannot be forwarded there. Check the address for typing mistakes.',
  'problem.alias.recipient_loop': 'Mail would run in a circle. Choose a mailbox outside our own domains.',
  'problem.alias.recipient_unchanged': 'Mail goes there already.',
  'problem.alias.recipient_no_mail': 'That domain takes no mail. Check the address for typing mistakes.',
  'problem.alias.recipient_limit': 'This address has as many recipients as it may have. Replace one of them.',
  'problem.alias.recipient_last':
    'The last recipient cannot be removed, only replaced. To stop mail for a while, pause the address.',
  'problem.recipient.not_found': 'This recipient is not there any more. Reload the page.',
  'problem.recipient_change.not_found':
    'There is no such change. Perhaps the link was cut off: copy the whole of it.',
  'problem.recipient_change.proof_invalid':
    'The link or the code is not right. Use those of the latest mail.',
  'problem.recipient_change.closed':
    'This change is over: it was confirmed, taken back or replaced by a newer one.',
  'problem.recipient_change.expired': 'This link is too old. Ask for the change once more.',
  'problem.recipient_change.blocked':
    'A change was taken back from your old mailbox, so new ones have to wait for a day.',
  'problem.test_message.not_found': 'This test is not there any more. Send another one.',
  'problem.session.not_found': 'That sign-in has ended already.',
  'problem.alias.limit_reached': 'You have as many of these as one person can have.',
  'problem.claim.not_found': 'This link was used, has expired, or is for another account.',
  'problem.domain.not_found': 'There is no such mail domain here.',
  'problem.domain.record_wrong': 'A DNS record of this domain is missing or wrong.',
  'problem.domain.unproven': 'This mail domain is not set up yet.',
  'problem.error_entry.not_found': 'There is no such entry in the error log.',
  'problem.sync_run.not_found': 'There is no such run of the sync.',
  'problem.sync.roster_not_accepted': 'A team could not be read as a whole. Nothing was changed.',
  'problem.sync.approval_needed': 'Removals wait for an approval.',
  'problem.sync.failed': 'A run of the sync failed. Nothing is half done.',
  'problem.sync.trickle_behind': 'The daily checks are behind.',
  'problem.mail.delayed': 'Mail is waiting for the mail server.',
  'problem.mail.undeliverable': 'A mail could not be delivered.',
} satisfies Record<`problem.${LateFailureCode}`, string> & Record<string, string>;
