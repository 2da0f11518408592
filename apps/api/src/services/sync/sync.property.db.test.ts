import fc from 'fast-check';
import { pino } from 'pino';
import { AppError, domainSettingsSchema } from '@ubuntu-aliases/shared';
import { withTransaction, createStores } from '@ubuntu-aliases/store';
import { expect, it } from 'vitest';
import { brakeLimit } from '../../domain/sync/brake.ts';
import { createFaultLog } from '../faults.ts';
import { createMemberService } from '../members.ts';
import { answer, NOTICES, openScene, signInOf, type Scene } from '../testing/scene.ts';
import type { Fuse } from '../testing/fuse.ts';
import { createSyncEngine } from './engine.ts';
import { createSyncRunService } from './runs.ts';

const COUNT = 6;
const PEOPLE = Array.from({ length: COUNT }, (_, i) => `https://login.ubuntu.com/+id/p${i}`);
const NAMES = ['ada', 'ben', 'cleo', 'dora', 'emil', 'fay', 'gus', 'hana'];
const DAY = 86_400_000;
const TEAM = 'ubuntumembers';
const BRAKE = { floor: 2, percent: 0 };

const who = fc.nat(COUNT - 1);
const crash = fc.option(
  fc.record({ left: fc.nat(45), mode: fc.constantFrom<Fuse['mode']>('before', 'after') }),
  { freq: 4 },
);
const fault = fc.constantFrom(
  'none',
  'none',
  'none',
  'none',
  'lacks',
  'away',
  'twice',
  'no look-ups',
  'empty',
);
const steps = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.record({ kind: fc.constant('sync' as const), fault, lacking: fc.subarray([...PEOPLE.keys()]), crash }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('sign in' as const), who }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('trickle' as const), who }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('team' as const), who, isIn: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('rename' as const), who, name: fc.constantFrom(...NAMES) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('account' as const), who, isValid: fc.boolean(), isCocSigner: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), who, into: fc.option(who) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('decide' as const), what: fc.constantFrom('apply' as const, 'reject' as const, 'acceptRoster' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.constantFrom(0.3, 1.1, 8, 31) }) },
  ),
  { minLength: 25, maxLength: 45, size: 'max' },
); // prettier-ignore
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

interface Account {
  name: string;
  since: string;
  isIn: boolean;
  isValid: boolean;
  isCocSigner: boolean;
  /** Whose account the identifier leads to after a merge; null: to none. */
  leadsTo: number | null;
}

/** Launchpad as it is, and what it says when it is out of order. */
function createWorld(scene: Scene) {
  const accounts = PEOPLE.map((_, i): Account => ({ name: NAMES[i] ?? '', since: `2026-01-01T00:00:0${i}`, isIn: true, isValid: true, isCocSigner: true, leadsTo: i }));
  let now: { fault: string; lacking: number[] } = { fault: 'none', lacking: [] };
  const of = (i: number) => {
    const to = accounts[i]?.leadsTo ?? null;
    return to === null ? null : (accounts[to] ?? null);
  };
  const tell = () => {
    for (const [i, identifier] of PEOPLE.entries()) {
      const account = of(i);
      if (now.fault === 'no look-ups') scene.launchpad.set(identifier, new AppError('launchpad.unavailable', { details: { reason: 'timeout' } }));
      else if (!account) scene.launchpad.delete(identifier);
      else scene.launchpad.set(identifier, answer(account, account.isValid ? { [TEAM]: account.isIn } : null));
    }
  };
  tell();
  return {
    accounts,
    of,
    isEntitled: (i: number) => {
      const a = of(i);
      return a !== null && a.isIn && a.isValid && a.isCocSigner;
    },
    change(i: number, changes: Partial<Account>) {
      const isHeld = accounts.some((a, n) => n !== i && a.leadsTo === n && a.name === changes.name);
      if (!isHeld) Object.assign(accounts[i] ?? {}, changes);
      tell();
    },
    break(fault: string, lacking: number[]) {
      now = { fault, lacking };
      tell();
    },
    /** Who is listed, by the account that is still there. */
    roster: () =>
      accounts.filter((a, i) => a.leadsTo === i && a.isIn && !(now.fault === 'lacks' && now.lacking.includes(i)) && now.fault !== 'empty'),
    get fault() {
      return now.fault;
    },
  };
} // prettier-ignore

