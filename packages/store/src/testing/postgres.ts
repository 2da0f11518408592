import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startThrowAwayPostgres } from '../postgres/embedded-postgres.ts';
import { withDatabase } from '../postgres/migration-adapter.ts';
import { migrate } from '../postgres/migrate.ts';
import { migrationsHash } from '../postgres/schema-engine.ts';

export interface TestDatabase {
  url: string;
  /** As it was made, in a hundredth of the time that another one takes; for tests that leave the schema alone. */
  empty(): Promise<void>;
  drop(): Promise<void>;
}

/** The cluster of this test run; whoever started the run put its address here. */
const VARIABLE = 'TEST_POSTGRES_URL';
/** Serialises the making of the template, across processes. */
const ADVISORY_LOCK = 4_127_310_583;

/**
 * One cluster for a whole test run with a migrated template in it. The run that finds a cluster in the
 * environment uses that, and its `stop` leaves it alone.
 */
export async function startTestCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env[VARIABLE];
  if (given) {
    await prepareTemplate(given);
    return { url: given, stop: () => Promise.resolve() };
  }
  const server = await startThrowAwayPostgres();
  process.env[VARIABLE] = server.url;
  await prepareTemplate(server.url);
  const stop = () => {
    delete process.env[VARIABLE];
    return server.stop();
  };
  return { url: server.url, stop };
}

/**
 * A migrated, otherwise empty database of one's own: one for each test file, dropped after it. FILE_COPY is
 * the faster of PostgreSQL's two ways where nothing is synced to disk: 40 ms, not 80.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env[VARIABLE];
  if (!server)
    throw new Error(`${VARIABLE} is not set: name vitest-global-setup.ts in the workspace's vitest config`);
  const template = await templateName();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`),
  );
  const url = withDatabase(server, name);
  return {
    url,
    empty: () => administer(url, empty),
    drop: () => administer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** What migrations filled, and no test of one database changes. */
const KEPT = ['_prisma_migrations', 'kept_secrets'];

/** Row by row and without triggers, since the audit log refuses it and most tables have no rows. */
async function empty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1)`,
    [KEPT],
  );
  const deletions = rows.map(({ name }) => `DELETE FROM ${name};`);
  await client.query(
    `SET session_replication_role = replica; ${deletions.join(' ')} INSERT INTO launchpad_gate DEFAULT VALUES`,
  );
}

const templateName = async () => `template_${await migrationsHash()}`;

/** Migrates once for each state of the migrations; a run that dies half-way leaves no half template. */
async function prepareTemplate(server: string): Promise<void> {
  const template = await templateName();
  await administer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    await client.query(`DROP DATABASE IF EXISTS ${template}_draft WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${template}_draft TEMPLATE template0`);
    await migrate(withDatabase(server, `${template}_draft`));
    await client.query(`ALTER DATABASE ${template}_draft RENAME TO ${template}`);
    await client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  });
}

async function administer(server: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
