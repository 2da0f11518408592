import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AppError } from '@ubuntu-aliases/shared';
import { createDomainAdmin } from '../domain-admin.ts';
import { createGraceReminders } from '../grace-reminders.ts';
import { createNoticeComposer } from '../notice-composer.ts';
import { NOTICES, START } from '../testing/scene.ts';
import { away, openSyncScene, type SyncScene } from '../testing/sync-scene.ts';

const DAY = 86_400_000;
let scene: SyncScene;

beforeAll(async () => {
  scene = await openSyncScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  // Time goes on from test to test: nothing of one is within 24 hours of another.
  scene.time.now = new Date(scene.time.now.getTime() + 10 * DAY);
  scene.trouble.error = null;
  scene.roster.clear();
  await scene.query(`UPDATE domains SET settings = '{}', new_address_notice = 'at_once' WHERE id = $1`, [scene.domainId]);
  await scene.query('DELETE FROM outbox_mails');
  await scene.query('DELETE FROM notice_clocks');
  await scene.query(`UPDATE aliases SET released_at = now() WHERE released_at IS NULL`);
  await scene.query('DELETE FROM sync_run_items');
  await scene.query('DELETE FROM entitlement_losses');
  await scene.query('DELETE FROM sync_runs');
}); // prettier-ignore

const after = (days: number) => (scene.time.now = new Date(scene.time.now.getTime() + days * DAY));
const settings = (values: object) =>
  scene.query('UPDATE domains SET settings = $1 WHERE id = $2', [JSON.stringify(values), scene.domainId]);
const told = async () =>
  (await scene.mails()).map((m) => {
    const params = m['params'] as Record<string, unknown>;
    return [m['to'], m['template'], params['daysLeft'] ?? null].filter((part) => part !== null).join(' ');
  });

it('from leaving to suspended and back, through runs: the person is told at the start, 7 days and 1 day before, and at the end', async () => {
  await scene.join('lena', 'stays');
  await scene.mails();
  expect(await scene.sync()).toMatchObject({ state: 'applied' });
  scene.leave('lena');
  const { database, clock } = scene;
  const reminders = createGraceReminders({ database, notices: NOTICES, clock });
  const heard: Record<number, string[]> = {};
  await scene.sync();
  for (let day = 0; day <= 31; day += 1) {
    if (day > 0) after(1);
    await scene.sync();
    await reminders.run();
    const mails = (await told()).filter((mail) => mail.startsWith('lena@'));
    if (mails.length > 0) heard[day] = mails;
  }
  expect(heard).toEqual({
    0: ['lena@example.org address-grace'],
    23: ['lena@example.org address-grace 7'],
    29: ['lena@example.org address-grace 1'],
    30: ['lena@example.org address-suspended'],
  });
  expect(await scene.states()).toMatchObject({ lena: 'suspended left_team', stays: 'entitled' });
  await scene.join('lena');
  expect(await scene.sync()).toMatchObject({ state: 'applied' });
  expect(await scene.states()).toMatchObject({ lena: 'entitled' });
  expect((await told()).filter((mail) => mail.startsWith('lena@'))).toEqual(['lena@example.org address-restored']);
}); // prettier-ignore

it('a grace does not end while Launchpad says nothing', async () => {
  await scene.join('dora', 'emil');
  await scene.sync();
  scene.leave('dora');
  await scene.sync();
  await scene.sync();
  expect(await scene.states()).toMatchObject({ dora: 'grace left_team' });
  after(31);
  scene.trouble.error = away();
  expect(await scene.sync()).toMatchObject({ state: 'stopped' });
  scene.trouble.error = null;
  scene.launchpad.set('https://login.ubuntu.com/+id/dora', away());
  expect(await scene.sync()).toMatchObject({ state: 'stopped' });
  expect(await scene.states()).toMatchObject({ dora: 'grace left_team' });
  scene.tell('dora', {}, false);
  await scene.sync();
  expect(await scene.states()).toMatchObject({ dora: 'suspended left_team' });
});

