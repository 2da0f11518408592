import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@ubuntu-aliases/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStores, openDatabase, withTransaction } from '../src/index.ts';
import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '../src/postgres/index.ts';
import { atOnce, useDatabase } from './rows.ts';

const NOW = new Date('2026-05-01T12:00:00Z');

describe('a server that goes and comes back', () => {
  let dataDir: string;
  let server: EmbeddedPostgres;
  const start = () => startEmbeddedPostgres({ dataDir, durable: false });
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'aliases-resilience-'));
    await chmod(dataDir, 0o711);
    server = await start();
    await migrate(server.url);
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('fails what is asked meanwhile, clearly and soon, and answers again afterwards', async () => {
    const port = new URL(server.url).port;
    // What stands before the server in production: an address that stays while servers come and go.
    let target = Number(port);
    const proxy = createServer((socket) => {
      const upstream = connect(target, '127.0.0.1');
      for (const [from, to] of [[socket, upstream], [upstream, socket]] as const) {
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
        from.pipe(to);
      }
    }); // prettier-ignore
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const url = new URL(server.url);
    url.port = String(typeof address === 'object' && address ? address.port : 0);

    const lost: Error[] = [];
    const database = openDatabase({ url: url.href, onConnectionLost: (error) => lost.push(error) });
    const { nonces, domains } = createStores(database.client);
    try {
      await atOnce(5, (n) => nonces.add(`before-${n}`, NOW, NOW));
      await server.stop();
      await expect.poll(() => lost.length, { timeout: 5_000 }).toBeGreaterThan(0);

      const asked = Date.now();
      await expect(database.ping()).rejects.toMatchObject({ code: 'store.unavailable' });
      await expect(domains.listActive()).rejects.toThrow(Error);
      await expect(withTransaction(database, () => Promise.resolve())).rejects.toThrow(Error);
      expect(Date.now() - asked).toBeLessThan(20_000);

      server = await start();
      target = Number(new URL(server.url).port);
      await database.ping();
      expect(await nonces.add('before-1', NOW, NOW)).toBe(false);
      expect(await nonces.add('after', NOW, NOW)).toBe(true);
    } finally {
      await database.close();
      await new Promise((resolve) => proxy.close(resolve));
    }
  }, 60_000);
});

describe('connections that break', () => {
  const db = useDatabase();

  it('in the middle of a transaction: nothing of it stays, and the next one works', async () => {
    const failing = withTransaction(db.database, async (tx) => {
      await createStores(tx).nonces.add('half', NOW, NOW);
      await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
      await createStores(tx).nonces.add('half-2', NOW, NOW);
    });
    await expect(failing).rejects.toThrow(Error);
    expect(await db.stores.nonces.add('half', NOW, NOW)).toBe(true);
  });

  it('all at once, while idle: the next queries open new ones', async () => {
    await atOnce(10, () => db.stores.domains.listActive());
    const { pool } = db.database;
    await pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await expect.poll(() => pool.totalCount, { timeout: 5_000 }).toBeLessThanOrEqual(1);
    expect(await atOnce(10, () => db.stores.domains.listActive())).toHaveLength(10);
  });

  it('more transactions at once than connections take their turns', async () => {
    const added = await atOnce(40, (n) =>
      withTransaction(db.database, (tx) => createStores(tx).nonces.add(`turn-${n}`, NOW, NOW)),
    );
    expect(added.every(Boolean)).toBe(true);
  });
});

it('a server that cannot be reached at start is store.unavailable', async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  const database = openDatabase({ url: `postgresql://u:secret@127.0.0.1:${port}/none` });
  const error = await database.ping().catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'store.unavailable' });
  expect(String(error)).not.toContain('secret');
  await database.close();
});
