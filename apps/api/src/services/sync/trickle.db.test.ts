import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { MemberService } from '../members.ts';
import { createScheduledChecks } from './scheduled-checks.ts';
import { createTrickle } from './trickle.ts';
import { away, openSyncScene, type SyncScene } from '../testing/sync-scene.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const COUNT = 40;
let scene: SyncScene;
const signal = new AbortController().signal;

beforeAll(async () => {
  scene = await openSyncScene();
  await scene.join(...Array.from({ length: COUNT }, (_, n) => `crew${n}`));
});
afterAll(() => scene.close());
beforeEach(async () => {
  for (let n = 0; n < COUNT; n += 1) scene.tell(`crew${n}`, {});
  await scene.query(`UPDATE launchpad_gate SET blocked_until = NULL, failures = 0, open_until = NULL, trickle_until = NULL, trickle_busy_until = NULL`);
  await scene.query('UPDATE members SET verified_at = $1, check_pending_at = NULL', [scene.clock()]);
}); // prettier-ignore

function newTrickle(perMinute = 30, members: Pick<MemberService, 'recheck'> = scene.members) {
  const { database, clock, faults } = scene;
  const asked: string[] = [];
  const recheck: MemberService['recheck'] = (id, requestId) => {
    asked.push(id);
    return members.recheck(id, requestId);
  };
  const check = createScheduledChecks({ database, members: { recheck }, clock });
  return { asked, trickle: createTrickle({ database, check, perMinute, faults, clock }) };
}
const pass = (ms: number) => (scene.time.now = new Date(scene.time.now.getTime() + ms));
const open = async (code: string) =>
  (await scene.query(`SELECT 1 FROM error_entries WHERE code = $1 AND state = 'open'`, [code])).length;

it('everybody has their turn within a day, spread evenly, one worker at a time', async () => {
  const [one, two] = [newTrickle(), newTrickle()];
  const turns: number[] = [];
  pass(DAY * 0.75 + MINUTE);
  for (let minute = 0; minute < 60; minute += 1) {
    const before = one.asked.length + two.asked.length;
    await Promise.all([one.trickle.run(signal), two.trickle.run(signal)]);
    turns.push(one.asked.length + two.asked.length - before);
    pass(MINUTE);
  }
  // Never more at once than it takes, and nobody twice.
  expect(Math.max(...turns)).toBe(1);
  expect(new Set([...one.asked, ...two.asked]).size).toBe(COUNT);
  expect(one.asked.length + two.asked.length).toBe(COUNT);
  expect(await scene.query(`SELECT 1 FROM members WHERE verified_at < $1`, [new Date(scene.clock().getTime() - DAY)])).toEqual([]);
}); // prettier-ignore

it('says so when the rate cannot hold a day, and takes that back; a rate of nothing asks nobody', async () => {
  await scene.query(
    `INSERT INTO members (id, claimed_identifier, launchpad_name, verified_at, verification)
     SELECT gen_random_uuid(), 'https://login.ubuntu.com/+id/many' || n, 'many' || n, $1, '{"account":null,"teams":null}' FROM generate_series(1, 3000) n`,
    [scene.clock()],
  );
  pass(DAY);
  const slow = newTrickle(1);
  await slow.trickle.run(signal);
  expect([await open('sync.trickle_behind'), slow.asked.length]).toEqual([1, 1]);
  pass(MINUTE);
  const quick = newTrickle(3);
  await quick.trickle.run(signal);
  expect([await open('sync.trickle_behind'), quick.asked.length]).toEqual([0, 3]);
  pass(MINUTE);
  const none = newTrickle(0);
  await none.trickle.run(signal);
  expect(none.asked).toEqual([]);
  await scene.query(`DELETE FROM members WHERE launchpad_name LIKE 'many%'`);
});

