import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Who runs PostgreSQL: null means "we do", as an ordinary user. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, and initdb needs a user that has a name. So root lends it an
 * account that is there anyway: `postgres`, else `nobody`. Reading /etc/passwd needs no other program
 * and changes nothing on the machine, as `useradd` would.
 */
export function accountForPostgres(passwd = readPasswd()): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const found = accounts.find((account) => account.name === name && account.uid > 0 && account.gid >= 0);
    if (found) return found;
  }
  throw new Error(
    'PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

/** Options for `spawn` that make a child run as that account. */
export const runAs = (account: Account | null) => (account ? { uid: account.uid, gid: account.gid } : {});

/** Whether the account can enter a folder, found out by trying: modes alone do not tell about ACLs or mounts. */
export function canEnter(folder: string, account: Account | null): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    cwd: '/',
    stdio: 'ignore',
    ...runAs(account),
  });
  if (
    tried.error &&
    'code' in tried.error &&
    (tried.error.code === 'EPERM' || tried.error.code === 'EINVAL')
  ) {
    throw new Error(
      `PostgreSQL cannot run as root, and this root may not become the user "${account?.name}" (${tried.error.code}). ` +
        'Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  return tried.status === 0;
}

/** Creates a folder that others may pass through, whatever the umask; folders that exist keep their mode. */
export async function makePassableFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) await chmod(made, 0o711);
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
