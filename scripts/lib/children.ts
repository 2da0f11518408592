import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { top } from './top.ts';

export interface ChildOptions {
  name: string;
  /** A TypeScript program and its arguments, from the top folder. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** The IPC message by which it says that it works, such as `ready`. */
  readyType: string;
  log: (line: string) => void;
  /** Leaves out what it prints on stdout. */
  quiet?: boolean;
  /** First pause before a restart, doubled up to 30 s; back to this after a minute without a crash. */
  backoffMs?: number;
  /** How long it may take to stop before it is killed. */
  patienceMs?: number;
}

export interface Child {
  /** The message it sent when it first became ready. Rejects with ChildDiedError when it never did. */
  ready: Promise<unknown>;
  restart(): void;
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** A child that ended before it ever worked: starting again would not help. */
export class ChildDiedError extends Error {
  readonly exitCode: number;

  constructor(name: string, code: number | null, signal: NodeJS.Signals | null) {
    super(`${name} ended before it was ready (${signal ?? `exit code ${code}`})`);
    this.name = 'ChildDiedError';
    this.exitCode = code || 1;
  }
}

/**
 * Runs a program as a child and keeps it running. It is in a session of its own, so that Ctrl-C reaches
 * the starter alone and each child is asked to stop once; it learns that the starter is gone, also
 * by kill -9, from its IPC channel.
 */
export function startChild(options: ChildOptions): Child {
  const { name, log, backoffMs = 1000, patienceMs = 10_000 } = options;
  let current: ChildProcess | undefined;
  let stopping = false;
  let wasReady = false;
  let pause = backoffMs;
  let restartTimer: NodeJS.Timeout | undefined;
  const { promise: ready, resolve, reject } = Promise.withResolvers<unknown>();
  ready.catch(() => undefined); // Whoever waits for it hears of it; nobody waiting is no crash.

  function run(): void {
    const startedAt = Date.now();
    const child = spawn(process.execPath, options.args, {
      cwd: top,
      env: options.env,
      stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
      detached: true,
    });
    current = child;
    child.on('message', (message: unknown) => {
      if (
        typeof message !== 'object' ||
        !message ||
        !('type' in message) ||
        message.type !== options.readyType
      )
        return;
      wasReady = true;
      resolve(message);
    });
    child.on('error', (error) => log(`${name}: ${error.message}`));
    child.on('exit', (code, signal) => {
      current = undefined;
      if (stopping) return;
      if (!wasReady) return reject(new ChildDiedError(name, code, signal));
      if (Date.now() - startedAt > 60_000) pause = backoffMs;
      log(`${name} ended (${signal ?? `exit code ${code}`}), starting it again in ${pause / 1000} s`);
      restartTimer = setTimeout(run, pause);
      pause = Math.min(pause * 2, 30_000);
    });
  }

  async function end(): Promise<void> {
    const child = current;
    clearTimeout(restartTimer);
    if (!child) return;
    const exited = new Promise<boolean>((done) => child.once('exit', () => done(true)));
    child.kill('SIGTERM');
    const late = new AbortController();
    const timeout = sleep(patienceMs, false, { signal: late.signal }).catch(() => false);
    if (!(await Promise.race([exited, timeout]))) {
      log(`${name} did not stop within ${patienceMs / 1000} s and is killed`);
      child.kill('SIGKILL');
      await exited;
    }
    late.abort();
  }

  run();
  return {
    ready,
    kill: () => void current?.kill('SIGKILL'),
    restart() {
      if (stopping) return;
      stopping = true;
      void end().then(() => {
        stopping = false;
        run();
      });
    },
    stop() {
      stopping = true;
      return end();
    },
  };
}
