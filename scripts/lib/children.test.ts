import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Child, ChildDiedError, startChild } from './children.ts';

let folder: string;
let child: Child | undefined;
const lines: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'child-'));
  lines.length = 0;
});
afterEach(async () => {
  await child?.stop();
  child = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** A program that writes its number to `pid` and then does as told. */
async function start(code: string, patienceMs?: number): Promise<Child> {
  const file = path.join(folder, 'program.mjs');
  const pidFile = JSON.stringify(path.join(folder, 'pid'));
  await writeFile(
    file,
    `import fs from 'node:fs';\nfs.writeFileSync(${pidFile}, String(process.pid));\n${code}\n`,
  );
  child = startChild({
    name: 'worker',
    args: [file],
    env: process.env,
    readyType: 'ready',
    backoffMs: 50,
    patienceMs,
    log: (line) => lines.push(line),
  });
  return child;
}

const READY = `process.send({ type: 'ready', url: 'http://x' }); setInterval(() => {}, 1000);`;
const pid = async () => Number(await readFile(path.join(folder, 'pid'), 'utf8').catch(() => '0'));

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('did not happen');
}

describe('startChild', () => {
  it('passes on what the child says when it is ready', async () => {
    await expect((await start(READY)).ready).resolves.toEqual({ type: 'ready', url: 'http://x' });
  });

  it('reports a child that dies before it was ready, with its exit code, and does not try again', async () => {
    const died: unknown = await (await start('process.exit(78)')).ready.catch((error: unknown) => error);
    expect(died).toBeInstanceOf(ChildDiedError);
    expect(died).toMatchObject({ exitCode: 78 });
    expect(lines).toEqual([]);
  });

  it('starts a child again that worked and was killed', async () => {
    await (
      await start(READY)
    ).ready;
    const first = await pid();
    process.kill(first, 'SIGKILL');
    await until(async () => ![first, 0].includes(await pid()));
    expect(lines).toEqual(['worker ended (SIGKILL), starting it again in 0.05 s']);
  });

  it('stops once and leaves it stopped', async () => {
    const stopping = await start(`process.on('SIGTERM', () => process.exit(0)); ${READY}`);
    await stopping.ready;
    const first = await pid();
    await Promise.all([stopping.stop(), stopping.stop()]);
    await sleep(200);
    expect(() => process.kill(first, 0)).toThrow('ESRCH');
    expect(lines).toEqual([]);
  });

  it('kills what does not stop in time', async () => {
    const stubborn = await start(`process.on('SIGTERM', () => {}); ${READY}`, 200);
    await stubborn.ready;
    await stubborn.stop();
    expect(lines).toEqual(['worker did not stop within 0.2 s and is killed']);
  });

  it('restarts on request', async () => {
    const restarting = await start(READY);
    await restarting.ready;
    const first = await pid();
    restarting.restart();
    await until(async () => ![first, 0].includes(await pid()));
    expect(lines).toEqual([]);
  });
});
