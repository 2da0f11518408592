import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createStores, withTransaction, type AliasRow, type MemberRow } from '@ubuntu-aliases/store';
import { createFailingRecipients } from './failing-recipients.ts';
import { createGraceReminders } from './grace-reminders.ts';
import { beginLoss, restoreAliases, type LifeCycleContext } from './life-cycle.ts';
import { createMemberService } from './members.ts';
import { answer, NOTICES, openScene, signInOf, START, type Scene } from './testing/scene.ts';

const DAY = 86_400_000;
const MIRA = 'https://login.ubuntu.com/+id/mira';
let scene: Scene;
let member: MemberRow;

beforeAll(async () => {
  scene = await openScene();
  scene.launchpad.set(MIRA, answer());
  const { database, verification, clock } = scene;
  const members = createMemberService({ database, verification, notices: NOTICES, clock });
  const { memberId } = await members.signIn(signInOf(MIRA));
  const found = await scene.stores.members.find(memberId);
  if (!found) throw new Error('nobody signed in');
  member = found;
});
beforeEach(async () => {
  scene.time.now = START;
  await scene.query(
    `UPDATE aliases SET entitlement = 'entitled', entitlement_reason = NULL, grace_until = NULL, suspended_at = NULL, grace_told_days = NULL, held_at = NULL, hold_reason = NULL`,
  );
  await scene.query('DELETE FROM outbox_mails');
});
afterAll(() => scene.close());

const aliases = (): Promise<AliasRow[]> => scene.stores.aliases.listForProvisioning(member, null);
const inTransaction = <T>(work: (context: LifeCycleContext) => Promise<T>) =>
  withTransaction(scene.database, async (tx) => {
    const stores = createStores(tx);
    const domains = await stores.domains.listAll();
    const actor = { kind: 'sync', memberId: null } as const;
    return work({
      stores,
      notices: NOTICES,
      graceDays: 30,
      domains,
      actor,
      now: scene.time.now,
      requestId: 'r',
    });
  });
const mails = () =>
  scene.query(
    `SELECT template, params->>'cause' AS cause, params->'daysLeft' AS days FROM outbox_mails ORDER BY id`,
  );

it('grace, its reminders, the end of it, and back: each told once', async () => {
  const [alias] = await aliases();
  if (!alias) throw new Error('no alias');
  const [lost] = await inTransaction((c) => beginLoss(member, [{ alias, reason: 'left_team' }], c));
  expect(lost?.loss).toEqual({
    entitlement: 'grace',
    reason: 'left_team',
    graceUntil: new Date(START.getTime() + 30 * DAY),
  });
  // Read before, it is not as it was any more: nothing twice.
  expect(await inTransaction((c) => beginLoss(member, [{ alias, reason: 'left_team' }], c))).toEqual([]);

  const { database, clock } = scene;
  const reminders = createGraceReminders({ database, notices: NOTICES, clock });
  for (const day of [0, 22, 23.5, 24, 29.2, 29.5, 31]) {
    scene.time.now = new Date(START.getTime() + day * DAY);
    await Promise.all([reminders.run(), reminders.run()]);
  }
  expect(await mails()).toEqual([
    { template: 'address-grace', cause: 'left_team', days: null },
    { template: 'address-grace', cause: 'left_team', days: 7 },
    { template: 'address-grace', cause: 'left_team', days: 1 },
  ]);

  const [inGrace] = await aliases();
  if (!inGrace) throw new Error('no alias');
  await inTransaction((c) =>
    beginLoss(member, [{ alias: inGrace, reason: 'left_team', isGraceOver: true }], c),
  );
  expect((await aliases())[0]).toMatchObject({
    entitlement: 'suspended',
    entitlementReason: 'left_team',
    graceUntil: null,
  });
  expect(await inTransaction(async (c) => restoreAliases(member, await aliases(), c))).toHaveLength(1);
  expect((await aliases())[0]).toMatchObject({
    entitlement: 'entitled',
    suspendedAt: null,
    graceToldDays: null,
  });
  expect((await mails()).slice(3).map((m) => m['template'])).toEqual([
    'address-suspended',
    'address-restored',
  ]);
  const audit = await scene.query(`SELECT action FROM audit_entries WHERE alias_id = $1 ORDER BY id`, [
    alias.id,
  ]);
  expect(audit.map((a) => a['action'])).toEqual([
    'alias.created',
    'alias.grace_begun',
    'alias.suspended',
    'alias.restored',
  ]);
});

it('a ban suspends at once; what an admin holds is not told of', async () => {
  const [alias, other] = await aliases();
  if (!alias || !other) throw new Error('no aliases');
  await scene.query(`UPDATE aliases SET held_at = now(), hold_reason = 'x' WHERE id = $1`, [other.id]);
  const read = await aliases();
  await inTransaction((c) =>
    beginLoss(
      member,
      read.map((a) => ({ alias: a, reason: 'banned' })),
      c,
    ),
  );
  expect((await aliases()).map((a) => [a.entitlement, a.entitlementReason])).toEqual(
    Array(2).fill(['suspended', 'banned']),
  );
  expect(await mails()).toEqual([{ template: 'address-suspended', cause: 'banned', days: null }]);
});

it('a mailbox that refuses in a row is failing, told at another one once, and recovers by itself', async () => {
  const [alias] = await aliases();
  if (!alias) throw new Error('no alias');
  const { database, stores, clock } = scene;
  const { run } = createFailingRecipients({ database, notices: NOTICES, clock });
  const [mailbox] = await stores.recipients.listByAlias(alias.id);
  if (!mailbox) throw new Error('no mailbox');
  const heard = { recipientId: mailbox.id, since: START, refusal: '550 5.1.1', host: 'mx.home.example', at: START };
  const refuse = (refusals: number) =>
    database.mailTally.record([], [{ ...heard, hasAccepted: false, refusals }]);
  const accept = () =>
    database.mailTally.record([], [
      { ...heard, hasAccepted: true, refusals: 0, since: null, refusal: null, host: null },
    ]);
  const state = async () => {
    await run();
    const found = (await stores.recipients.listByAlias(alias.id)).find(({ id }) => id === mailbox.id);
    return [found?.state, found?.failure, found?.failingHost, found?.failingSince?.getTime() ?? null];
  };
  const failing = ['failing', '550 5.1.1', 'mx.home.example', START.getTime()];
  const well = ['confirmed', null, null, null];
  const told = () => scene.query(`SELECT template, to_address AS "to", params->>'address' AS address FROM outbox_mails`);

  await refuse(4);
  expect(await state()).toEqual(well);
  await accept();
  await refuse(4);
  expect(await state()).toEqual(well);
  // Nobody else to tell it to.
  await refuse(1);
  expect(await state()).toEqual(failing);
  expect(await told()).toEqual([]);
  await accept();
  expect(await state()).toEqual(well);

  await stores.recipients.addConfirmed([{ aliasId: alias.id, address: 'other@home.example', confirmedAt: START }]);
  await refuse(5);
  expect(await Promise.all([state(), state()])).toContainEqual(failing);
  expect(await told()).toEqual([
    { template: 'recipient-failing', to: 'other@home.example', address: expect.stringContaining('…') },
  ]);
  await accept();
  await refuse(5);
  expect((await state())[0]).toBe('failing');
  expect(await told()).toHaveLength(1);
  const { rows } = { rows: await scene.query(`SELECT action, changes::text FROM audit_entries WHERE action LIKE 'recipient.%' ORDER BY id`) };
  expect(rows.map(({ action }) => action)).toEqual(['recipient.failing', 'recipient.recovered', 'recipient.failing']);
}); // prettier-ignore
