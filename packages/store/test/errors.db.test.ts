import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { withTransaction, createStores, type NewError } from '../src/index.ts';
import { addDomain, addMember, atOnce, useDatabase } from './rows.ts';

const db = useDatabase();
const NOW = new Date('2026-05-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

let member: string;
let domain: string;
let elsewhere: string;
beforeAll(async () => {
  const { pool } = db.database;
  member = await addMember(pool, {
    launchpad_name: 'mira',
    display_name: 'Mira Lang',
    email: 'mira@example.org',
  });
  domain = await addDomain(pool, { name: 'ubuntu.test' });
  elsewhere = await addDomain(pool, { name: 'kubuntu.test' });
});
beforeEach(() => db.database.pool.query('DELETE FROM error_entries'));

const error = (overrides: Partial<NewError> = {}): NewError => ({
  code: 'alias.taken',
  severity: 'warning',
  memberId: member,
  domainId: domain,
  details: {},
  requestId: 'r1',
  ...overrides,
});
const record = (overrides: Partial<NewError> = {}, now = NOW) =>
  db.stores.errors.record([error(overrides)], now);
const rows = async () =>
  (await db.database.pool.query('SELECT * FROM error_entries ORDER BY code, severity, id')).rows;
const only = async () => {
  const [row, ...more] = await rows();
  expect(more).toEqual([]);
  return row as Record<string, unknown> & { id: string; version: number };
};
const update = async (state: 'open' | 'acknowledged' | 'resolved', now = NOW) => {
  const { id, version } = await only();
  expect(await db.stores.errors.update(id, version, { state }, now)).toBe(true);
};

describe('recording', () => {
  it('adds what is new, due at once', async () => {
    await record({ details: { days: 90 }, stack: 'at x' });
    expect(await only()).toMatchObject({ code: 'alias.taken', severity: 'warning', state: 'open', member_id: member, domain_id: domain, count: 1,
      details: { days: 90 }, stack: 'at x', request_id: 'r1', first_seen_at: NOW, last_seen_at: NOW, opened_at: NOW, notice_due_at: NOW, resolved_at: null, version: 0 });
  }); // prettier-ignore

  it('counts the same code, person and domain in one row, with the latest facts', async () => {
    await record({ stack: 'at x', details: { n: 1 } });
    await record({ requestId: 'r2', severity: 'error', details: { n: 2 } }, later(5));
    expect(await only()).toMatchObject({ count: 2, first_seen_at: NOW, last_seen_at: later(5), opened_at: NOW, notice_due_at: NOW, request_id: 'r2', severity: 'error', details: { n: 2 }, stack: 'at x', version: 0 });
    const found = await db.stores.errors.find((await only()).id, null);
    expect(found?.occurrences.map((o) => [o.at, o.requestId])).toEqual([[later(5), 'r2'], [NOW, 'r1']]);
  }); // prettier-ignore

  it('keeps apart what differs in one of the three', async () => {
    await db.stores.errors.record(
      [error(), error({ code: 'internal' }), error({ memberId: null }), error({ domainId: elsewhere }), error({ domainId: null }), error({ memberId: null, domainId: null })],
      NOW,
    );
    expect((await rows()).map((r) => r.count)).toEqual([1, 1, 1, 1, 1, 1]);
  }); // prettier-ignore

  it('counts the same thing as often as it is given at once, and nothing when nothing is', async () => {
    await db.stores.errors.record([error(), error({ requestId: 'last' }), error()], NOW);
    expect(await only()).toMatchObject({ count: 3 });
    await db.stores.errors.record([error(), error()], NOW);
    expect(await only()).toMatchObject({ count: 5 });
    await db.stores.errors.record([], NOW);
  });

  it('opens again what was resolved: new, and due', async () => {
    await record();
    await update('resolved', later(1));
    expect(await only()).toMatchObject({ state: 'resolved', resolved_at: later(1), notice_due_at: null });
    await record({}, later(2));
    expect(await only()).toMatchObject({ state: 'open', resolved_at: null, count: 2, first_seen_at: NOW, opened_at: later(2), notice_due_at: later(2), version: 2 });
  }); // prettier-ignore

  it('leaves what somebody acknowledged alone: counted, not due', async () => {
    await record();
    await update('acknowledged');
    await record({}, later(2));
    expect(await only()).toMatchObject({
      state: 'acknowledged',
      count: 2,
      notice_due_at: null,
      opened_at: NOW,
    });
  });

  it('lists info and never has it due, also when it opens again', async () => {
    await record({ severity: 'info' });
    await record({ severity: 'info' }, later(1));
    expect(await only()).toMatchObject({ severity: 'info', count: 2, notice_due_at: null });
    await update('resolved');
    await record({ severity: 'info' }, later(2));
    expect(await only()).toMatchObject({ state: 'open', notice_due_at: null });
  });

  it('puts off no notice that is due already', async () => {
    await record();
    const { id } = await only();
    await db.stores.notices.setDue([{ id, at: later(3_600_000) }]);
    await record({}, later(1));
    expect(await only()).toMatchObject({ notice_due_at: later(3_600_000) });
  });

  it('twenty at once are counted, each with its occurrence', async () => {
    await atOnce(20, (n) => record({ requestId: `r${n}` }, later(n)));
    const { id, count } = await only();
    expect(count).toBe(20);
    const { rowCount } = await db.database.pool.query('SELECT FROM error_occurrences WHERE error_id = $1', [
      id,
    ]);
    expect(rowCount).toBe(20);
  });

  it('several at once in any order wait for each other in no circle', async () => {
    const many = Array.from({ length: 12 }, (_, n) => error({ code: `case.${'abcdefghijkl'[n]}` }));
    await atOnce(12, (n) => db.stores.errors.record(n % 2 ? many : many.toReversed(), NOW));
    expect((await rows()).map((r) => r.count)).toEqual(many.map(() => 12));
  });

  it('rolls back with the transaction that it belongs to', async () => {
    const failing = withTransaction(db.database, async (tx) => {
      await createStores(tx).errors.record([error()], NOW);
      throw new Error('crash');
    });
    await expect(failing).rejects.toThrow('crash');
    expect(await rows()).toEqual([]);
  });
});

describe('resolving what is gone', () => {
  const gone = (still: NewError[]) =>
    db.stores.errors.resolveGone(
      {
        memberId: member,
        codes: ['alias.taken', 'member.banned'],
        still,
        upstreamCodes: ['launchpad.unavailable'],
      },
      later(9),
    );
  const states = async () => Object.fromEntries((await rows()).map((r) => [`${r.code} ${r.member_id ?? ''} ${r.domain_id ?? ''}`.trim(), r.state])); // prettier-ignore

  it('resolves theirs with one of the codes that were not seen again, and upstream faults; nothing else', async () => {
    const stranger = await addMember(db.database.pool);
    const still = error({ code: 'member.banned' });
    const given = [error(), error({ domainId: elsewhere }), still, error({ code: 'internal' }), error({ memberId: stranger }), error({ memberId: null })];
    const upstream = error({ code: 'launchpad.unavailable', memberId: null, domainId: null });
    await db.stores.errors.record([...given, upstream, error({ code: 'launchpad.unavailable' })], NOW);
    await gone([still]);
    expect(await states()).toEqual({
      [`alias.taken ${member} ${domain}`]: 'resolved', [`alias.taken ${member} ${elsewhere}`]: 'resolved', [`member.banned ${member} ${domain}`]: 'open',
      [`internal ${member} ${domain}`]: 'open', [`alias.taken ${stranger} ${domain}`]: 'open', [`alias.taken  ${domain}`]: 'open',
      'launchpad.unavailable': 'resolved', [`launchpad.unavailable ${member} ${domain}`]: 'open',
    });
  }); // prettier-ignore

  it('resolves what was acknowledged too, and leaves resolved ones as they are', async () => {
    await record();
    await update('acknowledged');
    await gone([]);
    const resolved = await only();
    expect(resolved).toMatchObject({ state: 'resolved', resolved_at: later(9), notice_due_at: null });
    await gone([]);
    expect(await only()).toEqual(resolved);
  });
});

describe('changing', () => {
  it('happens once at a version', async () => {
    await record();
    const { id, version } = await only();
    const done = await atOnce(5, (n) => db.stores.errors.update(id, version, { note: `n${n}` }, NOW));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await only()).version).toBe(version + 1);
    expect(await db.stores.errors.update(id, version, { state: 'resolved' }, NOW)).toBe(false);
    expect((await only()).state).toBe('open');
  });

  it('of a note leaves the state and the notice', async () => {
    await record();
    const { id, version } = await only();
    await db.stores.errors.update(id, version, { note: 'seen' }, NOW);
    expect(await only()).toMatchObject({ note: 'seen', state: 'open', notice_due_at: NOW });
  });

  it('takes a notice back once somebody saw it, and a resolution when it opens', async () => {
    await record();
    await update('acknowledged');
    expect(await only()).toMatchObject({ notice_due_at: null });
    await update('resolved', later(3));
    await update('open');
    expect(await only()).toMatchObject({ state: 'open', resolved_at: null });
  });
});

test('a composer waits for nobody, and nobody is told twice', async () => {
  await record();
  await withTransaction(db.database, async (tx) => {
    expect(await createStores(tx).notices.listDue(NOW)).toHaveLength(1);
    expect(await db.stores.notices.listDue(NOW)).toEqual([]);
  });
});
