import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Starts a demo with data and ports of its own and puts its addresses into E2E_URL and E2E_SANDBOX_URL.
 * Given E2E_URL, the journeys run against that one.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_URL) return undefined;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'aliases-e2e-'));
  await chmod(dataDir, 0o711); // PostgreSQL's user passes through.
  const demo = fork(path.join(import.meta.dirname, '../scripts/demo.ts'), {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '3600', SANDBOX_PORT: '4600', RATE_LIMIT_FACTOR: '1000' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(demo, 'exit');
  const first: unknown[] = await Promise.race([once(demo, 'message'), exited]);
  const ready = first[0];
  if (typeof ready !== 'object' || !ready || !('url' in ready) || !('sandboxUrl' in ready)) {
    throw new Error(`the demo did not start: ${String(ready)}`);
  }
  process.env.E2E_URL = String(ready.url);
  process.env.E2E_SANDBOX_URL = String(ready.sandboxUrl);
  if ('databaseUrl' in ready) process.env.E2E_DATABASE_URL = String(ready.databaseUrl);
  return async () => {
    demo.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
}
