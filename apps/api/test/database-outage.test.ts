import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meSchema } from '@ubuntu-aliases/shared';
import { createStores } from '@ubuntu-aliases/store';
import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@ubuntu-aliases/store/postgres';
import { seed } from '../../../prisma/seed.ts';
import type { Product } from './harness.ts';
import { PAGE, startProduct } from './support/product.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

/** A fixed port in front of PostgreSQL, which takes another one at every start. */
async function startDoor() {
  let upstream: number | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (upstream === null) return void socket.destroy();
    const inner = connect(upstream, '127.0.0.1');
    for (const end of [socket, inner]) {
      sockets.add(end);
      end
        .on('error', () => undefined)
        .on('close', () => {
          socket.destroy();
          inner.destroy();
          sockets.delete(end);
        });
    }
    socket.pipe(inner).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    open: (port: number) => void (upstream = port),
    shut: () => void (upstream = null),
    async stop(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let dataDir = '';
let postgres: EmbeddedPostgres;
let door: Awaited<ReturnType<typeof startDoor>>;
let sandbox: Sandbox;
let product: Product;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outage-postgres-'));
  [postgres, door, sandbox] = await Promise.all([
    startEmbeddedPostgres({ dataDir, durable: false }),
    startDoor(),
    startSandbox(),
  ]);
  await migrate(postgres.url);
  await seed(postgres.url);
  const url = new URL(postgres.url);
  door.open(Number(url.port));
  url.port = String(door.port);
  product = await startProduct(sandbox, url.href);
});
afterAll(async () => {
  await product.stop();
  await Promise.all([sandbox.stop(), door.stop()]);
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('with PostgreSQL gone everything says so and nothing else; when it is back, so is everything', async () => {
  const mira = product.browser();
  await mira.signIn('Q4mWz7a');
  const back = await mira.decide(await mira.begin(), 'Q4mWz7a');

  door.shut();
  await postgres.stop();
  for (let round = 0; round < 3; round += 1) {
    for (const answer of await Promise.all([
      mira.get('/api/v1/me'),
      mira.get('/api/v1/aliases'),
      mira.get('/api/v1/domains'),
      mira.change('/api/v1/me', { locale: 'ko' }, { 'if-match': '*' }),
      mira.post('/api/v1/me/verification'),
    ])) {
      expect([answer.status, answer.problem.code]).toEqual([503, 'store.unavailable']);
      expect(answer.header('retry-after')).toBe('5');
      expect(answer.text).not.toMatch(/ECONN|postgres|127\.0\.0\.1|terminat|prisma/i);
    }
  }
  const page = await mira.get('/auth/ubuntu', { accept: 'text/html' });
  expect([page.status, page.header('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
  expect((await mira.finish(back)).status).toBe(503);
  expect((await mira.get('/livez')).status).toBe(200);
  expect((await mira.get('/readyz')).status).toBe(503);
  // Pages need no database, but for telling a landing page from an unknown one.
  expect((await mira.get('/eligibility', { accept: 'text/html' })).text).toBe(PAGE);
  // Nobody was signed out by it.
  expect(mira.cookies.has('session')).toBe(true);

  postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  door.open(Number(new URL(postgres.url).port));
  const me = await mira.get('/api/v1/me');
  expect(me.as(meSchema).member).toMatchObject({ launchpadName: 'mira-lindholm', locale: 'en' });
  expect((await mira.get('/readyz')).status).toBe(200);
  // The answer was not used up, since nothing could be written.
  expect((await mira.finish(back)).header('location')).toBe('/addresses');
  expect(await product.db.errorEntry.count()).toBe(0);
});

test('PostgreSQL is restarted under a run of the sync: it is taken up again and done once', async () => {
  const { id: domainId } = await product.db.domain.findFirstOrThrow({ where: { name: 'kubuntu.org' } });
  const { syncQueue } = createStores(product.database.client);
  const { id } = await syncQueue.enqueue(
    { domainId, mode: 'apply', origin: 'admin', requestedBy: null },
    new Date(),
  );
  await sandbox.fault({ target: 'launchpad', kind: 'slow', delayMs: 400, path: '/participants' });
  const working = product.runSync().catch(() => undefined);
  for (let n = 0; n < 100; n += 1) {
    const { state } = await product.db.syncRun.findUniqueOrThrow({ where: { id } });
    if (state === 'reading') break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  door.shut();
  await postgres.stop();
  await working;
  postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  door.open(Number(new URL(postgres.url).port));
  await sandbox.mend();
  // Its worker is not heard of any more, as after its lease.
  await product.db.syncRun.updateMany({ where: { id }, data: { leaseUntil: new Date(0) } });
  await product.runSync();
  const run = await product.db.syncRun.findUniqueOrThrow({ where: { id } });
  expect([run.state, run.lease, run.attempts]).toEqual(['applied', null, 2]);
  expect(await product.db.errorEntry.count()).toBe(0);
});

test('a restart between two requests costs one answer at the most, and every connection cut at once none', async () => {
  const mira = product.browser();
  await mira.signIn('Q4mWz7a');
  await Promise.all(Array.from({ length: 8 }, () => mira.get('/api/v1/me')));
  await product.database.pool
    .query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    .catch(() => undefined);
  const statuses: number[] = [];
  for (let n = 0; n < 10; n += 1) statuses.push((await mira.get('/api/v1/me')).status);
  expect(statuses.filter((s) => s !== 200 && s !== 503)).toEqual([]);
  expect(statuses.at(-1)).toBe(200);
});

test('with every connection busy for long, it is the database that is not there, not a fault', async () => {
  const mira = product.browser();
  await mira.signIn('Q4mWz7a');
  const busy = Array.from({ length: 5 }, () => product.database.pool.query('SELECT pg_sleep(5.8)'));
  const startedAt = Date.now();
  const answers = await Promise.all([
    mira.get('/api/v1/me'),
    mira.get('/api/v1/domains'),
    mira.post('/api/v1/me/verification'),
  ]);
  // Nobody waits for a connection twice, which would be ten seconds.
  expect(Date.now() - startedAt).toBeLessThan(9_000);
  expect(answers.map((a) => [a.status, a.problem.code])).toEqual(Array(3).fill([503, 'store.unavailable']));
  await Promise.all(busy);
  expect((await mira.get('/api/v1/me')).status).toBe(200);
  expect(await product.db.errorEntry.count({ where: { code: 'internal' } })).toBe(0);
});
