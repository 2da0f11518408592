/** Somebody whose names are as long as they may be; another one at each call. */
export function longestNames() {
  return {
    // A word without any place to break, then one of many words.
    displayName: `${'W'.repeat(120)} ${'long name '.repeat(8)}`.slice(0, 200),
    name: `l${Date.now().toString(36)}${'o'.repeat(64)}`.slice(0, 64),
    email: `${'m'.repeat(64)}@${'subdomain.'.repeat(5)}example.org`,
    teams: ['ubuntumembers', 'ubuntustudio-core'],
  };
}
