import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { openDatabase } from '@ubuntu-aliases/store';
import { migrate, startThrowAwayPostgres } from '@ubuntu-aliases/store/postgres';
import { start } from '../../apps/api/bench/children.ts';
import { FORWARDER_ENV, FORWARDER_FLAGS } from '../lib/forwarder-process.ts';
import { top } from '../lib/top.ts';

/** Addresses, a sink and programs for the measurements of mail. */

export const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** In turn, so that a machine that gets slower or faster does it to both; the median of five each. */
export async function inTurn<T extends string>(rounds: number, measures: Record<T, () => Promise<number>>) {
  const found = {} as Record<T, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of Object.keys(measures) as T[]) (found[name] ??= []).push(await measures[name]());
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, numbers]) => [name, median(numbers as number[])]),
  ) as Record<T, number>;
}

/** `alias.example` passes mail on as it is, `sealed.example` seals it; `mira` at both. */
export async function startMailWorld() {
  const postgres = await startThrowAwayPostgres();
  await migrate(postgres.url);
  const database = openDatabase({ url: postgres.url });
  const { pool } = database;
  const member = randomUUID();
  await pool.query('INSERT INTO members (id, claimed_identifier) VALUES ($1, $2)', [
    member,
    'https://login.ubuntu.com/+id/mira',
  ]);
  for (const name of ['alias.example', 'sealed.example']) {
    const [domain, alias] = [randomUUID(), randomUUID()];
    await pool.query(
      `INSERT INTO domains (id, name, team, title, accent, ownership_token, proven_at, settings)
       VALUES ($1, $2, $2, $2, '#123abc', $2, now(), $3)`,
      [domain, name, { sealsArc: name === 'sealed.example' }],
    );
    await pool.query(
      "INSERT INTO aliases (id, domain_id, local_part, member_id) VALUES ($1, $2, 'mira', $3)",
      [alias, domain, member],
    );
    await pool.query(
      "INSERT INTO recipients (id, alias_id, address, state, confirmed_at) VALUES ($1, $2, 'mira@home.example', 'confirmed', now())",
      [randomUUID(), alias],
    );
  }
  return {
    url: postgres.url,
    pool,
    async stop() {
      await database.close();
      await postgres.stop();
    },
  };
}

const programs = path.join(top, 'apps/forwarder/bench');

/** `forwarder`, or one of the floors; `ports` by name. */
export async function startProgram(name: string, env: Record<string, string>) {
  // As the starter runs it.
  const [flags, own] = name === 'forwarder' ? [FORWARDER_FLAGS, FORWARDER_ENV] : [[], {}];
  const started = await start(
    path.join(programs, `${name}.ts`),
    { ...env, ...own, NODE_ENV: 'production' },
    [],
    flags,
  );
  return { ...started, port: (door: string) => Number(started.message[door]) };
}

/** Postfix's own sink, which takes everything and keeps nothing. */
export async function startSink() {
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('smtp-sink', [...user, '-c', `127.0.0.1:${port}`, '1000'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const kill = () => void child.kill();
  process.once('exit', kill);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-200)));
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`smtp-sink ended with ${String(code)}`)));
  });
  failed.catch(() => undefined);
  while (!(await Promise.race([answers(port), failed])))
    await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    /** Messages so far. */
    taken: () => Number([...said.matchAll(/mesg=(\d+)/g)].at(-1)?.[1] ?? 0),
    stop() {
      process.off('exit', kill);
      kill();
    },
  };
}

/** Messages of Postfix's source, each with an id of its own; mails a second. */
export async function blast(
  port: number,
  {
    sessions,
    count,
    reuse,
    to = 'mira@alias.example',
  }: { sessions: number; count: number; reuse: boolean; to?: string },
): Promise<number> {
  const args = [...(reuse ? ['-d'] : []), '-s', String(sessions), '-m', String(count), '-l', '4096'];
  const begun = performance.now();
  const child = spawn('smtp-source', [...args, '-f', 'ada@sender.example', '-t', to, `127.0.0.1:${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`smtp-source ended with ${String(code)}`);
  return count / ((performance.now() - begun) / 1000);
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
