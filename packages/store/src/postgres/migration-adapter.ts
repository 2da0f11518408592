import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

export interface MigrationAdapter extends SqlMigrationAwareDriverAdapterFactory {
  /** Ends every connection and drops the scratch databases; the engine itself leaves some open. */
  close(): Promise<void>;
}

/**
 * The adapter that Prisma's engine migrates through, mended in three places of @prisma/adapter-pg 7.10:
 * it cuts scripts at every semicolon, also inside functions, strings and comments; it cannot read the
 * type "char", in which PostgreSQL tells what kind a constraint is, so a schema with a CHECK cannot be
 * compared; and given a connection string its "shadow" database is the very database it should spare,
 * since the string's database name wins over the one that it sets.
 */
export function createMigrationAdapter(databaseUrl: string): MigrationAdapter {
  const open = new Set<() => Promise<void>>();

  async function connect(url: string, afterwards: () => Promise<void>): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({ connectionString: url });
    const adapter = await new PrismaPg(pool).connect();
    const dispose = async () => {
      if (!open.delete(dispose)) return;
      await adapter.dispose();
      await pool.end();
      await afterwards();
    };
    open.add(dispose);
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      dispose,
      executeScript: (script: string) => executeScript(pool, script),
      queryRaw: (query: SqlQuery) => readCharacters(query, queryRaw),
    });
  }

  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(databaseUrl, () => Promise.resolve()),
    async connectToShadowDb() {
      const scratch = await createScratchDatabase(databaseUrl);
      return connect(scratch.url, scratch.drop);
    },
    async close() {
      for (const dispose of [...open]) await dispose();
    },
  };
}

/** Columns of type "char" in the engine's questions, and how to ask for them so that the adapter can answer. */
const CHARACTER_COLUMNS: Record<string, [question: string, readable: string]> = {
  constraint_type: ['constr.contype AS constraint_type', 'constr.contype::text AS constraint_type'],
  confdeltype: ['con.confdeltype,', 'con.confdeltype::text AS confdeltype,'],
  confupdtype: ['con.confupdtype,', 'con.confupdtype::text AS confupdtype,'],
};

/** The engine wants a character in these columns, and the adapter can fetch one only as text. */
async function readCharacters(
  query: SqlQuery,
  queryRaw: SqlDriverAdapter['queryRaw'],
): Promise<SqlResultSet> {
  let { sql } = query;
  for (const [question, readable] of Object.values(CHARACTER_COLUMNS)) sql = sql.replace(question, readable);
  const result = await queryRaw({ ...query, sql });
  if (sql === query.sql) return result;
  const columnTypes = result.columnTypes.map((type, column) =>
    (result.columnNames[column] ?? '') in CHARACTER_COLUMNS ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}

/** One simple query: PostgreSQL itself finds the statements and runs them in one transaction, all or nothing. */
async function executeScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = 'XX000', severity = 'ERROR', message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
  }
}

/** A database beside the given one, on the same server. */
export async function createScratchDatabase(
  databaseUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `scratch_${randomUUID().replaceAll('-', '')}`;
  await execute(databaseUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  return {
    url: withDatabase(databaseUrl, name),
    drop: () => execute(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** The same server and account, another database. */
export function withDatabase(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** One statement on a connection of its own, as CREATE and DROP DATABASE need. */
export async function execute(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
