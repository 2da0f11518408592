export const texts = {
  'claim.title': 'Take over your address',
  'claim.sign_in': 'Sign in with the Ubuntu One account that was told of this link, and this page goes on.',
  'claim.ask':
    '<address/> comes from the service that ran before. It forwards to the mailbox in which you found this link, and goes on doing so; you can change that afterwards.',
  'claim.button': 'Take over <address/>',
  'claim.done.title': 'The address is yours',
  'claim.done.text': 'Mail to <address/> goes where it went before.',
  'claim.done.action': 'See my addresses',
  'claim.unusable.title': 'This link cannot be used',
  'claim.unusable.text':
    'It was used already, is older than 24 hours, or is for another Ubuntu One account than the one you are signed in with. Checking again on your eligibility page sends a new one, if there is something to send.',
  'claim.unusable.action': 'See my eligibility',
  'claim.no_token.title': 'Open the link in the mail',
  'claim.no_token.text':
    'The address of this page lacks its last part. Open the link in the mail, or copy all of it.',
  'claim.changed.title': 'Your account does not fit this address any more',
  'claim.changed.text': 'Your Launchpad name or your teams have changed since the link was sent.',
  'claim.notice.title': '{count, plural, one {An address waits for you} other {# addresses wait for you}}',
  'claim.notice.text':
    '<address/> comes from the service that ran before. Your Launchpad name alone does not show that it is yours, so a link went to the mailbox that it forwards to, <time/>. Open it there within 24 hours. If you cannot read that mailbox any more, ask the admins.',
} as const;