it('finds renames, recycled names, merged and closed accounts; takes nothing away; marks whom the rosters must confirm', async () => {
  await scene.sync();
  // crew0 has another name; crew1's went to crew2, who had theirs changed; crew3 was merged into nobody; crew4's is closed.
  scene.tell('crew0', { name: 'newcomer' });
  scene.tell('crew1', { name: 'crew1-old' });
  scene.tell('crew2', { name: 'crew1' });
  scene.tell('crew3', null);
  scene.tell('crew4', { isValid: false });
  const before = await scene.states();
  pass(DAY);
  const { trickle, asked } = newTrickle(30);
  for (let n = 0; n < COUNT; n += 1) {
    await trickle.run(signal);
    pass(MINUTE);
  }
  expect(new Set(asked).size).toBe(COUNT);
  const after = await scene.states();
  expect(after).toMatchObject({ ...before, newcomer: 'entitled', 'crew1-old': 'entitled' });
  // Nobody has the address of somebody else.
  const owners = await scene.query(
    `SELECT a.local_part, m.claimed_identifier AS owner FROM aliases a JOIN members m ON m.id = a.member_id WHERE a.local_part IN ('crew1', 'crew2', 'newcomer') ORDER BY 1`,
  );
  expect(owners.map((o) => [o['local_part'], String(o['owner']).split('/').at(-1)])).toEqual([
    ['crew1', 'crew1'],
    ['crew2', 'crew2'],
    ['newcomer', 'crew0'],
  ]);
  // The rosters follow: the old names are gone from them, crew1's is listed for crew2.
  for (const name of ['crew0', 'crew2', 'crew3', 'crew4']) scene.roster.delete(name);
  for (const name of ['newcomer', 'crew1-old']) scene.roster.add(name);
  await scene.query(`UPDATE domains SET settings = '{"brake":{"floor":1000,"percent":100}}'`);
  await scene.sync();
  await scene.sync();
  expect(await scene.states()).toMatchObject({
    crew0: 'grace left_team',
    crew1: 'grace left_team',
    crew3: expect.stringMatching(/^grace/),
    crew4: expect.stringMatching(/^(grace|suspended) not_valid/),
    newcomer: 'entitled',
    'crew1-old': 'entitled',
    crew5: 'entitled',
  });
}); // prettier-ignore

it('an answer that does not come feeds the circuit, which leaves Launchpad alone; one that comes closes it', async () => {
  const gate = () => scene.stores.launchpadGate.read(scene.clock());
  for (let n = 0; n < COUNT; n += 1)
    scene.launchpad.set(`https://login.ubuntu.com/+id/crew${n}`, away(502));
  pass(DAY);
  const { trickle, asked } = newTrickle();
  for (let n = 0; n < 6; n += 1) {
    await trickle.run(signal);
    if ((await gate()).state === 'open') break;
    pass(MINUTE);
  }
  expect([asked.length, (await gate()).state]).toEqual([3, 'open']);
  await trickle.run(signal);
  expect(asked).toHaveLength(3);
  pass(2 * MINUTE);
  for (let n = 0; n < COUNT; n += 1) scene.tell(`crew${n}`, {});
  await trickle.run(signal);
  expect([asked.length, await gate()]).toEqual([4, { state: 'ok', until: null }]);
  expect(await scene.query('SELECT failures FROM launchpad_gate')).toEqual([{ failures: 0 }]);
  // Asked to wait: everybody does.
  const [next] = await scene.stores.members.listVerifiedBefore(scene.clock(), 1);
  const person = await scene.stores.members.find(next ?? '');
  scene.launchpad.set(person?.claimedIdentifier ?? '', away(503, 600));
  pass(MINUTE);
  await trickle.run(signal);
  expect((await gate()).state).toBe('waiting');
}); // prettier-ignore

it('one whose check breaks does not keep the others waiting', async () => {
  pass(DAY);
  let poisoned = '';
  const { trickle, asked } = newTrickle(30, {
    recheck(id) {
      poisoned ||= id;
      return id === poisoned ? Promise.reject(new Error('broken')) : scene.members.recheck(id, null);
    },
  });
  for (let n = 0; n < 5; n += 1) {
    await trickle.run(signal);
    pass(MINUTE);
  }
  expect([asked.length, new Set(asked).size, await open('internal')]).toEqual([5, 5, 1]);
});
