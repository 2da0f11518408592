import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Ended {
  code: number | null;
  signal: string | null;
}

/** The whole program as the starter runs it, or another one. `env` is all of its environment but PATH. */
export function spawnProduct(env: Record<string, string>, program = MAIN) {
  const child = spawn(process.execPath, [program], {
    // Compiled once for all of them: a third less to do for each start.
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(tmpdir(), 'aliases-compile-cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const ended = new Promise<Ended>((resolve) =>
    // Not 'close', which never comes once the channel was disconnected from this side.
    child.once('exit', (code, signal) => setTimeout(resolve, 50, { code, signal })),
  );
  const ready = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    void ended.then(() => reject(new Error(`ended before it was ready: ${output}`)));
  });
  ready.catch(() => undefined);
  return {
    ready,
    ended,
    /** What it wrote, to either stream. */
    output: () => output,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    disconnect: () => child.disconnect(),
    async stop(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export type ProductProcess = ReturnType<typeof spawnProduct>;

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
