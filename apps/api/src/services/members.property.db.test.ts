import fc from 'fast-check';
import { AppError } from '@ubuntu-aliases/shared';
import { expect, it } from 'vitest';
import { createMemberService, type MemberService } from './members.ts';
import type { Fuse } from './testing/fuse.ts';
import { answer, NOTICES, openScene, signInOf, type Scene } from './testing/scene.ts';

const PEOPLE = ['a', 'b', 'c'].map((id) => `https://login.ubuntu.com/+id/${id}`);
const NAMES = ['mira', 'grace', 'grace+work', 'root', 'noah'];
const DAY = 86_400_000;

const who = fc.nat(PEOPLE.length - 1);
const crash = fc.option(
  fc.record({ left: fc.nat(20), mode: fc.constantFrom<Fuse['mode']>('before', 'after') }),
  { freq: 2 },
);
const email = fc.constantFrom('x@example.org', 'y@example.org', 'x@ubuntu.test', 'nonsense', null);
const DECISIONS = {
  pause: `UPDATE aliases SET paused_at = now(), pause_reply = 'permanent' WHERE paused_at IS NULL AND member_id = $1`,
  hold: `UPDATE aliases SET held_at = now(), hold_reason = 'x' WHERE held_at IS NULL AND member_id = $1`,
  grace: `UPDATE aliases SET entitlement = 'grace', entitlement_reason = 'left_team', grace_until = now() WHERE entitlement = 'entitled' AND member_id = $1`,
  suspend: `UPDATE aliases SET entitlement = 'suspended', entitlement_reason = 'left_team', grace_until = NULL, suspended_at = now() WHERE member_id = $1`,
  release: `UPDATE aliases SET released_at = now() WHERE id = (SELECT id FROM aliases WHERE member_id = $1 ORDER BY id LIMIT 1)`,
  ban: `UPDATE members SET banned_at = now(), ban_reason = 'x' WHERE id = $1`,
  unban: `UPDATE members SET banned_at = NULL, ban_reason = NULL WHERE id = $1`,
} as const;
const decisions = fc.subarray(Object.values(DECISIONS), { minLength: 1, maxLength: 4 });

const sign = fc.record({ kind: fc.constant('sign in' as const), who, email, crash });
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: sign },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('recheck' as const), who, crash }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('together' as const), who, other: who, email }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('fault' as const), who, crash }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('lie' as const), who, other: who, isSignIn: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('rename' as const), who, name: fc.constantFrom(...NAMES) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('account' as const), who, isValid: fc.boolean(), isCocSigner: fc.boolean(), teams: fc.subarray(['ubuntumembers', 'kubuntu-members']) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('decide' as const), who, decisions }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), who, days: fc.integer({ min: 1, max: 100 }) }) },
  ),
  { minLength: 15, maxLength: 50, size: 'max' },
); // prettier-ignore

type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** What must be true whatever happened before; kept from step to step. */
function createWitness(scene: Scene) {
  const owners = new Map<string, unknown>();
  const read = {
    aliases: () => scene.query(`SELECT a.*, a.local_part || '@' || d.name AS address, EXISTS (SELECT FROM recipients r WHERE r.alias_id = a.id) AS has_recipient
      FROM aliases a JOIN domains d ON d.id = a.domain_id ORDER BY a.id`),
    created: () => scene.query(`SELECT alias_id FROM audit_entries WHERE action = 'alias.created'`),
    /** Each address in each mail that names it. */
    named: (template: string) => scene.query(`SELECT x->>'address' AS address, m.member_id FROM outbox_mails m, jsonb_array_elements(m.params->'addresses') x WHERE template = $1`, [template]),
  }; // prettier-ignore
  /** What a sign-in has no say in. */
  const ofOthers = (rows: Record<string, unknown>[]) =>
    new Map(rows.map((r) => [r['id'], [r['paused_at'], r['pause_reply'], r['held_at'], r['hold_reason'], r['released_at'], r['member_id'], r['address']].map(String)])); // prettier-ignore

  return {
    snapshot: async () => ({
      aliases: await read.aliases(),
      rest: await Promise.all(
        ['recipients', 'audit_entries', 'outbox_mails'].map((t) =>
          scene.query(`SELECT * FROM ${t} ORDER BY id`),
        ),
      ),
      members: await scene.query(
        'SELECT id, verification, launchpad_name, banned_at FROM members ORDER BY id',
      ),
    }),

    async check(before: Record<string, unknown>[] | null): Promise<void> {
      const rows = await read.aliases();
      // R1: a row for each identifier at most.
      const people = await scene.query('SELECT claimed_identifier FROM members');
      expect(new Set(people.map((p) => p['claimed_identifier'])).size).toBe(people.length);
      // R2 and R5: the same owner for ever, and no address goes.
      for (const row of rows) {
        const address = String(row['address']);
        if (!owners.has(address)) owners.set(address, row['member_id']);
        expect([address, row['member_id']]).toEqual([address, owners.get(address)]);
      }
      expect(rows.length).toBe(owners.size);
      // R5: what an owner or an admin decided stands.
      if (before) {
        const now = ofOthers(rows);
        for (const [id, theirs] of ofOthers(before)) expect(now.get(id)).toEqual(theirs);
        for (const row of rows) {
          const was = before.find((b) => b['id'] === row['id'])?.['entitlement'] ?? 'entitled';
          expect([was, 'entitled']).toContain(row['entitlement']);
        }
      }
      // R6: the alias, its audit entry and its mails are there together or not at all.
      const audited = (await read.created()).map((r) => r['alias_id']);
      expect(audited.toSorted()).toEqual(rows.map((r) => r['id']).toSorted());
      const ready = (await read.named('addresses-ready')).map((r) => `${String(r['address'])} ${String(r['member_id'])}`);
      const withRecipient = rows.filter((r) => r['has_recipient']).map((r) => `${String(r['address'])} ${String(r['member_id'])}`);
      expect(ready.toSorted()).toEqual(withRecipient.toSorted());
      const told = (await read.named('address-created')).map((r) => r['address']);
      expect(told.toSorted()).toEqual(rows.map((r) => r['address']).toSorted());
    }, // prettier-ignore
  };
}

