import path from 'node:path';
import type { DiffTarget } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { createScratchDatabase } from './migration-adapter.ts';
import { migrate } from './migrate.ts';
import {
  NO_FILTERS,
  type SchemaFiles,
  schemaFiles,
  schemaTarget,
  withSchemaEngine,
} from './schema-engine.ts';

/**
 * SQL that leads from the migrations to schema.prisma; '' when they agree. The server of `databaseUrl`
 * lends a scratch database for it, the named one is not touched.
 */
export async function diffSchema(databaseUrl: string, files: SchemaFiles = schemaFiles): Promise<string> {
  const scratch = await createScratchDatabase(databaseUrl);
  try {
    await migrate(scratch.url, { files });
    return await diffDatabase(scratch.url, files);
  } finally {
    await scratch.drop();
  }
}

/**
 * The same from a database as it is. The engine compares tables, columns, keys, indexes and enums. It
 * does not see checks, triggers and functions, nor partial and expression indexes; the indexes that it
 * sees but has no words for are taken out here, so hand-written SQL is no difference.
 */
export async function diffDatabase(databaseUrl: string, files: SchemaFiles = schemaFiles): Promise<string> {
  const to = await schemaTarget(files);
  // "The database of the schema's datasource", which here is whatever the adapter is connected to.
  const from: DiffTarget = { ...to, tag: 'schemaDatasource', configDir: path.dirname(files.schema) };
  const result = await withSchemaEngine(databaseUrl, files, (engine) =>
    engine.diff({ from, to, script: true, exitCode: true, filters: NO_FILTERS }),
  );
  const foreign = await indexesWithoutWords(databaseUrl);
  const steps = (result.stdout ?? '').split(/^(?=-- [A-Z])/m).filter((step) => {
    const dropped = /^-- DropIndex\s+DROP INDEX "([^"]+)";\s*$/.exec(step)?.[1];
    return dropped === undefined || !foreign.has(dropped);
  });
  const sql = steps.join('').trim();
  return /^(--.*\s*)*$/.test(sql) ? '' : `${sql}\n`;
}

/** Indexes that schema.prisma cannot describe: NULLS NOT DISTINCT, partial, over expressions, or with INCLUDE. */
async function indexesWithoutWords(databaseUrl: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT indexrelid::regclass::text AS name FROM pg_index
        WHERE indnullsnotdistinct OR indpred IS NOT NULL OR indexprs IS NOT NULL OR indnatts <> indnkeyatts`,
    );
    return new Set(rows.map((row) => row.name.replace(/^"|"$/g, '')));
  } finally {
    await client.end();
  }
}
