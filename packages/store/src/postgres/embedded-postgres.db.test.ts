import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { isRunning } from './process-lock.ts';

const STARTER = path.join(import.meta.dirname, '../testing/hold-postgres.ts');
const isRoot = process.getuid?.() === 0;

let parent: string;
let dataDir: string;
const running: (EmbeddedPostgres | ChildProcess)[] = [];

// One folder for nearly all of them: making a cluster takes longer than all that is tried on it.
beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'embedded-'));
  await chmod(parent, 0o711);
});
beforeEach(() => {
  dataDir = path.join(parent, 'data');
});
afterEach(async () => {
  for (const one of running.splice(0)) await ('stop' in one ? one.stop() : one.kill('SIGKILL'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  running.push(server);
  return server;
}

/** A starter of its own, to be killed. */
async function startElsewhere(): Promise<{ child: ChildProcess; postmaster: number }> {
  const child = spawn(process.execPath, [STARTER, dataDir], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.push(child);
  await once(child, 'message');
  return { child, postmaster: postmasterOf(path.join(dataDir, 'postgres')) };
}

const postmasterOf = (location: string) =>
  Number.parseInt(readFileSync(path.join(location, 'postmaster.pid'), 'utf8'), 10);

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('startEmbeddedPostgres', () => {
  it('keeps its data and its password from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
  });

  it('listens on loopback TCP only, with a password that only its owner can read', async () => {
    const { url } = await start();
    const settings = await query(
      url,
      `SELECT current_setting('listen_addresses') AS host, current_setting('unix_socket_directories') AS sockets,
              current_setting('server_version_num')::int / 10000 AS major, current_setting('log_min_error_statement') AS logged`,
    );
    expect(settings).toEqual([{ host: '127.0.0.1', sockets: '', major: 18, logged: 'panic' }]);
    expect(statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
    await expect(query(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
  });

  it('refuses data that another process uses, and says which', async () => {
    const { child } = await startElsewhere();
    await expect(start()).rejects.toThrow(`already in use by process ${child.pid}`);
  });

  it('ends its server when the starter is killed, and starts again at once', async () => {
    const { child, postmaster } = await startElsewhere();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await start();
    expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(isRunning(postmaster)).toBe(false);
  });

  it('starts after everything was killed', async () => {
    const { child, postmaster } = await startElsewhere();
    process.kill(postmaster, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(start()).resolves.toBeDefined();
  });

  it('is not stopped by a postmaster.pid whose number is somebody else by now', async () => {
    await (await start()).stop();
    writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`);
    await expect(start()).resolves.toBeDefined();
    expect(isRunning(process.pid)).toBe(true);
  });

  it('leaves nothing running after stop', async () => {
    const server = await start();
    const pid = postmasterOf(path.join(dataDir, 'postgres'));
    await server.stop();
    for (let waited = 0; waited < 2000 && isRunning(pid); waited += 50) await sleep(50);
    expect(isRunning(pid)).toBe(false);
  });

  it.runIf(isRoot)('finds its data again when its user cannot enter DATA_DIR', async () => {
    dataDir = path.join(await mkdtemp(path.join(parent, 'private-')), 'data');
    const first = await start();
    await query(first.url, 'CREATE TABLE kept (n int)');
    await first.stop();
    const { location }: { location: string } = JSON.parse(
      await readFile(path.join(dataDir, 'postgres.json'), 'utf8'),
    );
    expect(location.startsWith(dataDir)).toBe(false);
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
    expect(statSync(location).mode & 0o777).toBe(0o700);
    try {
      const second = await start();
      expect(await query(second.url, 'SELECT count(*)::int AS rows FROM kept')).toEqual([{ rows: 0 }]);
      await second.stop();
    } finally {
      await rm(path.dirname(location), { recursive: true });
    }
  });
});
