/** Every address inside the app, in one place. Those of landing pages come from the domains' rows. */
export const paths = {
  home: '/',
  privacy: '/privacy',
  help: '/help',
  status: '/status',
  // Links of our mails lead to these; their token is in the fragment.
  confirmRecipient: '/recipient-changes/:id/confirm',
  cancelRecipient: '/recipient-changes/:id/cancel',
  testSeen: '/test-messages/:id/seen',
  addresses: '/addresses',
  activity: '/activity',
  eligibility: '/eligibility',
  account: '/account',
  claim: (id: string) => `/claim/${encodeURIComponent(id)}`,
  domains: '/admin/domains',
  domain: (id: string) => `/admin/domains/${encodeURIComponent(id)}`,
  overview: '/admin/overview',
  members: '/admin/members',
  member: (id: string) => `/admin/members/${encodeURIComponent(id)}`,
  errorLog: '/admin/errors',
  adminAddresses: '/admin/addresses',
  adminAddress: (id: string) => `/admin/addresses/${encodeURIComponent(id)}`,
  audit: '/admin/audit',
  sync: '/admin/sync',
  syncRun: (id: string) => `/admin/sync/${encodeURIComponent(id)}`,
  errorEntry: (id: string) => `/admin/errors/${encodeURIComponent(id)}`,
} as const;

/** Sign-in is answered by the API with redirects, so it is a plain link, not a route. */
export function signInUrl(returnTo: string): string {
  return `/auth/ubuntu?${new URLSearchParams({ returnTo }).toString()}`;
}

export const launchpadLinks = {
  codeOfConduct: 'https://launchpad.net/codeofconduct',
  team: (team: string) => `https://launchpad.net/~${encodeURIComponent(team)}`,
  person: (name: string) => `https://launchpad.net/~${encodeURIComponent(name)}`,
  ubuntuOne: 'https://login.ubuntu.com/',
} as const;
