import path from 'node:path';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';

const top = path.resolve(import.meta.dirname, '../../../..');

/** DATA_DIR, relative to the repository as everywhere. */
export const dataDir = () => path.resolve(top, process.env.DATA_DIR || '.data');

/** Uses the database that `pnpm start` would use: DATABASE_URL, else the embedded one, started for the while. */
export async function withDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL) return use(process.env.DATABASE_URL);
  const server = await startEmbeddedPostgres({ dataDir: dataDir(), log: console.error });
  try {
    return await use(server.url);
  } finally {
    await server.stop();
  }
}

/** An operator reads one line, not a stack. */
export async function runCli(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
