import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diffSchema } from '../postgres/diff.ts';
import { startThrowAwayPostgres } from '../postgres/embedded-postgres.ts';
import { pendingMigrations } from '../postgres/migrate.ts';
import { schemaFiles } from '../postgres/schema-engine.ts';
import { runCli } from './with-database.ts';

/**
 * `pnpm db:diff`: do the migrations lead to schema.prisma? Prints the SQL that is missing and ends with
 * 1; `--create NAME` writes it as a new migration instead. With DATABASE_URL it also says which
 * migrations that database still lacks. The comparison itself needs a server only to try things on.
 */
await runCli(async () => {
  const { values } = parseArgs({ options: { create: { type: 'string' } } });
  if (process.env.DATABASE_URL) {
    const pending = await pendingMigrations(process.env.DATABASE_URL);
    console.log(pending.length === 0 ? 'the database is migrated' : `not applied yet: ${pending.join(', ')}`);
  }
  const sql = await compare();
  if (sql === '') {
    console.log('the migrations lead to schema.prisma');
    return 0;
  }
  if (values.create === undefined) {
    console.log(sql);
    console.error(
      'schema.prisma and the migrations differ: `pnpm db:diff --create NAME` writes the SQL above',
    );
    return 1;
  }
  const file = migrationFile(values.create);
  mkdirSync(path.dirname(file));
  writeFileSync(file, sql);
  console.log(`wrote ${path.relative(process.cwd(), file)}: read it, and add what Prisma has no words for`);
  return 0;
});

async function compare(): Promise<string> {
  const server = await startThrowAwayPostgres();
  try {
    return await diffSchema(server.url);
  } finally {
    await server.stop();
  }
}

/** Named as Prisma does; the time sorts them. */
function migrationFile(name: string): string {
  if (!/^[a-z0-9_]+$/.test(name))
    throw new Error('A migration is named with small letters, digits and underscores.');
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return path.join(schemaFiles.migrations, `${time}_${name}`, 'migration.sql');
}