async function play(scene: Scene, all: Steps): Promise<void> {
  const { database, clock, fuse, verification } = scene;
  await scene.query(`UPDATE domains SET settings = $1 WHERE team = $2`, [{ brake: BRAKE }, TEAM]);
  await scene.query(`UPDATE domains SET retired_at = now() WHERE team <> $1`, [TEAM]);
  const [domain] = await scene.query('SELECT id FROM domains WHERE team = $1', [TEAM]);
  const domainId = String(domain?.['id']);
  const world = createWorld(scene);
  const members = createMemberService({ database, verification, notices: NOTICES, clock });
  const runs = createSyncRunService({ database, clock });
  const delivered: { id: string; ok: Set<string> }[] = [];
  const engine = createSyncEngine({
    database,
    launchpad: {
      async readRoster(_, onPage) {
        if (world.fault === 'away') throw new AppError('launchpad.unavailable', { details: { reason: 'status', status: 502 } });
        const people = world.roster();
        onPage({ number: 1, teams: ['a-team'], people: people.map(({ name, isValid, isCocSigner }) => ({ name, isValid, isCocSigner })) });
        if (world.fault === 'twice') onPage({ number: 2, teams: ['a-team'], people: [] });
        delivered.push({ id: '', ok: new Set(people.filter((p) => p.isValid && p.isCocSigner).map((p) => p.name)) });
        return true;
      },
      listTeams: () => Promise.reject(new Error('nobody is unclaimed here')),
    },
    verification,
    notices: NOTICES,
    graceDays: 30,
    faults: createFaultLog(database, clock, () => undefined),
    clock,
    log: pino({ level: 'silent' }),
  }); // prettier-ignore
  const actor = { memberId: '01890000-0000-7000-8000-000000000000', scope: null, requestId: null };
  const known = new Map<number, string>();
  const owners = new Map<string, unknown>();
  let approved = 0;

  const read = () =>
    scene.query(`SELECT a.id, a.local_part, a.member_id, a.entitlement, a.entitlement_at, a.origin,
        (SELECT string_agg(r.address, ',' ORDER BY r.id) FROM recipients r WHERE r.alias_id = a.id) AS recipients
      FROM aliases a ORDER BY a.id`);

  async function drain(): Promise<void> {
    for (let n = 0; n < 8; n += 1) {
      // A worker that died: its lease is over some time later.
      await scene.query(`UPDATE sync_runs SET lease_until = '2000-01-01' WHERE lease IS NOT NULL`);
      if (!(await engine.runNext(new AbortController().signal).catch(() => true))) return;
    }
    throw new Error('the runs come to no end');
  }

  for (const step of all) {
    const before = await read();
    const stored = await scene.query('SELECT id, claimed_identifier, launchpad_name FROM members');
    if (step.kind === 'sign in') {
      known.set(step.who, (await members.signIn(signInOf(PEOPLE[step.who] ?? '', { email: `p${step.who}@example.org` }))).memberId);
    } else if (step.kind === 'trickle') {
      const id = known.get(step.who);
      if (id) await members.recheck(id, null);
    } else if (step.kind === 'team') world.change(step.who, { isIn: step.isIn });
    else if (step.kind === 'rename') world.change(step.who, { name: step.name });
    else if (step.kind === 'account') world.change(step.who, { isValid: step.isValid, isCocSigner: step.isCocSigner });
    else if (step.kind === 'merge') world.change(step.who, { leadsTo: step.into });
    else if (step.kind === 'wait') scene.time.now = new Date(clock().getTime() + step.days * DAY);
    else if (step.kind === 'decide') {
      const state = step.what === 'acceptRoster' ? 'stopped' : 'needs_approval';
      const [run] = await scene.query(`SELECT id FROM sync_runs WHERE state = $1 ORDER BY id DESC LIMIT 1`, [state]);
      if (run) {
        await runs[step.what](String(run['id']), { reason: 'x', actor }).catch((e: unknown) => expect(e).toBeInstanceOf(AppError));
        if (step.what === 'apply') approved += 1;
        world.break('none', []);
        await drain();
      }
    } else {
      world.break(step.fault, step.lacking);
      await withTransaction(database, (tx) =>
        createStores(tx).syncQueue.enqueue({ domainId, mode: 'apply', origin: 'admin', requestedBy: null }, clock()),
      );
      if (step.crash) {
        Object.assign(fuse, step.crash);
        await engine.runNext(new AbortController().signal).catch(() => undefined);
        fuse.left = Infinity;
        await fuse.noticed;
      }
      await drain();
      world.break('none', []);
    }

    const after = await read();
    for (const row of after) {
      const address = String(row['local_part']);
      // R1, R2: the owner and where their mail goes, for ever.
      const owner = `${String(row['member_id'])} ${String(row['recipients'])}`;
      if (!owners.has(address)) owners.set(address, owner);
      expect([address, owner]).toEqual([address, owners.get(address)]);
      const person = [...known].find(([, id]) => id === row['member_id'])?.[0] ?? -1;
      expect(String(row['recipients'])).toBe(`p${person}@example.org`);
      const was = before.find((b) => b['id'] === row['id']);
      // R1: nothing is made by a name that somebody else has, as was known and is true.
      const holders = stored.filter((m) => m['launchpad_name'] === address && m['id'] !== row['member_id']);
      const isTheirs = holders.some((m) => world.of(PEOPLE.indexOf(String(m['claimed_identifier'])))?.name === address);
      expect([address, was !== undefined || !isTheirs]).toEqual([address, true]);
      if (was?.['entitlement'] !== 'entitled' || row['entitlement'] === 'entitled') continue;
      // R3: nobody loses what they are entitled to, unless they have it under their new name.
      expect(['sync', 'decide']).toContain(step.kind);
      const has = after.some((o) => o['member_id'] === row['member_id'] && o['entitlement'] === 'entitled');
      if (world.isEntitled(person)) expect([address, has, world.of(person)?.name === address]).toEqual([address, true, false]);
      const since = await scene.query(
        `SELECT count(*)::int AS n FROM sync_runs WHERE accepted_at IS NOT NULL AND read_from >= $1`, [was['entitlement_at']]);
      if (!world.isEntitled(person)) expect(Number(since[0]?.['n'])).toBeGreaterThanOrEqual(2);
    }
    // R5: no address goes.
    expect(after.length).toBe(owners.size);
    // R4: within any 24 hours, if nobody approved more.
    if (approved === 0) {
      const limit = brakeLimit(domainSettingsSchema.parse({ brake: BRAKE }).brake, after.length);
      const worst = await scene.query(`SELECT max(n)::int AS n FROM (SELECT count(*) OVER (ORDER BY at RANGE BETWEEN interval '23:59:59' PRECEDING AND CURRENT ROW) AS n FROM entitlement_losses) x`);
      expect(Number(worst[0]?.['n'] ?? 0)).toBeLessThanOrEqual(limit);
    }
    // R6: a loss, its audit entry, its mail and its line of a plan are there together, once.
    const [sums] = await scene.query(`SELECT (SELECT count(*) FROM entitlement_losses)::int AS losses,
      (SELECT count(*) FROM sync_run_items WHERE is_loss AND state = 'applied')::int AS items,
      (SELECT count(*) FROM audit_entries WHERE action = 'alias.grace_begun' OR (action = 'alias.suspended' AND changes->'entitlement'->>0 = 'entitled'))::int AS audited,
      (SELECT count(*) FROM outbox_mails WHERE template = 'address-grace')::int AS mails,
      (SELECT count(*) FROM sync_runs WHERE lease IS NOT NULL OR state IN ('queued', 'reading', 'applying'))::int AS left`);
    expect(sums).toEqual({ losses: sums?.['losses'], items: sums?.['losses'], audited: sums?.['losses'], mails: sums?.['losses'], left: 0 });
  }
} // prettier-ignore

it('whatever happens in whatever order, and wherever a run is cut off: R1 to R6 hold after every step', async () => {
  const scene = await openScene();
  try {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await scene.reset();
        await play(scene, all);
      }),
      { numRuns: Number(process.env['SYNC_HISTORIES'] ?? 4) },
    );
  } finally {
    await scene.close();
  }
}, 3_600_000);
