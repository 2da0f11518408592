import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AppError } from '@ubuntu-aliases/shared';
import { createStores, withTransaction } from '@ubuntu-aliases/store';
import { away, openSyncScene, type SyncScene } from '../testing/sync-scene.ts';
import { noticeRecovery } from '../recovery.ts';
import { createSyncRunService } from './runs.ts';

let scene: SyncScene;
const never = new AbortController().signal;
beforeAll(async () => {
  scene = await openSyncScene();
  for (let n = 0; n < 4; n += 1) await scene.addDomain();
});
afterAll(() => scene.close());
beforeEach(async () => {
  scene.trouble.error = null;
  scene.whileReading(() => Promise.resolve());
  await scene.query('DELETE FROM sync_runs');
  await scene.query(`UPDATE launchpad_gate SET blocked_until = NULL, failures = 0, open_until = NULL, trickle_until = NULL, trickle_busy_until = NULL`);
}); // prettier-ignore

const gate = () => scene.stores.launchpadGate.read(scene.clock());
const pass = (ms: number) => (scene.time.now = new Date(scene.time.now.getTime() + ms));
const queueAll = () => scene.stores.syncQueue.enqueueDue(scene.clock(), 60_000);
const states = async () =>
  (await scene.query(`SELECT state, reason_detail AS why FROM sync_runs ORDER BY id`)).map((r) =>
    [r['state'], r['why']].filter(Boolean).join(' '),
  );

it('never more than two at once, of three workers and the trickle together', async () => {
  let now = 0;
  let most = 0;
  scene.whileReading(async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 20));
    now -= 1;
  });
  const queued = await queueAll();
  expect(queued).toBe(6);
  const workers = [scene.newEngine(), scene.newEngine(), scene.newEngine()];
  const takeTrickle = () =>
    withTransaction(scene.database, (tx) =>
      createStores(tx).launchpadGate.takeTrickle(scene.clock(), new Date(scene.clock().getTime() + 60_000)),
    );
  // Beside the trickle there is one seat.
  expect(await takeTrickle()).toBe(true);
  await Promise.all(workers.map((worker) => worker.runNext(never)));
  expect([most, (await states()).filter((s) => s === 'queued').length]).toEqual([1, 5]);
  await scene.query(`UPDATE launchpad_gate SET trickle_until = NULL, trickle_busy_until = NULL`);
  const work = async (worker: (typeof workers)[number]) => {
    for (let n = 0; n < 200 && (await states()).some((s) => s === 'queued'); n += 1) {
      if (!(await worker.runNext(never))) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const both = Promise.withResolvers<void>();
  scene.whileReading(async () => {
    now += 1;
    most = Math.max(most, now);
    // The first waits for a second; with both seats taken the trickle waits.
    if (now === 2) both.resolve();
    await both.promise;
    if (now === 2) expect(await takeTrickle()).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    now -= 1;
  });
  await Promise.all(workers.map(work));
  expect(most).toBe(2);
  expect(await takeTrickle()).toBe(true);
}); // prettier-ignore

it('asked to wait, nobody asks anything that is scheduled until then, in any process; a person may probe', async () => {
  scene.trouble.error = away(503, 600);
  await scene.enqueue('schedule');
  await scene.newEngine().runNext(never);
  expect(await states()).toEqual(['stopped asked_to_wait']);
  expect(await gate()).toMatchObject({ state: 'waiting' });
  await queueAll();
  expect(await scene.newEngine().runNext(never)).toBe(false);
  // Somebody else's answer in the meantime does not end what was asked for.
  await scene.stores.launchpadGate.succeeded();
  expect(await gate()).toMatchObject({ state: 'waiting' });
  scene.trouble.error = null;
  expect(await scene.sync('admin')).toMatchObject({ state: 'applied' });
  expect(await gate()).toEqual({ state: 'ok', until: null });
});

it.each([
  [45_000, 'stopped asked_to_wait'],
  [40, 'applied'],
])('a run under way hears that another process was asked to wait %i ms', async (ms, expected) => {
  scene.whileReading(async (options) => {
    await scene.stores.launchpadGate.askedToWait(new Date(scene.clock().getTime() + ms));
    setTimeout(() => pass(50), 20);
    // The next page.
    await options.beforeAttempt?.();
  });
  await scene.enqueue('schedule');
  expect(await scene.newEngine().runNext(never)).toBe(true);
  expect(await states()).toEqual([expected]);
});

it('three failures in a row open the circuit, longer each time; it is shown, and an answer closes it', async () => {
  const runs = createSyncRunService({ database: scene.database, clock: scene.clock });
  const shown = async () => (await runs.list({ limit: 1 }, null)).launchpad;
  scene.trouble.error = away(502);
  for (let n = 0; n < 2; n += 1) await scene.sync();
  expect(await shown()).toEqual({ state: 'ok', until: null });
  await scene.sync();
  expect(await shown()).toEqual({ state: 'open', until: new Date(scene.clock().getTime() + 60_000) });
  await queueAll();
  expect(await scene.newEngine().runNext(never)).toBe(false);
  pass(61_000);
  expect(await scene.newEngine().runNext(never)).toBe(true);
  expect(await shown()).toEqual({ state: 'open', until: new Date(scene.clock().getTime() + 120_000) });
  scene.trouble.error = null;
  expect(await scene.sync('admin')).toMatchObject({ state: 'applied' });
  expect(await shown()).toEqual({ state: 'ok', until: null });
});

it('an answer to a person closes it, and only when this process had met the fault; what Launchpad asked for stays', async () => {
  let fault: AppError | null = null;
  const { launchpadGate } = scene.stores;
  const verification = () =>
    noticeRecovery({ verify: () => (fault ? Promise.reject(fault) : Promise.resolve({ account: null, teams: null })) }, launchpadGate);
  const person = verification();
  const open = async () => {
    for (let n = 0; n < 3; n += 1) await launchpadGate.failed(scene.clock(), null);
    expect(await gate()).toMatchObject({ state: 'open' });
  };
  await open();
  await person.verify('x', []);
  expect(await gate()).toMatchObject({ state: 'open' });
  for (const code of ['launchpad.unexpected_response', 'launchpad.unavailable'] as const) {
    fault = new AppError(code);
    await expect(person.verify('x', [])).rejects.toThrow(fault);
    fault = null;
    // Another process has nothing to tell.
    await verification().verify('x', []);
    expect(await gate()).toMatchObject({ state: 'open' });
    await person.verify('x', []);
    expect(await gate()).toMatchObject({ state: code === 'launchpad.unavailable' ? 'ok' : 'open' });
  }
  await launchpadGate.askedToWait(new Date(scene.clock().getTime() + 60_000));
  fault = new AppError('launchpad.unavailable');
  await expect(person.verify('x', [])).rejects.toThrow(fault);
  fault = null;
  await person.verify('x', []);
  expect(await gate()).toMatchObject({ state: 'waiting' });
}); // prettier-ignore
