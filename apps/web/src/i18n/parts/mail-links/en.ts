/** The pages that links of our mails lead to. */
export const texts = {
  'change_page.confirm.title': 'Confirm the mailbox',
  'change_page.cancel.title': 'Keep your mail where it was',
  'change_page.confirm': 'Yes, send the mail here',
  'change_page.cancel': 'Cancel the change',
  'change_page.undo': 'Undo the change',
  'change_page.confirm.add': 'Somebody asked to forward mail for <alias/> to <address/> as well.',
  'change_page.confirm.replace': 'Somebody asked to forward mail for <alias/> to <address/>.',
  'change_page.confirm.remove': 'Somebody asked to forward mail for <alias/> no longer to <address/>.',
  'change_page.confirm.how': 'Press the button only if that was you. Nothing has changed yet.',
  'change_page.cancel.add':
    'Somebody signed in as you asked to forward mail for <alias/> to <address/> as well.',
  'change_page.cancel.replace': 'Somebody signed in as you asked to forward mail for <alias/> to <address/>.',
  'change_page.cancel.remove':
    'Somebody signed in as you asked to forward mail for <alias/> no longer to <address/>.',
  'change_page.cancel.how':
    'If that was not you, press the button: mail goes where it went before, all browsers are signed out, and nothing of it can be changed for a day.',
  'change_page.undo.add': 'Mail for <alias/> has gone to <address/> as well since that change.',
  'change_page.undo.replace': 'Mail for <alias/> has gone to <address/> since that change.',
  'change_page.undo.remove': 'Mail for <alias/> no longer goes to <address/>.',
  'change_page.until': 'The time for this ends <time/>.',
  'change_page.state.pending': 'This change is waiting to be confirmed.',
  'change_page.state.confirmed': 'This is done: mail for <alias/> goes to <address/>.',
  'change_page.state.cancelled': 'This change was cancelled. Nothing was changed.',
  'change_page.state.undone': 'This change was undone. Mail goes where it went before.',
  'change_page.state.superseded':
    'A newer request took the place of this one. Use the link of the newest mail.',
  'change_page.state.expired': 'This link is too old. Ask for the change once more.',
  'change_page.result.confirmed': 'Done. Mail for <alias/> goes to <address/> now.',
  'change_page.result.cancelled': 'The change is cancelled. Mail for <alias/> goes where it went before.',
  'change_page.result.undone': 'The change is undone. Mail for <alias/> goes where it went before.',
  'change_page.result.closed': 'This change is over already. Nothing was changed now.',
  'change_page.safe':
    'All browsers are signed out, and where mail goes cannot be changed for a day. If somebody else asked for it, change your Ubuntu One password.',

  'test_page.title': 'Your test has arrived',
  'test_page.text': 'Press the button, and the page that sent it knows that your address works.',
  'test_page.see': 'I see it',
  'test_page.done': 'Thank you. Your address works.',
};
