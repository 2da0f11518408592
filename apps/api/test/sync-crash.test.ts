import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStores, openDatabase, type Database } from '@ubuntu-aliases/store';
import { createTestDatabase, type TestDatabase } from '@ubuntu-aliases/store/testing';
import { seed } from '../../../prisma/seed.ts';
import { useSeed } from './support/chance.ts';
import { environment } from './support/product.ts';
import { spawnProduct, type ProductProcess } from './support/process.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

/** Kills of a run, `pnpm test:soak` makes more of them. */
const KILLS = Number(process.env['SYNC_KILLS'] ?? 20);
const PEOPLE = 9;
const DOMAIN = 'kubuntu.org';
const TEAM = 'kubuntu-members';
const RUNS_ONLY = fileURLToPath(new URL('support/sync-worker.ts', import.meta.url));

let made: TestDatabase;
let database: Database;
let sandbox: Sandbox;
let started = 0;
const workers: ProductProcess[] = [];
const { random, seed: chance } = useSeed('SYNC_SEED');

beforeAll(async () => {
  [made, sandbox] = await Promise.all([createTestDatabase(), startSandbox()]);
  await seed(made.url);
  database = openDatabase({ url: made.url, poolSize: 3 });
  // People who have signed in, with an address each.
  const names = Array.from({ length: PEOPLE }, (_, n) => `crew-${n}`);
  for (const [n, name] of names.entries())
    await sandbox.control('POST', '/people', { openid: `Crew${n}`, name, displayName: name, email: `${name}@example.org`, cocSigned: true, valid: true, teams: [TEAM] });
  const { id: domainId } = await database.client.domain.findUniqueOrThrow({ where: { name: DOMAIN } });
  await database.client.domain.update({ where: { id: domainId }, data: { settings: { brake: { floor: 1000, percent: 100 } } } });
  for (const [n, name] of names.entries()) {
    const member = await database.client.member.create({ data: { claimedIdentifier: sandbox.identifier(`Crew${n}`), launchpadName: name, email: `${name}@example.org` } });
    await createStores(database.client).aliases.createMany([{ domainId, localPart: name, memberId: member.id, origin: 'provisioned', recipient: `${name}@example.org` }], new Date());
  }
}, 120_000); // prettier-ignore
afterAll(async () => {
  await Promise.all(workers.map((w) => w.stop()));
  await database.close();
  await Promise.all([sandbox.stop(), made.drop()]);
});

const startWorker = async () => {
  const env = { ...environment(sandbox, made.url, 'http://localhost:1'), ROLE: 'worker' };
  // The first one, and one in ten, is the whole of a worker.
  const isWhole = started % 10 === 0;
  started += 1;
  const worker = isWhole ? spawnProduct(env) : spawnProduct(env, RUNS_ONLY);
  workers.push(worker);
  await worker.ready;
};
const enqueue = async () => {
  const { id } = await database.client.domain.findUniqueOrThrow({ where: { name: DOMAIN } });
  return createStores(database.client).syncQueue.enqueue(
    { domainId: id, mode: 'apply', origin: 'admin', requestedBy: null },
    new Date(),
  );
};
const query = async (sql: string) => (await database.pool.query<Record<string, number>>(sql)).rows[0];

test(`workers that are killed at any moment: nothing half applied, nothing twice (SYNC_SEED=${chance})`, async () => {
  const struck: Record<string, number> = {};
  let left = 0;
  let kills = 0;
  await startWorker();
  for (let round = 0; kills < KILLS; round += 1) {
    // Some leave, some come back, some have another name.
    for (let n = 0; n < PEOPLE; n += 1) {
      if (random() < 0.4) await sandbox.control('PATCH', `/people/Crew${n}`, { teams: random() < 0.5 ? [TEAM] : [] });
      else if (random() < 0.1) await sandbox.control('PATCH', `/people/Crew${n}`, { name: `crew-${n}-${round}` });
    }
    // The second of the two is the one that takes away.
    for (const isLast of [false, true]) {
      const run = await enqueue();
      const stateNow = async () => (await database.pool.query<{ state: string }>('SELECT state FROM sync_runs WHERE id = $1', [run.id])).rows[0]?.state ?? '';
      if (isLast || random() < 0.5) {
        for (let n = 0; n < 500 && (await stateNow()) === 'queued'; n += 1) await sleep(5);
        await sleep(random() ** 2 * 400);
        // All that live, so that whoever does the work is among them.
        const killed = workers.splice(0);
        await Promise.all(killed.map((w) => w.stop()));
        kills += killed.length;
        const state = await stateNow();
        struck[state] = (struck[state] ?? 0) + 1;
        // Its lease is over, as it would be half a minute later.
        await database.pool.query(`UPDATE sync_runs SET lease_until = '2000-01-01' WHERE lease IS NOT NULL`);
        // Two or three come in its place, and all of them want it.
        await Promise.all([startWorker(), startWorker(), ...(random() < 0.5 ? [startWorker()] : [])]);
      }
      for (let n = 0; ; n += 1) {
        const state = await stateNow();
        if (state === 'applied') break;
        expect([state, n < 900]).toEqual([/queued|reading|applying/.test(state) ? state : 'applied', true]);
        await sleep(50);
      }
    }
    const sums = await query(`SELECT (SELECT count(*) FROM entitlement_losses)::int AS losses,
      (SELECT count(*) FROM sync_run_items WHERE is_loss AND state = 'applied')::int AS items,
      (SELECT count(*) FROM sync_run_items WHERE state IN ('planned', 'waiting'))::int AS open,
      (SELECT count(*) FROM audit_entries WHERE action = 'alias.grace_begun')::int AS audited,
      (SELECT count(*) FROM audit_entries WHERE action = 'alias.restored')::int AS restored,
      (SELECT count(*) FROM aliases WHERE entitlement = 'grace')::int AS graced,
      (SELECT count(*) FROM sync_runs WHERE lease IS NOT NULL)::int AS held`);
    const losses = sums?.['losses'] ?? 0;
    expect(sums).toEqual({ losses, items: losses, open: 0, audited: losses, restored: sums?.['restored'], graced: losses - (sums?.['restored'] ?? 0), held: 0 });
    left = losses;
  }
  console.log(`SYNC_SEED=${chance}: ${kills} workers killed, runs at that moment: ${JSON.stringify(struck)}`);
  expect(left).toBeGreaterThan(0);
}, KILLS * 120_000); // prettier-ignore
