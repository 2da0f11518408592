import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  NO_FILTERS,
  migrationNames,
  withSchemaEngine,
  readMigrations,
  type SchemaFiles,
  schemaFiles,
} from './schema-engine.ts';

export interface MigrateOptions {
  log?: (line: string) => void;
  /** How long to wait for a database that is starting. */
  waitSeconds?: number;
  files?: SchemaFiles;
}

/** Ours, apart from the number that Prisma's engine takes while it works (72707369). */
const ADVISORY_LOCK = 4_127_310_582;

/**
 * Brings the database to the newest migration; a second process waits for the first one and then finds
 * nothing to do. The lock has a connection of its own, so it goes when this process goes.
 */
export async function migrate(
  databaseUrl: string,
  options: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const { log = () => undefined, waitSeconds = 30, files = schemaFiles } = options;
  const client = await connectPatiently(databaseUrl, waitSeconds, log);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    if ((await pendingAmong(client, files)).length === 0) return { applied: [] };
    const list = await readMigrations(files);
    const result = await withSchemaEngine(databaseUrl, files, (engine) =>
      engine.applyMigrations({ migrationsList: list, filters: NO_FILTERS }),
    );
    for (const name of result.appliedMigrationNames) log(`applied migration ${name}`);
    return { applied: result.appliedMigrationNames };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Migrations of this checkout that the database has not finished; empty means that it is in line, or
 * ahead as during a rolling update. It reads one small table, so a readiness probe can afford it.
 */
export async function pendingMigrations(
  database: string | Queryable,
  files: SchemaFiles = schemaFiles,
): Promise<string[]> {
  if (typeof database !== 'string') return pendingAmong(database, files);
  const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await pendingAmong(client, files);
  } finally {
    await client.end();
  }
}

export type Queryable = Pick<pg.Pool, 'query'> | Pick<pg.Client, 'query'>;

async function pendingAmong(database: Queryable, files: SchemaFiles): Promise<string[]> {
  const names = await migrationNames(files);
  try {
    const { rows } = await database.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const finished = new Set(rows.map((row) => row.migration_name));
    return names.filter((name) => !finished.has(name));
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42P01') return names; // No such table: an empty database.
    throw error;
  }
}

/** Connection refused and "the database system is starting up" pass; a wrong password does not. */
async function connectPatiently(
  url: string,
  seconds: number,
  log: (line: string) => void,
): Promise<pg.Client> {
  const deadline = Date.now() + seconds * 1000;
  for (let told = false; ;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const refused = error instanceof pg.DatabaseError && error.code !== '57P03';
      if (refused || Date.now() > deadline) {
        throw new Error(`Cannot reach the database at ${withoutPassword(url)}: ${reasonOf(error)}`, {
          cause: error,
        });
      }
      if (!told) log(`waiting for the database at ${withoutPassword(url)}`);
      told = true;
      await sleep(250);
    }
  }
}

/** Node reports "every address of localhost refused" as an AggregateError without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return '(not a URL)';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
