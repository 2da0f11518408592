import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { acquireProcessLock } from './process-lock.ts';
import { accountForPostgres, makePassableFolder } from './run-as.ts';
import { type Server, type ServerOptions, spawnServer, stopOrphan } from './server-process.ts';

export interface EmbeddedPostgresOptions {
  /** Keeps the data, the password (mode 0600) and the server's log. One process at a time may use it. */
  dataDir: string;
  log?: (line: string) => void;
  /** False for data that nobody will miss: faster, and lost when the machine loses power. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  url: string;
  /** Settles when the server ends, also by itself. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const DATABASE = 'aliases';

/**
 * Privacy: a failing statement and the DETAIL of a unique violation hold people's addresses, so neither
 * goes to the log. PostgreSQL listens on loopback TCP only; a socket file would need a folder of its own.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const NOT_DURABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/** Starts a real PostgreSQL from the npm package, creating its data the first time. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32')
    throw new Error('On Windows set DATABASE_URL, or use the Linux subsystem.');
  const { durable = true, log = () => undefined } = options;
  const dataDir = path.resolve(options.dataDir);
  const account = accountForPostgres();
  // PostgreSQL's user passes through to its own folder, which is 0700.
  if (account) await makePassableFolder(dataDir);
  else await mkdir(dataDir, { recursive: true });
  const locks = [await acquireProcessLock(dataDir, 'postgres')];
  const release = async () => void (await Promise.all(locks.map((lock) => lock.release())));
  try {
    const binaries = await findBinaries(account, log);
    const { location, password } = await openCluster(dataDir, binaries, account, { durable, log });
    // Data outside DATA_DIR is locked as well: a copied DATA_DIR would name the same place.
    const home = path.dirname(location);
    if (home !== dataDir) locks.push(await acquireProcessLock(home, 'postgres'));
    await stopOrphan(location);
    const server = await startServer(
      {
        postgres: binaries.postgres,
        location,
        account,
        logFile: path.join(dataDir, 'postgres.log'),
        settings: durable ? SETTINGS : { ...SETTINGS, ...NOT_DURABLE },
      },
      password,
    );
    let stopping: Promise<void> | undefined;
    const stop = () => (stopping ??= server.stop().then(release));
    return { url: urlOf(server.port, password, DATABASE), exited: server.exited, stop };
  } catch (error) {
    await release();
    throw error;
  }
}

/** A cluster in a temporary folder that is gone after `stop()`: for tests and schema comparisons. */
export async function startThrowAwayPostgres(log?: (line: string) => void): Promise<EmbeddedPostgres> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'aliases-postgres-'));
  chmodSync(dataDir, 0o711);
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const server = await startEmbeddedPostgres({ dataDir, durable: false, log });
    return { ...server, stop: () => server.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Tries again when another program took the port first, or a killed server's last processes are still ending. */
async function startServer(options: ServerOptions, password: string): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await spawnServer(options);
    try {
      await waitUntilReady(server, password);
      return server;
    } catch (error) {
      await server.stop();
      const output = existsSync(options.logFile) ? readFileSync(options.logFile, 'utf8') : '';
      const passing =
        /could not bind|Address already in use|shared memory block|lock file .* already exists/.test(output);
      if (!passing || attempt >= 10)
        throw new Error(`PostgreSQL did not start: ${output.trim()}`, { cause: error });
      await sleep(attempt * 100);
    }
  }
}

async function waitUntilReady(server: Server, password: string): Promise<void> {
  const deadline = Date.now() + 60_000; // Recovery after a crash replays what was not yet written.
  while (!server.hasExited()) {
    const client = new pg.Client({ connectionString: urlOf(server.port, password, 'postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
      return;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code !== '57P03') throw error; // 57P03: still starting
      if (Date.now() > deadline) throw error;
      await sleep(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error('the server ended at once');
}

const urlOf = (port: number, password: string, database: string) =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
