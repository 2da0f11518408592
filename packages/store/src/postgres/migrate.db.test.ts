import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts';
import { diffDatabase, diffSchema } from './diff.ts';
import { createScratchDatabase, execute } from './migration-adapter.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { migrationNames, type SchemaFiles, schemaFiles } from './schema-engine.ts';

let scratch: Awaited<ReturnType<typeof createScratchDatabase>>;
beforeEach(async () => {
  scratch = await createScratchDatabase(process.env.TEST_POSTGRES_URL ?? '');
});
afterEach(() => scratch.drop());

describe('migrate', () => {
  it('applies everything once, also when two begin at once', async () => {
    const names = await migrationNames(schemaFiles);
    expect(await pendingMigrations(scratch.url)).toEqual(names);
    const runs = await Promise.all([migrate(scratch.url), migrate(scratch.url)]);
    expect(runs.flatMap((run) => run.applied)).toEqual(names);
    expect(await pendingMigrations(scratch.url)).toEqual([]);
    expect(await migrate(scratch.url)).toEqual({ applied: [] });
  });

  it('says which database cannot be reached, without the password', async () => {
    const failed = migrate('postgresql://somebody:secret@127.0.0.1:1/aliases', { waitSeconds: 0 });
    await expect(failed).rejects.toThrow(/127\.0\.0\.1:1\/aliases.*ECONNREFUSED/);
    await expect(failed).rejects.not.toThrow(/secret/);
  });
});

describe('a migration of its own', () => {
  let files: SchemaFiles;
  let folder: string;
  /** A schema of one table: what is tried does not depend on how much there is. */
  const SCHEMA = `datasource db {
  provider = "postgresql"
}

model Thing {
  id   Int    @id
  name String

  @@map("things")
}
`;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'prisma-'));
    files = { schema: path.join(folder, 'schema.prisma'), migrations: path.join(folder, 'migrations') };
    await writeFile(files.schema, SCHEMA);
    await mkdir(path.join(files.migrations, '20260101000000_first'), { recursive: true });
    await cp(
      path.join(schemaFiles.migrations, 'migration_lock.toml'),
      path.join(files.migrations, 'migration_lock.toml'),
    );
    await writeFile(
      path.join(files.migrations, '20260101000000_first/migration.sql'),
      'CREATE TABLE "things" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "things_pkey" PRIMARY KEY ("id"));',
    );
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function addMigration(sql: string): Promise<void> {
    await mkdir(path.join(files.migrations, '29990101000000_more'));
    await writeFile(path.join(files.migrations, '29990101000000_more/migration.sql'), sql);
  }

  it('keeps functions, strings and comments whole, whatever semicolons they hold', async () => {
    await addMigration(`-- one; two
      CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;
      COMMENT ON FUNCTION twice(int) IS 'n; twice';`);
    await migrate(scratch.url, { files });
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    const { rows } = await client.query('SELECT twice(21) AS answer');
    await client.end();
    expect(rows).toEqual([{ answer: 42 }]);
  });

  it('is all or nothing', async () => {
    await addMigration('CREATE TABLE half (n int); SELECT no_such_function();');
    await expect(migrate(scratch.url, { files })).rejects.toThrow('no_such_function');
    await expect(execute(scratch.url, 'SELECT FROM half')).rejects.toThrow('does not exist');
  });

  it('is missed by the comparison when schema.prisma does not know it', async () => {
    await addMigration('ALTER TABLE things DROP COLUMN name;');
    expect(await diffSchema(scratch.url, files)).toContain('ADD COLUMN     "name"');
  });

  it('is asked for when only schema.prisma knows it', async () => {
    await writeFile(files.schema, `${SCHEMA}\nmodel Extra {\n  id Int @id\n  n  Int\n\n  @@index([n])\n}\n`);
    const sql = await diffSchema(scratch.url, files);
    expect(sql).toContain('CREATE TABLE "Extra"');
    expect(sql).toContain('CREATE INDEX "Extra_n_idx"');
  });
});

describe('diffDatabase', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it('sees what is missing and what is too much', async () => {
    await execute(
      database.url,
      `ALTER TABLE members DROP COLUMN display_name;
       DROP INDEX members_launchpad_name_idx;
       ALTER TABLE members ALTER version DROP NOT NULL;
       CREATE TABLE stray (id int PRIMARY KEY);
       CREATE INDEX stray_idx ON members (email)`,
    );
    const sql = await diffDatabase(database.url);
    expect(sql).toContain('ADD COLUMN     "display_name"');
    expect(sql).toContain('CREATE INDEX "members_launchpad_name_idx"');
    expect(sql).toContain('ALTER COLUMN "version" SET NOT NULL');
    expect(sql).toContain('DROP TABLE "stray"');
    expect(sql).toContain('DROP INDEX "stray_idx"');
  });

  it('leaves to SQL what schema.prisma has no words for', async () => {
    await execute(
      database.url,
      `ALTER TABLE members ADD CONSTRAINT stray CHECK (display_name <> '-');
       CREATE INDEX stray_partial ON members (email) WHERE email IS NOT NULL;
       CREATE INDEX stray_expression ON members (lower(email));
       CREATE UNIQUE INDEX stray_nulls ON members (email) NULLS NOT DISTINCT;
       CREATE INDEX stray_include ON members (email) INCLUDE (version);
       CREATE FUNCTION stray() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
       CREATE TRIGGER stray BEFORE UPDATE ON members FOR EACH ROW EXECUTE FUNCTION stray()`,
    );
    expect(await diffDatabase(database.url)).toBe('');
  });
});
