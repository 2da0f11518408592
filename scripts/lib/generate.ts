import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
// By path: until the client is generated, the store's own front door cannot be opened.
import { waitForProcessLock } from '../../packages/store/src/postgres/process-lock.ts';
import { run } from './run.ts';
import { hashOf, readStamp, writeStamp } from './stamp.ts';
import { top } from './top.ts';

const output = path.join(top, 'packages/store/src/generated');
const stampFile = path.join(output, '.stamp');

/**
 * Writes Prisma's client when schema.prisma or Prisma itself changed. Generating needs no schema engine,
 * but the CLI fetches one unless it is given a program to use: any program does.
 */
export async function generate({ force = false } = {}): Promise<boolean> {
  const stamp = await hashOf([path.join(top, 'prisma/schema.prisma')], prismaVersion());
  if (!force && (await readStamp(stampFile)) === stamp) return false;
  const lock = await waitForProcessLock(
    path.join(top, 'node_modules/.cache/ubuntu-email-aliases'),
    'generate',
  );
  try {
    if (!force && (await readStamp(stampFile)) === stamp) return false;
    const { code, output: said } = await run('prisma', ['generate', '--no-hints'], {
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    });
    if (code !== 0) throw new Error(`prisma generate failed:\n${said}`);
    await writeStamp(stampFile, stamp);
    return true;
  } finally {
    await lock.release();
  }
}

function prismaVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('prisma/package.json'), 'utf8'),
  );
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : '';
}

if (import.meta.main) await generate({ force: process.argv.includes('--force') });
