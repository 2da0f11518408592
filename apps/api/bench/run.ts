import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { createRateLimiter, openDatabase } from '@ubuntu-aliases/store';
import { migrate, startThrowAwayPostgres } from '@ubuntu-aliases/store/postgres';
import { seed } from '../../../prisma/seed.ts';
import { start } from './children.ts';
import { countCallback } from './count-callback.ts';
import { recordStatements } from './record-statements.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';

const ROUNDS = 5;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4);
const CONNECTIONS = 50;
const here = import.meta.dirname;

export interface Figure {
  what: string;
  floor: string;
  measured: string;
  target: string;
  isReached: boolean;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Requests per second of `GET aliases` by somebody who is signed in, beside the bare floor; then the counts. */
export async function benchApi(measurePages: (productUrl: string) => Promise<Figure[]>): Promise<Figure[]> {
  const postgres = await startThrowAwayPostgres();
  await migrate(postgres.url);
  await seed(postgres.url);
  const sandbox = await start(path.join(here, '../../sandbox/src/main.ts'), {
    SANDBOX_PORT: '0',
    SANDBOX_SMTP_PORT: '0',
  });
  const port = await freePort();
  const env = {
    ROLE: 'api',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: postgres.url,
    UBUNTU_SSO_URL: sandbox.url,
    LAUNCHPAD_URL: sandbox.url,
    SMTP_URL: sandbox.message['smtpUrl'],
    MAIL_FROM: 'bench@aliases.example',
    SESSION_SECRET: 'a secret of the bench',
    RATE_LIMIT_FACTOR: '1000000',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  };
  const product = await start(path.join(here, '../src/main.ts'), env);
  try {
    const cookie = await finishSignIn(product.url, await startSignIn(product.url, 'BnMrsh2'));
    const throughput = await benchAliases(postgres.url, product.url, cookie);
    return [throughput, ...(await measurePages(product.url)), ...(await countCallback(env, sandbox.url))];
  } finally {
    product.stop();
    sandbox.stop();
    await postgres.stop();
  }
}

async function benchAliases(databaseUrl: string, productUrl: string, cookie: string): Promise<Figure> {
  const statements = await recordAliasesStatements(databaseUrl);
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'bench-')), 'statements.json');
  await writeFile(file, JSON.stringify(statements));
  const floor = await start(
    path.join(here, 'floor-server.ts'),
    { DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    [file],
  );
  const load = async (url: string, seconds = SECONDS) => {
    const result = await autocannon({
      url,
      connections: CONNECTIONS,
      duration: seconds,
      headers: { cookie },
    });
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
    return result.requests.average;
  };
  try {
    const productList = `${productUrl}/api/v1/aliases`;
    await load(floor.url, 2);
    await load(productList, 2);
    const pairs: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      pairs.push([await load(floor.url), await load(productList)]);
    const ratio = median(pairs.map(([bare, ours]) => ours / bare));
    return {
      what: `signed-in GET aliases, ${CONNECTIONS} connections, requests/s of the bare floor (${statements.length} statements)`,
      floor: median(pairs.map(([bare]) => bare)).toFixed(0),
      measured: `${median(pairs.map(([, ours]) => ours)).toFixed(0)} (${ratio.toFixed(2)})`,
      target: '≥ 0.5',
      isReached: ratio >= 0.5,
    };
  } finally {
    floor.stop();
  }
}

/** What the product sends for one request: session, limit, list. */
async function recordAliasesStatements(databaseUrl: string) {
  const database = openDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    const session = await database.client.session.findFirstOrThrow();
    const limiter = createRateLimiter(database.pool, { name: 'bench', points: 1e9, durationSeconds: 60 });
    // Opens the connection, whose own statements are no part of a request.
    await database.ping();
    return await recordStatements(async () => {
      await database.reads.findSession(session.idHash, new Date());
      await limiter.take('somebody');
      await database.reads.listAliases(session.memberId, { limit: 25 });
    });
  } finally {
    await database.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
