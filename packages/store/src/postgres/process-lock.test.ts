import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireProcessLock, LockHeldError, waitForProcessLock } from './process-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The number of a process that has ended. */
const deadPid = () => spawnSync('true').pid;

describe('acquireProcessLock', () => {
  it('refuses while the owner lives, and says who it is', async () => {
    await acquireProcessLock(folder, 'x');
    await expect(acquireProcessLock(folder, 'x')).rejects.toThrow(`already in use by process ${process.pid}`);
  });

  it('can be had again after release', async () => {
    const lock = await acquireProcessLock(folder, 'x');
    await lock.release();
    await expect(acquireProcessLock(folder, 'x')).resolves.toBeDefined();
  });

  it('is taken over from a dead owner, and leaves one file', async () => {
    await writeFile(path.join(folder, 'x.lock.7'), JSON.stringify({ pid: deadPid(), startedAt: '1' }));
    await acquireProcessLock(folder, 'x');
    expect(await readdir(folder)).toEqual(['x.lock.8']);
  });

  it.runIf(process.platform === 'linux')('is not fooled by a number that is used again', async () => {
    await writeFile(path.join(folder, 'x.lock.1'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    await expect(acquireProcessLock(folder, 'x')).resolves.toBeDefined();
  });

  it('takes over a file that was cut short', async () => {
    await writeFile(path.join(folder, 'x.lock.1'), '{"pi');
    await expect(acquireProcessLock(folder, 'x')).resolves.toBeDefined();
  });

  it('has one winner when many find the same dead owner at once', async () => {
    await writeFile(path.join(folder, 'x.lock.1'), JSON.stringify({ pid: deadPid(), startedAt: '1' }));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => acquireProcessLock(folder, 'x')));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(LockHeldError);
  });
});

describe('waitForProcessLock', () => {
  it('gets its turn', async () => {
    const first = await acquireProcessLock(folder, 'x');
    const second = waitForProcessLock(folder, 'x');
    await first.release();
    await expect(second).resolves.toBeDefined();
  });
});
