import type { EntryTopic } from '../../../features/error-log/index.ts';

type EntryKey = `entry.${EntryTopic}` | `entry.${EntryTopic}.why` | `entry.${EntryTopic}.fix`;

/** What the pages for admins say. */
export const texts = {
  undo: 'Undo',

  'errors.title': 'Error log',
  'errors.help': 'What went wrong or was refused, for whom, and what to do about it.',
  'errors.entry': 'Entry',
  'errors.severity': 'Severity',
  'errors.severity.error': 'Error',
  'errors.severity.warning': 'Warning',
  'errors.severity.info': 'Info',
  'errors.state': 'State',
  'errors.state.open': 'Open',
  'errors.state.acknowledged': 'Acknowledged',
  'errors.state.resolved': 'Resolved',
  'errors.what': 'What happened',
  'errors.who': 'Who',
  'errors.nobody': 'Nobody in particular',
  'errors.domain': 'Domain',
  'errors.count': 'Count',
  'errors.times': '{count, plural, one {# time} other {# times}}',
  'errors.last': 'Last seen',
  'errors.total': '{count, plural, one {# entry} other {# entries}}',
  'errors.total_many': '1,000 entries or more',
  'errors.filter.title': 'Filters',
  'errors.filter.more': 'More filters',
  'errors.filter.active': 'Active filters',
  'errors.filter.text': 'Person or code',
  'errors.filter.search': 'Search',
  'errors.filter.code': 'Kind',
  'errors.filter.code_option': '{what} ({code})',
  'errors.filter.domain': 'Domain',
  'errors.filter.add': 'Any',
  'errors.filter.from': 'From',
  'errors.filter.to': 'To',
  'errors.filter.remove': 'Remove the filter {name}',
  'errors.filter.clear': 'Clear filters',
  'errors.none_found.title': 'Nothing matches these filters',
  'errors.none_found.text': 'Without them there may be more to see.',
  'errors.all_clear.title': 'All clear',
  'errors.all_clear.text': 'Nothing is open in any of your domains. Enjoy the quiet.',
  'errors.close': 'Close the entry',
  'errors.acknowledge': 'Acknowledge',
  'errors.resolve': 'Resolve',
  'errors.reopen': 'Reopen',
  'errors.read_only': 'You may read this log, not change it.',
  'errors.fix': 'What to do',
  'errors.person': 'Person',
  'errors.display_name': 'Name',
  'errors.launchpad_name': 'Launchpad name',
  'errors.email': 'E-mail',
  'errors.identifier': 'Ubuntu One identifier',
  'errors.unknown': 'Not known',
  'errors.no_email': 'None',
  'errors.reveal': 'Reveal the person',
  'errors.reveal_help':
    'The e-mail address is masked. Revealing it is recorded in the audit log under your name.',
  'errors.revealed': 'Revealed. This was recorded in the audit log under your name.',
  'errors.facts': 'Details',
  'errors.code': 'Code',
  'errors.resolved_at': 'Resolved',
  'errors.timeline': 'Timeline',
  'errors.latest': '{count, plural, one {(the latest one is listed)} other {(the latest # are listed)}}',
  'errors.first_label': 'first:',
  'errors.note': 'Note',
  'errors.note_label': 'Note for the other admins',
  'errors.note_help': 'Please no e-mail addresses.',
  'errors.no_note': 'No note.',
  'errors.save_note': 'Save the note',
  'errors.stack': 'Stack trace',
  'errors.toast.open': 'The entry is open again.',
  'errors.toast.acknowledged': 'The entry is acknowledged.',
  'errors.toast.resolved': 'The entry is resolved.',
  'errors.toast.note': 'The note is saved.',
  'errors.open_member': 'Open the member',
  'errors.retry.check': 'Check again now',
  'errors.retry.send': 'Send again now',
  'errors.retry.sync': 'Run the sync again',
  'errors.retried.check': 'Launchpad was asked. The entry shows what came of it.',
  'errors.retried.send': 'The mails are on their way. The entry resolves itself when they are taken.',
  'errors.retried.sync': 'A run was started. The entry resolves itself when its roster is accepted.',
  'errors.selection.title': 'Selected entries',
  'errors.selection.count': '{count, number} selected',
  'errors.selection.one': 'Select: {what}',
  'errors.selection.all': 'Select all on this page',
  'errors.selection.clear': 'Clear the selection',
  'errors.selection.acknowledged':
    '{count, plural, one {# entry is acknowledged.} other {# entries are acknowledged.}}',
  'errors.selection.resolved': '{count, plural, one {# entry is resolved.} other {# entries are resolved.}}',
  'errors.selection.open': '{count, plural, one {# entry is open again.} other {# entries are open again.}}',
  'errors.selection.missing':
    '{count, plural, one {# was not there any more.} other {# were not there any more.}}',
  'errors.refused.title': 'Your change was taken back',
  'errors.refused.elsewhere':
    'Somebody else changed this entry in the meantime. You see the newest state now; do it again if it is still needed.',

  'shortcuts.open': 'Keyboard shortcuts',
  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.next': 'Next entry',
  'shortcuts.previous': 'Previous entry',
  'shortcuts.open_entry': 'Open the entry',
  'shortcuts.select': 'Select the entry',
  'shortcuts.acknowledge': 'Acknowledge',
  'shortcuts.resolve': 'Resolve',
  'shortcuts.close': 'Close the entry',
  'shortcuts.help': 'Show this help',
  'shortcuts.setting': 'Use single-key shortcuts',
  'shortcuts.dismiss': 'Close',

  'entry.request': 'A request could not be answered',
  'entry.request.why':
    'A program or an outdated page asked for something that does not exist or has the wrong form.',
  'entry.request.fix': 'Nothing, unless it repeats: then find the program by the request id in the logs.',
  'entry.csrf': 'A request from another site was refused',
  'entry.csrf.why': 'A change was asked for with somebody’s session, but not from our own pages.',
  'entry.csrf.fix':
    'If it repeats for everybody, compare PUBLIC_URL with the address that people see. Else it was an attack, and it failed.',
  'entry.rate_limited': 'Somebody asked too often',
  'entry.rate_limited.why': 'A limit was reached and further requests were refused for a while.',
  'entry.rate_limited.fix':
    'Nothing, unless many people are affected: then look at TRUSTED_PROXIES, since all of them may share one network address.',
  'entry.forbidden': 'Somebody opened a page for admins',
  'entry.forbidden.why': 'The person has no role that allows it. Nothing was shown.',
  'entry.forbidden.fix': 'Give the person a role if that is what was meant; otherwise nothing.',
  'entry.assertion_invalid': 'A sign-in could not be confirmed',
  'entry.assertion_invalid.why':
    'The answer from Ubuntu One was incomplete, too old, used before or not signed for us.',
  'entry.assertion_invalid.fix':
    'Once is nothing. If it repeats for everybody, check the clock of the server and PUBLIC_URL.',
  'entry.cancelled': 'A sign-in was cancelled',
  'entry.cancelled.why': 'The person chose not to go on at Ubuntu One.',
  'entry.cancelled.fix': 'Nothing.',
  'entry.profile_incomplete': 'A sign-in came without an e-mail address',
  'entry.profile_incomplete.why': 'Ubuntu One passed on no e-mail address.',
  'entry.profile_incomplete.fix':
    'Ask the person to log in again and leave it ticked, or to choose a mailbox.',
  'entry.provider_unavailable': 'Ubuntu One does not answer',
  'entry.provider_unavailable.why': 'Nobody can sign in at the moment. Mail and existing sessions go on.',
  'entry.provider_unavailable.fix':
    'Wait. If other sites can reach it, check the network of the server and UBUNTU_SSO_URL.',
  'entry.banned': 'A banned person signed in',
  'entry.banned.why': 'An admin has banned this person, so there is no address.',
  'entry.banned.fix': 'Nothing, unless the ban should end: an admin of everything can lift it.',
  'entry.account_unknown': 'Launchpad does not know the account',
  'entry.account_unknown.why':
    'The Ubuntu One identity has no Launchpad account, so membership cannot be asked for.',
  'entry.account_unknown.fix': 'Ask the person to log in to Launchpad once, then to press Check again.',
  'entry.account_invalid': 'The Launchpad account is not active',
  'entry.account_invalid.why':
    'Launchpad says that the account is deactivated, suspended or without a preferred e-mail address.',
  'entry.account_invalid.fix':
    'The person reactivates it on Launchpad, or asks its admins why it is suspended.',
  'entry.coc_unsigned': 'The Code of Conduct is not signed',
  'entry.coc_unsigned.why': 'Launchpad says that this person has not signed the Ubuntu Code of Conduct.',
  'entry.coc_unsigned.fix':
    'Ask the person to sign it on Launchpad. The entry resolves itself at the next check.',
  'entry.not_in_team': 'Somebody without a team signed in',
  'entry.not_in_team.why':
    'Any Ubuntu One user may sign in. This one is in none of the teams that have addresses.',
  'entry.not_in_team.fix':
    'Nothing, unless the person should be a member: then add them to the team on Launchpad.',
  'entry.suspended': 'Mail to a suspended address was refused',
  'entry.suspended.why':
    'The address refuses mail because its owner is no longer entitled or an admin holds it.',
  'entry.suspended.fix': 'Look at the reason on the address. Membership on Launchpad restores it.',
  'entry.taken': 'An address belongs to somebody else',
  'entry.taken.why':
    'The person’s Launchpad name is at this domain already, under another Ubuntu One identity. Nothing was joined.',
  'entry.taken.fix':
    'Find out whether both are the same person. An admin of everything can free the address by hand; this is recorded.',
  'entry.unclaimed': 'An address of the service before waits for its owner',
  'entry.unclaimed.why':
    'The person has the name of an address that was moved here and that nobody has claimed. A link went to the mailbox that it forwards to.',
  'entry.unclaimed.fix':
    'Nothing, as a rule. If that mailbox is lost and you are sure who it is, an admin of everything can claim the address for them; this is recorded.',
  'entry.name_unusable': 'A Launchpad name cannot be an address',
  'entry.name_unusable.why':
    'The person is eligible, but the name is reserved, too long or has a form that mail does not allow.',
  'entry.name_unusable.fix': 'Agree on another local part with the person and grant it.',
  'entry.recipient_invalid': 'There is no mailbox to forward to',
  'entry.recipient_invalid.why':
    'Ubuntu One gave no e-mail address, or one that cannot take mail. The address exists and has nowhere to go.',
  'entry.recipient_invalid.fix': 'Ask the person to set an e-mail address at Ubuntu One and to log in again.',
  'entry.recipient_loop': 'Forwarding would run in a circle',
  'entry.recipient_loop.why': 'The e-mail address at Ubuntu One is at one of our own domains.',
  'entry.recipient_loop.fix': 'Ask the person to set a mailbox elsewhere at Ubuntu One and to log in again.',
  'entry.limit_reached': 'A limit per person was reached',
  'entry.limit_reached.why':
    'The person asked for more than one person can have, for instance a second new address by rename within 90 days.',
  'entry.limit_reached.fix': 'Look at the details and grant it by hand if it is meant.',
  'entry.unproven': 'A mail domain is not set up',
  'entry.unproven.why':
    'Its ownership is not proven or its mail records are missing, so no address is made there.',
  'entry.unproven.fix': 'Set the records at the domain’s name servers as the domain page shows them.',
  'entry.record_wrong': 'A DNS record of a mail domain is missing or wrong',
  'entry.record_wrong.why':
    'Two checks an hour apart found something else than expected. No mail is stopped by it, but mail may not reach us, or be taken for forged.',
  'entry.record_wrong.fix':
    'Open the domain’s page, compare what is expected with what is there, and correct it at the name servers.',
  'entry.launchpad_unavailable': 'Launchpad does not answer',
  'entry.launchpad_unavailable.why': 'Checks are waiting. Nobody loses an address because of it.',
  'entry.launchpad_unavailable.fix':
    'Wait: it resolves itself. If other sites can reach Launchpad, check the network of the server and LAUNCHPAD_URL.',
  'entry.launchpad_unexpected': 'Launchpad answered with something else',
  'entry.launchpad_unexpected.why':
    'The answer did not have the form we know, so it was not used. Nothing was changed.',
  'entry.launchpad_unexpected.fix':
    'Once is nothing. If it repeats, its interface has changed: report it with the details below.',
  'entry.sync_stopped': 'The membership sync stopped',
  'entry.sync_stopped.why':
    'Launchpad did not give the whole of the team, or one that looks wrong. Nobody lost an address because of it.',
  'entry.sync_stopped.fix':
    'Wait: the next good run resolves it. If the team really is as it was read, accept the roster on the sync page.',
  'entry.sync_approval': 'Removals wait for an approval',
  'entry.sync_approval.why':
    'More addresses would end within a day than may without somebody looking. All of them still work.',
  'entry.sync_approval.fix': 'Read the plan on the sync page, then approve or reject it.',
  'entry.sync_failed': 'A sync failed by a fault of ours',
  'entry.sync_failed.why': 'The run ended before it was done. Nothing is half applied.',
  'entry.sync_failed.fix':
    'The next run starts anew. If it fails again, report the details to the engineers.',
  'entry.sync_behind': 'The daily checks are behind',
  'entry.sync_behind.why': 'There are more members than can be verified in a day at the rate that is set.',
  'entry.sync_behind.fix': 'Raise TRICKLE_PER_MINUTE, or look whether Launchpad answers.',
  'entry.mail_delayed': 'Our mails do not leave',
  'entry.mail_delayed.why':
    'The mail server has refused or not answered for several minutes. The mails wait and are tried again for three days.',
  'entry.mail_delayed.fix':
    'Check that the mail server runs and that SMTP_URL is right, then press Try again. It resolves itself when mail flows.',
  'entry.undeliverable': 'One of our mails could not be delivered',
  'entry.undeliverable.why': 'The mail server refused it for good, or too many attempts failed.',
  'entry.undeliverable.fix':
    'Check SMTP_URL and MAIL_FROM, and whether the person’s mailbox still exists. Try again sends it once more.',
  'entry.store_unavailable': 'The database did not answer',
  'entry.store_unavailable.why': 'Requests failed while it was away. Nothing was half done.',
  'entry.store_unavailable.fix':
    'Check PostgreSQL and DATABASE_URL. The entry resolves itself when it is back.',
  'entry.internal': 'A fault of our own',
  'entry.internal.why': 'The program ran into something that it was not made for. The change was undone.',
  'entry.internal.fix': 'Report it with the stack trace and the request id.',
  'entry.other': 'Something that this page does not know yet',
  'entry.other.why': 'The server is newer than this page, or the code is its own.',
  'entry.other.fix': 'Reload the page. The code and the details below say more.',
} satisfies Record<EntryKey, string> & Record<string, string>;
