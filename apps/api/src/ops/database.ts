import path from 'node:path';
import { openDatabase, type Database } from '@ubuntu-aliases/store';
import { pendingMigrations, startEmbeddedPostgres } from '@ubuntu-aliases/store/postgres';
import type { OpsEnv } from '../env.ts';

const top = path.resolve(import.meta.dirname, '../../../..');

/** The database that `pnpm start` uses: DATABASE_URL, else the embedded one, for the while and only when nobody has it. */
export async function withOpsDatabase<T>(env: OpsEnv, use: (database: Database) => Promise<T>): Promise<T> {
  if (env.DATABASE_URL) return withUrl(env.DATABASE_URL, use);
  const server = await startEmbeddedPostgres({
    dataDir: path.resolve(top, env.DATA_DIR),
    log: console.error,
  });
  try {
    return await withUrl(server.url, use);
  } finally {
    await server.stop();
  }
}

async function withUrl<T>(url: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({ url, poolSize: 3 });
  try {
    const pending = await pendingMigrations(database.pool);
    if (pending.length > 0)
      throw new Error(`The database is not migrated (pnpm db:migrate): ${pending.join(', ')}`);
    return await use(database);
  } finally {
    await database.close();
  }
}
