import { readFileSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface Owner {
  pid: number;
  /** Tells a process from a later one with the same number (a restarted container counts from 1 again). */
  startedAt: string | null;
  released?: boolean;
}

export interface ProcessLock {
  release(): Promise<void>;
}

/** Thrown when a living process holds the lock; `pid` says which. */
export class LockHeldError extends Error {
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(`${folder} is already in use by process ${pid}${pid === process.pid ? ' (this process)' : ''}`);
    this.name = 'LockHeldError';
    this.pid = pid;
  }
}

/**
 * One owner for a folder at a time, also after `kill -9` and also when two processes find the same
 * dead owner at once. Node has no `flock`, and "delete the stale file, then create mine" lets the
 * slower of two delete the lock of the faster. So a lock file is never deleted to take it over:
 * each owner adds the next number, `link` lets one process only have that number, and whoever sees
 * a higher number than its own has lost.
 */
export async function acquireProcessLock(folder: string, name: string): Promise<ProcessLock> {
  await mkdir(folder, { recursive: true });
  for (;;) {
    const newest = Math.max(0, ...(await generations(folder, name)));
    const owner = newest === 0 ? null : await readOwner(lockFile(folder, name, newest));
    if (owner && isAlive(owner)) throw new LockHeldError(folder, owner.pid);
    const mine = newest + 1;
    if (!(await claim(folder, name, mine))) continue;
    const all = await generations(folder, name);
    if (Math.max(...all) > mine) continue;
    for (const old of all.filter((generation) => generation < mine)) {
      await rm(lockFile(folder, name, old), { force: true });
    }
    return {
      release: () =>
        writeOwner(lockFile(folder, name, mine), { pid: process.pid, startedAt: null, released: true }),
    };
  }
}

/** The same for work that another process may finish for us: waits for its turn. */
export async function waitForProcessLock(folder: string, name: string): Promise<ProcessLock> {
  for (;;) {
    try {
      return await acquireProcessLock(folder, name);
    } catch (error) {
      if (!(error instanceof LockHeldError)) throw error;
      await sleep(100);
    }
  }
}

/** Creates the file with its whole content in one step; false when another process has that number. */
async function claim(folder: string, name: string, generation: number): Promise<boolean> {
  const draft = path.join(
    folder,
    `.${name}-${process.pid}-${generation}-${Math.random().toString(36).slice(2)}`,
  );
  await writeOwner(draft, { pid: process.pid, startedAt: startTime(process.pid) });
  try {
    await link(draft, lockFile(folder, name, generation));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const lockFile = (folder: string, name: string, generation: number) =>
  path.join(folder, `${name}.lock.${generation}`);

async function generations(folder: string, name: string): Promise<number[]> {
  const prefix = `${name}.lock.`;
  const files = (await readdir(folder)).filter((file) => file.startsWith(prefix));
  return files.map((file) => Number(file.slice(prefix.length))).filter(Number.isInteger);
}

const writeOwner = (file: string, owner: Owner) => writeFile(file, JSON.stringify(owner), { mode: 0o600 });

async function readOwner(file: string): Promise<Owner | null> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
      return null;
    const startedAt = 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null;
    return { pid: value.pid, startedAt, released: 'released' in value && value.released === true };
  } catch {
    return null; // Cut short by a crash, or just taken over by another process: the caller looks again.
  }
}

function isAlive(owner: Owner): boolean {
  if (owner.released || !isRunning(owner.pid)) return false;
  const startedAt = startTime(owner.pid);
  return startedAt === null || owner.startedAt === null || startedAt === owner.startedAt;
}

/** Whether a process with this number exists, ours or not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Start of a process in clock ticks since boot (field 22 of /proc/PID/stat); null where there is no /proc. */
function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
