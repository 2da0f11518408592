import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRateLimiter, openDatabase } from '../src/index.ts';
import { createRequestReads } from '../src/request-reads.ts';
import { addDomain, addError, addMember, atOnce, hash, useDatabase } from './rows.ts';

const db = useDatabase();
const NOW = new Date('2026-05-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
let n = 0;
const someHash = () => hash(`h${(n += 1)}`);

describe('sessions', () => {
  const open = async (values: Record<string, unknown> = {}) => {
    const memberId = await addMember(db.database.pool, { launchpad_name: 'mira', locale: 'ko', ...values });
    const idHash = someHash();
    await db.stores.sessions.create({
      idHash,
      memberId,
      userAgent: null,
      createdAt: NOW,
      expiresAt: later(1000),
    });
    return { idHash, memberId };
  };
  const find = (idHash: string, now = NOW) => createRequestReads(db.database.pool).findSession(idHash, now);
  const grant = (member: string, role: string, domain: string | null) =>
    db.database.pool.query('INSERT INTO role_grants (id, member_id, role, domain_id) VALUES ($1, $2, $3, $4)', [randomUUID(), member, role, domain]); // prettier-ignore

  it('are found with their member until they expire', async () => {
    const { idHash, memberId } = await open();
    expect(await find(idHash)).toMatchObject({
      memberId, createdAt: NOW, lastUsedAt: NOW, expiresAt: later(1000),
      member: { id: memberId, launchpadName: 'mira', locale: 'ko', bannedAt: null, version: 0, roles: [] },
    });
    expect(await find(idHash, later(999))).not.toBeNull();
    expect(await find(idHash, later(1000))).toBeNull();
    expect(await find(someHash())).toBeNull();
  }); // prettier-ignore

  it('are used, and end', async () => {
    const { idHash } = await open();
    await db.stores.sessions.touch(idHash, later(5), later(9000));
    expect(await find(idHash, later(8999))).toMatchObject({ lastUsedAt: later(5), expiresAt: later(9000) });
    await db.stores.sessions.destroy(idHash);
    await db.stores.sessions.destroy(idHash);
    expect(await find(idHash)).toBeNull();
  });

  it('say that their member is banned, and what they may do, as it is now', async () => {
    const { idHash, memberId } = await open({ banned_at: NOW, ban_reason: 'x' });
    const [b, a] = [await addDomain(db.database.pool, { name: 'b.test' }), await addDomain(db.database.pool, { name: 'a.test' })];
    const roles = async () => (await find(idHash))?.member.roles;
    expect((await find(idHash))?.member.bannedAt).toEqual(NOW);
    await grant(memberId, 'auditor', null);
    expect(await roles()).toEqual([{ role: 'auditor', domains: null }]);
    await grant(memberId, 'admin', b);
    await grant(memberId, 'admin', a);
    await grant(memberId, 'auditor', a);
    expect(await roles()).toEqual([{ role: 'admin', domains: ['a.test', 'b.test'] }, { role: 'auditor', domains: null }]);
    await grant(memberId, 'admin', null);
    expect((await roles())?.[0]).toEqual({ role: 'admin', domains: null });
    await db.database.pool.query('DELETE FROM role_grants WHERE member_id = $1', [memberId]);
    expect(await roles()).toEqual([]);
  }); // prettier-ignore
});

describe('sign-in attempts', () => {
  const attempt = () => ({ stateHash: someHash(), browserHash: someHash(), returnTo: 'https://x/cb', returnPath: '/addresses', expiresAt: later(600_000) });

  it('are taken once, by one of twenty', async () => {
    const { stateHash, ...rest } = attempt();
    await db.stores.attempts.create({ stateHash, ...rest });
    const taken = await atOnce(20, () => db.stores.attempts.take(stateHash, NOW));
    expect(taken.filter((t) => t !== null)).toEqual([rest]);
  });

  it('are no use when they have expired, and gone all the same', async () => {
    const given = attempt();
    await db.stores.attempts.create(given);
    expect(await db.stores.attempts.take(given.stateHash, later(600_000))).toBeNull();
    expect(await db.stores.attempts.take(given.stateHash, NOW)).toBeNull();
    expect(await db.stores.attempts.take(someHash(), NOW)).toBeNull();
  });
}); // prettier-ignore

it('a nonce is accepted once, of twenty times at once', async () => {
  const added = await atOnce(20, () => db.stores.nonces.add('2026-05-01T12:00:00Zabc', later(1), NOW));
  expect(added.filter(Boolean)).toHaveLength(1);
  expect(await db.stores.nonces.add('2026-05-01T12:00:00Zabd', later(1), NOW)).toBe(true);
});

describe('the rate limiter', () => {
  const rule = { name: 'test', points: 12, durationSeconds: 60 };

  it('counts what two processes take together', async () => {
    const other = openDatabase({ url: db.url });
    try {
      const [mine, theirs] = [createRateLimiter(db.database.pool, rule), createRateLimiter(other.pool, rule)];
      const answers = await atOnce(20, (i) => (i % 2 ? mine : theirs).take('10.0.0.1'));
      expect(answers.filter((a) => a.allowed)).toHaveLength(12);
      const refused = await mine.take('10.0.0.1');
      expect(refused).toMatchObject({ allowed: false, limit: 12, windowSeconds: 60, remaining: 0 });
      expect(refused.resetSeconds).toBeGreaterThan(0);
      expect(refused.resetSeconds).toBeLessThanOrEqual(60);
    } finally {
      await other.close();
    }
  });

  it('counts each key and each rule apart', async () => {
    const limiter = createRateLimiter(db.database.pool, { ...rule, points: 1 });
    const sibling = createRateLimiter(db.database.pool, { ...rule, name: 'other', points: 1 });
    const taken = [await limiter.take('a'), await limiter.take('b'), await sibling.take('a'), await limiter.take('a')];
    expect(taken.map((t) => t.allowed)).toEqual([true, true, true, false]);
    expect(taken[0]?.remaining).toBe(0);
  }); // prettier-ignore

  it('starts anew when the window is over', async () => {
    const limiter = createRateLimiter(db.database.pool, { name: 'short', points: 1, durationSeconds: 1 });
    expect((await limiter.take('a')).allowed).toBe(true);
    expect((await limiter.take('a')).allowed).toBe(false);
    await db.database.pool.query(`UPDATE rate_limits SET expire = expire - 1000 WHERE key LIKE 'short%'`);
    expect((await limiter.take('a')).allowed).toBe(true);
  });
});

describe('upkeep', () => {
  let member: string;
  beforeAll(async () => {
    member = await addMember(db.database.pool, { verified_at: later(-5), verification: '{}' });
  });
  const count = async (table: string) =>
    Number((await db.database.pool.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

  it('removes what has expired and keeps the rest, twice at once', async () => {
    const { pool } = db.database;
    for (const table of ['sessions', 'sign_in_attempts', 'used_nonces', 'rate_limits', 'outbox_mails', 'error_entries'])
      await pool.query(`DELETE FROM ${table}`);
    for (const expires of [later(-1), later(1)]) {
      await pool.query('INSERT INTO sessions VALUES ($1, $2, null, now(), now(), $3)', [someHash(), member, expires]);
      await pool.query(`INSERT INTO sign_in_attempts VALUES ($1, $1, '', '/', $2)`, [someHash(), expires]);
      await db.stores.nonces.add(someHash(), expires, NOW);
      await pool.query('INSERT INTO rate_limits VALUES ($1, 1, $2)', [someHash(), expires.getTime()]);
    }
    await pool.query(`INSERT INTO outbox_mails (id, to_address, template, params, failed_at) SELECT gen_random_uuid(), 'a', 't', '{}', f
      FROM unnest($1::timestamptz[]) AS f`, [[later(-7 * 86_400_000 - 1), later(-6 * 86_400_000), null]]);
    const error = await addError(pool, { count: 60 });
    await pool.query(`INSERT INTO error_occurrences (id, error_id, at) SELECT gen_random_uuid(), $1, $2::timestamptz - n * interval '1 s' FROM generate_series(1, 60) n`, [error, NOW]);
    await atOnce(2, () => db.stores.upkeep.cleanUp(NOW));
    for (const table of ['sessions', 'sign_in_attempts', 'used_nonces', 'rate_limits']) expect([table, await count(table)]).toEqual([table, 1]);
    expect(await count('outbox_mails')).toBe(2);
    expect(await count('error_occurrences')).toBe(50);
    const { rows } = await pool.query('SELECT min(at) AS oldest FROM error_occurrences');
    expect(rows[0]?.oldest).toEqual(later(-50_000));
    expect(await db.stores.errors.find(error, null)).toMatchObject({ count: 60 });
  }); // prettier-ignore

  it('tells from what checks left behind whether Launchpad answers', async () => {
    const status = () => db.stores.upkeep.launchpadStatus();
    expect(await status()).toEqual({ isFailing: false, answeredAt: later(-5) });
    const id = await addError(db.database.pool, { code: 'launchpad.unavailable' });
    expect((await status()).isFailing).toBe(true);
    await db.stores.errors.update(id, 0, { state: 'resolved' }, NOW);
    expect((await status()).isFailing).toBe(false);
  });
});
