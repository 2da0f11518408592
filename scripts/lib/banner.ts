export interface DemoAddresses {
  url: string;
  sandboxUrl: string;
  adminName: string;
}

/** What somebody who typed `pnpm demo` wants to know next. */
export function demoBanner({ url, sandboxUrl, adminName }: DemoAddresses): string {
  const lines = [
    `Open        ${url}/ubuntu`,
    'Sign in     press "Log in with Ubuntu One" and pick a person',
    `Admin       ${adminName}`,
    `Inbox       ${sandboxUrl}/inbox     every mail that was sent`,
    `Write       ${sandboxUrl}/write     a mail to an address, from outside`,
    `Faults      ${sandboxUrl}/control   break Launchpad, rename people, change teams`,
    'Stop        Ctrl-C',
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const rule = '─'.repeat(width + 4);
  const body = lines.map((line) => `│  ${line.padEnd(width)}  │`);
  return ['', `┌${rule}┐`, ...body, `└${rule}┘`, ''].join('\n');
}
