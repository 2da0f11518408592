import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Binaries, sharedFolder } from './binaries.ts';
import { type Account, canEnter, makePassableFolder, runAs } from './run-as.ts';

/** What DATA_DIR/postgres.json remembers; readable by its owner only. */
export interface Cluster {
  password: string;
  /** The folder that PostgreSQL calls its data directory. */
  location: string;
}

/**
 * The cluster of a DATA_DIR: where it was at the last start, or else a new one inside DATA_DIR. When
 * PostgreSQL's user cannot enter DATA_DIR it goes to a folder of its own, whose place is remembered
 * in DATA_DIR, so that the next start finds the same data and a deleted checkout starts afresh.
 */
export async function openCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account | null,
  options: { durable: boolean; log: (line: string) => void },
): Promise<Cluster> {
  const memory = path.join(dataDir, 'postgres.json');
  const known = await readMemory(memory);
  const cluster = known ?? {
    password: randomBytes(24).toString('hex'),
    location: await chooseLocation(dataDir, account),
  };
  if (!known) await writeMemory(memory, cluster);
  if (!existsSync(path.join(cluster.location, 'PG_VERSION'))) {
    await initialise(cluster, binaries, account, options.durable);
  }
  if (path.dirname(cluster.location) !== dataDir) {
    options.log(
      `user "${account?.name}" cannot enter ${dataDir}: PostgreSQL keeps its data in ${cluster.location}`,
    );
  }
  return cluster;
}

async function readMemory(file: string): Promise<Cluster | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return null;
  }
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && 'password' in value && 'location' in value) {
    return {
      password: String(value.password),
      location: path.resolve(path.dirname(file), String(value.location)),
    };
  }
  throw new Error(`${file} is damaged: it must name password and location`);
}

/** A place inside DATA_DIR is written relative to it, so that the folder can be moved. */
async function writeMemory(file: string, { password, location }: Cluster): Promise<void> {
  const inside = path.relative(path.dirname(file), location);
  const memory = { password, location: inside.startsWith('..') ? location : inside };
  await writeFile(file, `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });
}

async function chooseLocation(dataDir: string, account: Account | null): Promise<string> {
  if (canEnter(dataDir, account)) return path.join(dataDir, 'postgres');
  return path.join(await sharedFolder(), 'data', randomUUID(), 'postgres');
}

/** initdb into a folder beside the real one: what a killed initdb leaves is thrown away, never started. */
async function initialise(cluster: Cluster, binaries: Binaries, account: Account | null, durable: boolean) {
  const draft = `${cluster.location}.new`;
  const passwordFile = `${cluster.location}.password`;
  await makePassableFolder(path.dirname(cluster.location));
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await chmod(draft, 0o700);
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (account) {
    await chown(draft, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    const flags = [
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-instructions',
    ];
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    await run(
      binaries.initdb,
      [`--pgdata=${draft}`, ...flags, ...locale, ...(durable ? [] : ['--no-sync'])],
      account,
    );
    await rename(draft, cluster.location);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

function run(program: string, args: string[], account: Account | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...runAs(account),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed: ${output.trim()}`)),
    );
  });
}