it.each([
  ['at_once', 'at_once', ['address-created', 'addresses-removed'], []],
  ['daily', 'daily', [], ['address-created', 'addresses-removed']],
  ['none', 'none', [], []],
] as const)(
  'admins who want %s: one mail for a run, with the addresses concerned and nobody else',
  async (removalNotice, newAddressNotice, atOnce, daily) => {
    const names = ['ada', 'ben', 'cleo', 'stays'].map((n) => `${n}-${removalNotice.replace('_', '')}`);
    const [a, b, c, d] = names as [string, string, string, string];
    await settings({ removalNotice });
    await scene.query('UPDATE domains SET new_address_notice = $1 WHERE id = $2', [newAddressNotice, scene.domainId]);
    await scene.join(a, b, d);
    // Somebody who signed in before the team had them.
    scene.tell(c, {}, false);
    await scene.members.signIn({ claimedIdentifier: `https://login.ubuntu.com/+id/${c}`, email: `${c}@example.org`, fullName: null, language: null, acceptLanguage: null, requestId: 'r' });
    await scene.sync();
    const { database, clock } = scene;
    const composer = createNoticeComposer({ database, notices: NOTICES, clock });
    await composer.run();
    await scene.mails();
    after(2);
    scene.leave(a, b);
    scene.roster.add(c);
    scene.tell(c, {});
    await scene.sync();
    await scene.sync();
    const mailsOf = async () =>
      (await scene.mails()).filter((m) => String(m['to']).startsWith('ubuntu-admin@'));
    const seen = await mailsOf();
    expect(seen.map((m) => m['template']).toSorted()).toEqual(atOnce);
    await composer.run();
    await composer.run();
    const digest = await mailsOf();
    expect(digest.map((m) => m['template']).toSorted()).toEqual(daily);
    const text = JSON.stringify([...seen, ...digest]);
    for (const mail of [...seen, ...digest]) {
      if (mail['template'] !== 'addresses-removed') continue;
      expect(mail['params']).toMatchObject({ graced: [`${a}@ubuntu.test`, `${b}@ubuntu.test`], suspended: [] });
    }
    expect(text).not.toContain(d);
    // The end of a grace is a removal too, told in the same way.
    after(31);
    await scene.sync();
    await composer.run();
    const ends = (await mailsOf()).filter((m) => m['template'] === 'addresses-removed');
    expect(ends.map((m) => (m['params'] as { suspended: string[] }).suspended.length)).toEqual(removalNotice === 'none' ? [] : [2]);
  },
); // prettier-ignore

it('addresses that nobody has claimed are followed by name: two rosters, a look-up, grace, and back', async () => {
  const id = '01890000-0000-7000-8000-00000000000a';
  await scene.query(
    `INSERT INTO aliases (id, domain_id, local_part, origin, unclaimed_at, created_at, entitlement_at) VALUES ($1, $2, 'old-timer', 'imported', $3, $3, $3)`,
    [id, scene.domainId, START],
  );
  await scene.join('keeper');
  scene.roster.add('old-timer');
  await scene.sync();
  await scene.sync();
  expect(await scene.states()).toMatchObject({ 'old-timer': 'entitled' });
  scene.roster.delete('old-timer');
  await scene.sync();
  expect(await scene.states()).toMatchObject({ 'old-timer': 'entitled' });
  await scene.sync();
  expect(await scene.states()).toMatchObject({ 'old-timer': 'grace left_team' });
  scene.roster.add('old-timer');
  await scene.sync();
  expect(await scene.states()).toMatchObject({ 'old-timer': 'entitled' });
  // It counts for the brake like everybody's.
  await settings({ brake: { floor: 0, percent: 0 } });
  scene.roster.delete('old-timer');
  await scene.sync();
  expect(await scene.sync()).toMatchObject({ state: 'needs_approval' });
  expect(await scene.states()).toMatchObject({ 'old-timer': 'entitled' });
});

it('a team that is changed while a run reads, and twice at once: nobody loses anything by it', async () => {
  await scene.join('fay', 'gus');
  await scene.sync();
  const { database, clock } = scene;
  const domains = createDomainAdmin({ database, clock });
  const actor = { memberId: '01890000-0000-7000-8000-000000000000', scope: null, requestId: null };
  const rename = async (team: string) => {
    const row = await scene.stores.domains.find(scene.domainId);
    return domains.update(scene.domainId, row?.version ?? 0, { team }, actor).then(() => 'done', (e: AppError) => e.code);
  };
  // The roster that is being read is the one of the team of before, without fay.
  scene.roster.delete('fay');
  let isChanged = false;
  scene.whileReading(async () => {
    if (isChanged) return;
    isChanged = true;
    const outcomes = await Promise.all([rename('other-team'), rename('third-team')]);
    expect(outcomes.toSorted()).toEqual(['done', 'request.precondition_failed']);
  });
  expect(await scene.sync()).toMatchObject({ state: 'stopped', reasonDetail: 'team_changed', rosterId: null });
  // Of the new team one roster is known, whatever was known of the old one.
  scene.tell('fay', {}, false);
  expect(await scene.sync()).toMatchObject({ state: 'applied', graced: 0 });
  expect(await scene.states()).toMatchObject({ fay: 'entitled', gus: 'entitled' });
  scene.whileReading(() => Promise.resolve());
}); // prettier-ignore
