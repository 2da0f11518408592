import { describe, expect, it } from 'vitest';
import { createStores, withTransaction, type SignedInAs } from '../src/index.ts';
import { addMember, atOnce, useDatabase } from './rows.ts';

const db = useDatabase();
const NOW = new Date('2026-05-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
let count = 0;
const somebody = () => `https://login.ubuntu.com/+id/m${(count += 1)}`;
const CHECK = { account: null, teams: null };

const signIn = (overrides: Partial<SignedInAs> = {}) =>
  db.stores.members.signedIn({
    claimedIdentifier: somebody(),
    launchpadName: 'mira',
    displayName: 'Mira',
    email: 'mira@example.org',
    locale: 'ko',
    verification: CHECK,
    checkPendingAt: null,
    now: NOW,
    askedAt: overrides.now ?? NOW,
    ...overrides,
  });

describe('signing in', () => {
  it('adds somebody new with everything that was said', async () => {
    expect(await signIn()).toMatchObject({
      launchpadName: 'mira',
      displayName: 'Mira',
      email: 'mira@example.org',
      locale: 'ko',
      verification: CHECK,
      verifiedAt: NOW,
      checkPendingAt: null,
      lastSignedInAt: NOW,
      bannedAt: null,
      version: 0,
    });
  });

  it('adds somebody new without anything said', async () => {
    const member = await signIn({ launchpadName: null, displayName: null, email: null, verification: null, checkPendingAt: NOW });
    expect(member).toMatchObject({ launchpadName: null, displayName: '', email: null, verification: null, verifiedAt: null, checkPendingAt: NOW });
  }); // prettier-ignore

  it('finds them by identifier, and takes over what was said this time', async () => {
    const claimedIdentifier = somebody();
    const first = await signIn({ claimedIdentifier });
    const again = await signIn({
      claimedIdentifier,
      launchpadName: 'mira-new',
      displayName: 'Mira N.',
      email: 'new@example.org',
      locale: 'en',
      verification: { account: null, teams: {} },
      now: later(1000),
    });
    expect(first.isNew).toBe(true);
    expect(again).toEqual({
      ...first,
      isNew: false,
      launchpadName: 'mira-new',
      displayName: 'Mira N.',
      email: 'new@example.org',
      verification: { account: null, teams: {} },
      verifiedAt: later(1000),
      lastSignedInAt: later(1000),
    });
  });

  it('leaves what is stored where nothing is said, and names and checks where Launchpad is silent', async () => {
    const claimedIdentifier = somebody();
    const first = await signIn({ claimedIdentifier });
    const nothing = { claimedIdentifier, launchpadName: null, email: null, verification: null, checkPendingAt: later(60_000), now: later(1) };
    const changed = { ...first, isNew: false, checkPendingAt: later(60_000), lastSignedInAt: later(1) };
    expect(await signIn({ ...nothing, displayName: null })).toEqual(changed);
    expect(await signIn({ ...nothing, displayName: 'From The Provider' })).toEqual(changed);
    expect((await signIn({ claimedIdentifier, displayName: 'Mira L.' })).displayName).toBe('Mira L.');
  }); // prettier-ignore

  it('fills an empty display name also without a check', async () => {
    const claimedIdentifier = somebody();
    await signIn({ claimedIdentifier, displayName: null, verification: null });
    expect((await signIn({ claimedIdentifier, displayName: 'Mira', verification: null })).displayName).toBe('Mira');
  }); // prettier-ignore

  it('keeps people apart who share a name and an e-mail', async () => {
    expect((await signIn()).id).not.toBe((await signIn()).id);
  });

  it('ten times at once gives one row', async () => {
    const claimedIdentifier = somebody();
    const rows = await atOnce(10, () => signIn({ claimedIdentifier }));
    expect(new Set(rows.map((r) => r.id)).size).toBe(1);
    const found = await db.stores.members.findByIdentifier(claimedIdentifier);
    expect(found?.id).toBe(rows[0]?.id);
  });

  it('holds the row until its transaction ends', async () => {
    const claimedIdentifier = somebody();
    const order: string[] = [];
    const turn = (n: number) =>
      withTransaction(db.database, async (tx) => {
        await createStores(tx).members.signedIn({ ...given, claimedIdentifier });
        order.push(`${n} in`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`${n} out`);
      });
    const given = { launchpadName: null, displayName: null, email: null, locale: 'en' as const, verification: null, checkPendingAt: null, now: NOW, askedAt: NOW };
    await atOnce(4, turn);
    for (let i = 0; i < order.length; i += 2) expect(order[i]?.split(' ')[0]).toBe(order[i + 1]?.split(' ')[0]);
  }); // prettier-ignore
});

describe('checks', () => {
  it('store the answer and are pending no more', async () => {
    const { id } = await signIn({ verification: null, checkPendingAt: NOW });
    const check = { launchpadName: 'mira-new', displayName: 'Mira N.', verification: CHECK, askedAt: later(5) };
    expect(await db.stores.members.checked(id, check)).toMatchObject({
      launchpadName: 'mira-new', displayName: 'Mira N.', verification: CHECK, verifiedAt: later(5), checkPendingAt: null, lastSignedInAt: NOW,
    });
    const silent = { launchpadName: null, displayName: null, verification: CHECK, askedAt: later(6) };
    expect(await db.stores.members.checked(id, silent)).toMatchObject({ launchpadName: 'mira-new', displayName: 'Mira N.' });
    expect(await db.stores.members.checked('01890000-0000-7000-8000-000000000000', silent)).toBeNull();
  }); // prettier-ignore

  it('keep the answer to the later question, whichever comes last', async () => {
    const { id, claimedIdentifier } = await signIn({ askedAt: later(9), displayName: 'Later' });
    const earlier = {
      launchpadName: 'old',
      displayName: 'Earlier',
      verification: { account: null, teams: {} },
    };
    const kept = { launchpadName: 'mira', displayName: 'Later', verification: CHECK, verifiedAt: later(9) };
    expect(await db.stores.members.checked(id, { ...earlier, askedAt: later(5) })).toMatchObject(kept);
    expect(await signIn({ ...earlier, claimedIdentifier, askedAt: later(5) })).toMatchObject(kept);
  });

  it('that are due are taken by one of several workers, oldest first, no more than asked for', async () => {
    const { pool } = db.database;
    await pool.query('UPDATE members SET check_pending_at = NULL');
    const ids: string[] = [];
    for (let i = 0; i < 20; i += 1)
      ids.push(await addMember(pool, { check_pending_at: later(-i * 1000 - 1) }));
    const notYet = await addMember(pool, { check_pending_at: later(1) });
    const [first] = await atOnce(1, () => db.stores.members.takePendingChecks(NOW, later(60_000), 3));
    expect(first?.map((m) => m.id).sort()).toEqual(ids.slice(-3).sort());
    const taken = await atOnce(5, () => db.stores.members.takePendingChecks(NOW, later(60_000), 5));
    expect(taken.every((rows) => rows.length <= 5)).toBe(true);
    const rest = await db.stores.members.takePendingChecks(NOW, later(60_000), 50);
    const all = [...taken.flat(), ...rest].map((m) => m.id);
    expect(all.sort()).toEqual(ids.slice(0, -3).sort());
    expect(await db.stores.members.takePendingChecks(NOW, later(60_000), 50)).toEqual([]);
    // Their lease is over: the worker that had them is not heard of any more.
    expect((await db.stores.members.takePendingChecks(later(60_000), later(120_000), 50)).length).toBe(21);
    expect(all).not.toContain(notYet);
  });
});

it('settings change at the version that was read, once', async () => {
  const { id, version } = await signIn();
  const results = await atOnce(5, (n) =>
    db.stores.members.updateSettings(id, version, n % 2 ? { locale: 'en' } : { timeZone: 'Asia/Seoul' }),
  );
  const [row, ...more] = results.filter((r) => r !== null);
  expect(more).toEqual([]);
  expect(row?.version).toBe(version + 1);
});