/** Launchpad's side: names are unique there at any moment, and change hands. */
function createWorld(scene: Scene) {
  const accounts = PEOPLE.map((_, i) => ({ name: NAMES[i] ?? '', since: `2026-01-01T00:00:0${i}`, isValid: true, isCocSigner: true, teams: ['ubuntumembers', 'kubuntu-members'] }));
  const tell = () => {
    for (const [i, { teams, ...account }] of accounts.entries()) {
      const listed = Object.fromEntries(['ubuntumembers', 'kubuntu-members'].map((t) => [t, teams.includes(t)]));
      scene.launchpad.set(PEOPLE[i] ?? '', answer(account, account.isValid ? listed : null));
    }
  };
  tell();
  return {
    change(who: number, change: Partial<(typeof accounts)[number]>) {
      const isHeld = accounts.some((a, i) => i !== who && a.name === change.name);
      if (!isHeld) Object.assign(accounts[who] ?? {}, change);
      tell();
    },
    fail: (who: number) => scene.launchpad.set(PEOPLE[who] ?? '', new AppError('launchpad.unavailable', { details: { reason: 'timeout' } })),
    tell,
    /** Hands over the record of somebody else. */
    lie: (who: number, about: number) => scene.launchpad.set(PEOPLE[who] ?? '', scene.launchpad.get(PEOPLE[about] ?? '') ?? answer()),
    nameOf: (who: number) => accounts[who]?.name,
  };
} // prettier-ignore

async function play(scene: Scene, members: MemberService, all: Steps) {
  const { fuse } = scene;
  const world = createWorld(scene);
  const witness = createWitness(scene);
  const known = new Map<number, string>();
  const attempt = async (crash: { left: number; mode: Fuse['mode'] } | null, work: () => Promise<unknown>) => {
    Object.assign(fuse, crash ?? { left: Infinity });
    await work().catch((error: unknown) => {
      if (!crash || !/transaction|connection|terminated/i.test(String(error))) throw error;
    });
    fuse.left = Infinity;
    await fuse.noticed;
  };
  const signIn = async (i: number, email: string | null) =>
    known.set(i, (await members.signIn(signInOf(PEOPLE[i] ?? '', { email }))).memberId);

  for (const step of all) {
    const before = await witness.snapshot();
    const id = known.get(step.who);
    let isOurs = true;
    if (step.kind === 'sign in') await attempt(step.crash, () => signIn(step.who, step.email));
    else if (step.kind === 'recheck') await attempt(step.crash, async () => id && members.recheck(id, null));
    else if (step.kind === 'together')
      await Promise.all([step.who, step.other, step.who].map((i) => signIn(i, step.email)));
    else if (step.kind === 'fault') {
      world.fail(step.who);
      await attempt(step.crash, () => signIn(step.who, 'x@example.org'));
      world.tell();
      const after = await witness.snapshot();
      expect({ ...after, members: [] }).toEqual({ ...before, members: [] });
      for (const row of before.members) expect(after.members).toContainEqual(row);
    } else if (step.kind === 'lie') {
      const told = before.members.find((m) => m['id'] === known.get(step.other));
      // Of somebody who was never told about it cannot be known that the name is theirs.
      if (!id || step.who === step.other || told?.['launchpad_name'] !== world.nameOf(step.other)) continue;
      world.lie(step.who, step.other);
      if (step.isSignIn) await signIn(step.who, 'x@example.org');
      else await members.recheck(id, null);
      world.tell();
      const after = await witness.snapshot();
      const names = (rows: Record<string, unknown>[]) => rows.map((m) => [m['id'], m['launchpad_name']]);
      expect(names(after.members)).toEqual(names(before.members));
      const owned = (rows: Record<string, unknown>[]) => rows.map((a) => [a['address'], a['member_id'], a['entitlement']]);
      expect(owned(after.aliases)).toEqual(owned(before.aliases));
    } else if (step.kind === 'rename') world.change(step.who, { name: step.name });
    else if (step.kind === 'account') world.change(step.who, { isValid: step.isValid, isCocSigner: step.isCocSigner, teams: step.teams });
    else if (step.kind === 'wait') scene.time.now = new Date(scene.time.now.getTime() + step.days * DAY);
    else {
      isOurs = false;
      for (const sql of id ? step.decisions : []) await scene.query(sql, [id]);
    }
    await witness.check(isOurs ? before.aliases : null);
  }

  // Once more for everybody, and then nothing is left to do.
  for (const i of PEOPLE.keys()) await signIn(i, 'x@example.org');
  await witness.check(null);
  const settled = await witness.snapshot();
  for (const i of PEOPLE.keys()) await signIn(i, 'x@example.org');
  expect(await witness.snapshot()).toEqual(settled);
} // prettier-ignore

it('whatever happens in whatever order, and whichever statement fails: one owner for ever, all or nothing', async () => {
  const scene = await openScene();
  const { database, verification, clock } = scene;
  const members = createMemberService({ database, verification, notices: NOTICES, clock });
  try {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await scene.reset();
        await play(scene, members, all);
      }),
      // Not limited by time: a busy machine would then try less, or nothing, without a word.
      { numRuns: Number(process.env['MEMBER_HISTORIES'] ?? 5) },
    );
  } finally {
    await scene.close();
  }
}, 240_000);
