import { existsSync } from 'node:fs';
import path from 'node:path';
import { waitForProcessLock } from '@ubuntu-aliases/store/postgres';
import { run } from './run.ts';
import { hashOf, readStamp, writeStamp } from './stamp.ts';
import { top } from './top.ts';

const web = path.join(top, 'apps/web');
/** In the folder of Vite's manifest, which is not served. */
const stampFile = path.join(web, 'dist/.vite/stamp');
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'vite-plugins.ts', 'package.json'].map(
  (name) => path.join(web, name),
);
const shared = [path.join(top, 'packages/shared/src'), path.join(top, 'pnpm-lock.yaml')];

/** Builds the web app when it is missing or older than what it is made from. */
export async function buildWeb({ force = false } = {}): Promise<boolean> {
  const stamp = await hashOf([...sources, ...shared]);
  const isFresh = async () =>
    existsSync(path.join(web, 'dist/index.html')) && (await readStamp(stampFile)) === stamp;
  if (!force && (await isFresh())) return false;
  const lock = await waitForProcessLock(path.join(top, 'node_modules/.cache/ubuntu-email-aliases'), 'build');
  try {
    if (!force && (await isFresh())) return false;
    const vite = path.join(web, 'node_modules/.bin/vite');
    const { code, output } = await run(vite, ['build', '--logLevel', 'warn'], {
      cwd: web,
      env: { NODE_ENV: 'production' },
    });
    if (code !== 0) throw new Error(`Building the web app failed:\n${output}`);
    await writeStamp(stampFile, stamp);
    return true;
  } finally {
    await lock.release();
  }
}
