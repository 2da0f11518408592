/** What my addresses say about what can be done with them. */
export const texts = {
  undo: 'Undo',

  'menu.label': 'Manage',
  'menu.of': 'Manage {{address}}',
  'menu.choose': 'Choose a mailbox',
  'menu.change': 'Change where mail goes',
  'menu.replace': 'Replace {{address}}',
  'menu.remove': 'Remove {{address}}',
  'menu.add': 'Add a mailbox',
  'menu.enter_code': 'Confirm the new mailbox',
  'menu.test': 'Send me a test',
  'menu.pause': 'Pause',
  'menu.resume': 'Resume',

  'steps.tested': 'Send yourself a test',

  'remedy.choose': 'Choose a mailbox',
  'remedy.change': 'Change where mail goes',
  'remedy.code': 'Confirm the new mailbox',

  'recipient.enter_code': 'Enter the code',
  'recipient.failing_since': 'Since <time/>.',
  'recipient.answer': 'Its mail server says:',

  'elsewhere.title': 'It was changed elsewhere',
  'elsewhere.text': 'Your change was not made. <address/> is now: {{state}}.',

  'pause.title': 'Pause <address/>',
  'pause.reply': 'What senders are told meanwhile',
  'pause.reply.temporary': 'Try again later',
  'pause.reply.temporary.help':
    'Their mail servers keep the mail and try again, most for one to five days. Mail from a short pause arrives afterwards.',
  'pause.reply.permanent': 'It cannot be delivered',
  'pause.reply.permanent.help': 'Senders get their mail back at once. It does not arrive later.',
  'pause.until': 'Resume by itself on',
  'pause.until.help': 'Leave it empty to resume by hand.',
  'pause.summary.open': 'From now on <address/> takes no mail until you resume it. We keep none of it.',
  'pause.summary.until':
    'From now on <address/> takes no mail. It is forwarded again from {{date}}. We keep none of it in between.',
  'pause.submit': 'Pause',
  'pause.done': '{{address}} is paused',
  'resume.done': 'Mail to {{address}} is forwarded again',
  'pause.meaning.temporary': 'Paused by you. Senders are told to try again later.',
  'pause.meaning.permanent': 'Paused by you. Senders get their mail back.',
  'pause.meaning_until.temporary': 'Paused by you until {{date}}. Senders are told to try again later.',
  'pause.meaning_until.permanent': 'Paused by you until {{date}}. Senders get their mail back.',

  'recipient_dialog.title': 'Where mail to <address/> goes',
  'recipient_dialog.add': 'Another mailbox for <address/>',
  'recipient_dialog.how':
    'We send a link to the new mailbox and a notice to the one before. Until the link is opened and its button pressed, mail goes where it goes now.',
  'recipient_dialog.field': 'New mailbox',
  'recipient_dialog.empty': 'Type the address of your mailbox.',
  'recipient_dialog.guess': 'Did you mean <guess/>?',
  'recipient_dialog.ascii': 'Mail servers write this domain <domain/>.',
  'recipient_dialog.stale':
    'A browser left open must not be enough to take your mail. Please log in once more; what you typed is kept.',
  'recipient_dialog.submit': 'Send the link',
  'recipient_dialog.done': 'Mail goes to {{address}} now',
  'recipient_dialog.cancelled': 'The change is cancelled. Everything is as it was.',

  'remove.title': 'Remove a mailbox of <address/>',
  'remove.text':
    'Mail to <address/> no longer goes to <recipient/>. All its mailboxes are told, and any of them can undo it for seven days.',
  'remove.submit': 'Remove',
  'remove.done': 'Mail no longer goes to {{address}}',

  'code.sent':
    'A mail is on its way to <address/>. Open its link and press the button there. On another device, type the six digits from it here.',
  'code.valid': 'Link and code end <time/>.',
  'code.field': 'Code from the mail',
  'code.short': 'The code has six digits.',
  'code.cancel': 'Cancel the change',
  'code.submit': 'Confirm',

  'test.title': 'A test to <address/>',
  'test.how': 'We write to <address/>, and you see how far the mail comes.',
  'test.send': 'Send me a test',
  'test.again': 'Send another one',
  'test.look': 'Look into your mailbox. It may be in the spam folder.',
  'test.see': 'I see it',
  'test.seen': 'It has arrived. Your address works.',
  'test.failed': 'It did not arrive. The answer above says why.',
  'test.stages': 'How far it has come',
  'test.stage.created': 'Written',
  'test.stage.handed_over': 'Handed to the mail server',
  'test.stage.accepted': 'Accepted by the mail server of your mailbox',
  'test.stage.accepted_by': 'Accepted by {{host}}',
  'test.stage.refused_by': 'Refused by {{host}}',
  'test.stage.seen': 'Seen by you',
  'test.state.done': '(done)',
  'test.state.waiting': '(not yet)',
  'test.state.failed': '(failed)',
  'test.answer': 'The answer was:',
};
