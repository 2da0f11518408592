import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './process-lock.ts';
import { type Account, runAs } from './run-as.ts';

/**
 * A small shell holds the server's leash: when the pipe on its stdin closes, which happens however
 * the starter ends (also by kill -9), it asks PostgreSQL for a fast shutdown. SIGINT is that request.
 */
const LEASH = `
exec 3<&0 0</dev/null
"$@" 3<&- & server=$!
(cat <&3 >/dev/null; kill -INT "$server" 2>/dev/null) & leash=$!
exec 3<&-
wait "$server"; code=$?
kill "$leash" 2>/dev/null
exit "$code"`;

export interface ServerOptions {
  postgres: string;
  location: string;
  logFile: string;
  account: Account | null;
  settings: Record<string, string>;
}

export interface Server {
  port: number;
  /** Settles when the server is gone, whoever ended it. */
  exited: Promise<void>;
  hasExited(): boolean;
  stop(): Promise<void>;
}

/** Spawns PostgreSQL on a free port of the loopback interface. It may still be starting when this returns. */
export async function spawnServer(options: ServerOptions): Promise<Server> {
  const port = await freePort();
  const settings = Object.entries({ ...options.settings, port: String(port) });
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(options.logFile, 'w', 0o600);
  const child = spawn('/bin/sh', ['-c', LEASH, 'sh', options.postgres, '-D', options.location, ...flags], {
    cwd: '/',
    // A session of its own: Ctrl-C in a terminal must reach the starter, which ends the server last.
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', log, log],
    ...runAs(options.account),
  });
  closeSync(log);
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => {
    gone = true;
    child.stdin?.destroy();
  });
  child.stdin?.on('error', () => undefined);
  child.unref();
  return { port, exited, hasExited: () => gone, stop: () => stopServer(child, exited, options.location) };
}

async function stopServer(child: ChildProcess, exited: Promise<void>, location: string): Promise<void> {
  child.ref();
  child.stdin?.destroy();
  if (await settlesWithin(exited, 15_000)) return;
  await stopOrphan(location);
  await settlesWithin(exited, 5_000);
}

/**
 * Ends a server that an earlier, killed starter left on this data, and clears a postmaster.pid whose
 * process is gone or is something else by now (numbers are used again). Call it with the lock held.
 */
export async function stopOrphan(location: string): Promise<void> {
  const pidFile = path.join(location, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === null) return;
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!isServerOf(pid, location)) break;
    process.kill(pid, signal);
    for (let waited = 0; waited < patience && isServerOf(pid, location); waited += 50) await sleep(50);
  }
  if (isServerOf(pid, location)) throw new Error(`PostgreSQL (process ${pid}) on ${location} does not end`);
  rmSync(pidFile, { force: true });
}

function readPid(pidFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isServerOf(pid: number, location: string): boolean {
  if (!isRunning(pid)) return false;
  const command = commandOf(pid);
  return (
    command.includes('postgres') && (command.includes(location) || command.includes(realpathSync(location)))
  );
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function settlesWithin(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(milliseconds, false, { signal: timer.signal }).catch(() => false);
  const settled = await Promise.race([promise.then(() => true), late]);
  timer.abort();
  return settled;
}
