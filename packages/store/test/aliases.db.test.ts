import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Resolved } from '../src/index.ts';
import { createRequestReads } from '../src/request-reads.ts';
import { addAlias, addDomain, addMember, addRecipient, atOnce, useDatabase } from './rows.ts';

const db = useDatabase();
const RESTORED = new Date('2026-06-01T12:00:00Z');
const NOW = new Date('2026-05-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

let domain: string;
let second: string;
beforeAll(async () => {
  domain = await addDomain(db.database.pool, { name: 'ubuntu.test' });
  second = await addDomain(db.database.pool, { name: 'kubuntu.test' });
});
const wanted = (memberId: string, localPart: string, domainId = domain) => ({
  domainId,
  localPart,
  memberId,
  origin: 'provisioned' as const,
  recipient: 'mira@example.org',
});

describe('creating', () => {
  it('makes the alias and its confirmed recipient', async () => {
    const member = await addMember(db.database.pool);
    const [row, ...more] = await db.stores.aliases.createMany([wanted(member, 'new')], NOW);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ localPart: 'new', memberId: member, entitlement: 'entitled', createdAt: NOW });
    const { rows } = await db.database.pool.query('SELECT address, state, confirmed_at FROM recipients WHERE alias_id = $1', [row?.id]);
    expect(rows).toEqual([{ address: 'mira@example.org', state: 'confirmed', confirmed_at: NOW }]);
  }); // prettier-ignore

  it('makes one without recipient, and nothing out of nothing', async () => {
    const member = await addMember(db.database.pool);
    const [row] = await db.stores.aliases.createMany([{ ...wanted(member, 'bare'), recipient: null }], NOW);
    const { rowCount } = await db.database.pool.query('SELECT FROM recipients WHERE alias_id = $1', [
      row?.id,
    ]);
    expect(rowCount).toBe(0);
    expect(await db.stores.aliases.createMany([], NOW)).toEqual([]);
  });

  it('leaves out what is there, with the recipients that it has', async () => {
    const [mine, theirs] = [await addMember(db.database.pool), await addMember(db.database.pool)];
    await db.stores.aliases.createMany([wanted(theirs, 'there')], NOW);
    const both = [{ ...wanted(mine, 'there'), recipient: 'thief@example.org' }, wanted(mine, 'there', second)];
    const rows = await db.stores.aliases.createMany(both, NOW);
    expect(rows.map((r) => r.domainId)).toEqual([second]);
    expect(await db.stores.aliases.resolve('there', 'ubuntu.test', NOW)).toMatchObject({ recipients: ['mira@example.org'] });
  }); // prettier-ignore

  test.each([['a', 'b'], ['c', 'd'], ['e', 'f']])('two members want %s and %s at once: each address has one owner', async (...names) => {
    const members = await atOnce(8, () => addMember(db.database.pool));
    const made = await Promise.all(
      members.map((m, i) =>
        db.stores.aliases.createMany((i % 2 ? names : names.toReversed()).map((n) => wanted(m, `race-${n}`)), NOW).catch((error: unknown) => error),
      ),
    );
    // Two that wait for each other in a circle: PostgreSQL ends one of them, which then has made nothing.
    const rows = made.flatMap((result) => (Array.isArray(result) ? result : []));
    expect(rows.map((r: { localPart: string }) => r.localPart).sort()).toEqual(names.map((n) => `race-${n}`).sort());
  }); // prettier-ignore
});

it('lists for provisioning what is theirs and who stands at the name', async () => {
  const [mine, theirs] = [await addMember(db.database.pool), await addMember(db.database.pool)];
  const { pool } = db.database;
  const me = { id: mine, claimedIdentifier: 'https://login.ubuntu.com/+id/waited' };
  const waiting = { unclaimed_at: NOW, awaits_identifier: me.claimedIdentifier };
  const ids = [
    await addAlias(pool, { domain_id: domain, member_id: mine, released_at: NOW }),
    await addAlias(pool, { domain_id: second, ...waiting }),
    await addAlias(pool, { domain_id: second, member_id: mine }),
    await addAlias(pool, { domain_id: domain, member_id: theirs, local_part: 'wanted' }),
  ];
  await addAlias(pool, { domain_id: second, member_id: theirs });
  const list = async (name: string | null) =>
    (await db.stores.aliases.listForProvisioning(me, name)).map((a) => a.id).sort();
  expect(await list('wanted')).toEqual(ids.toSorted());
  expect(await list(null)).toEqual(ids.slice(0, 3).sort());
});

it('restoring touches entitlement alone, and no tombstone', async () => {
  const { pool } = db.database;
  const member_id = await addMember(pool);
  const suspended = { domain_id: domain, member_id, entitlement: 'suspended', entitlement_reason: 'left_team', suspended_at: NOW, paused_at: NOW, pause_reply: 'permanent', held_at: NOW, hold_reason: 'x' };
  const ids = [await addAlias(pool, suspended), await addAlias(pool, { ...suspended, released_at: NOW })];
  const read = async () => (await pool.query('SELECT * FROM aliases WHERE id = ANY($1) ORDER BY released_at NULLS FIRST', [ids])).rows;
  const [before, tombstone] = await read();
  await db.stores.aliases.restore(ids, RESTORED);
  expect(await read()).toEqual([{ ...before, entitlement: 'entitled', entitlement_at: RESTORED, entitlement_reason: null, suspended_at: null, version: 1 }, tombstone]);
}); // prettier-ignore

describe('resolving', () => {
  beforeAll(async () => {
    const { pool } = db.database;
    const member_id = await addMember(pool);
    const state = {
      grace: {},
      'grace+work': {},
      'o.k': { entitlement: 'grace', entitlement_reason: 'left_team', grace_until: later(-1) },
      gone: { entitlement: 'suspended', entitlement_reason: 'not_valid', suspended_at: NOW },
      held: { held_at: NOW, hold_reason: 'x', paused_at: NOW, pause_reply: 'temporary' },
      paused: { paused_at: NOW, pause_reply: 'temporary', paused_until: later(1) },
      back: { paused_at: NOW, pause_reply: 'temporary', paused_until: NOW },
      tomb: { released_at: NOW, held_at: NOW, hold_reason: 'x' },
    };
    for (const [local_part, values] of Object.entries(state)) {
      const alias_id = await addAlias(pool, { domain_id: domain, member_id, local_part, ...values });
      await addRecipient(pool, { alias_id, address: `${local_part.replace('+', '-')}@example.org` });
      await addRecipient(pool, { alias_id, address: 'asked@example.org', state: 'pending', confirmed_at: null });
    }
    const grace = await pool.query(`SELECT id FROM aliases WHERE local_part = 'grace'`);
    await addRecipient(pool, { alias_id: String(grace.rows[0]?.id), address: 'bouncing@example.org', state: 'failing' });
  }); // prettier-ignore

  const found = (who: string, state = 'active', reason: string | null = null) => ({ who, state, reason });
  test.each([
    ['grace', found('grace')], ['GRACE', found('grace')], ['Grace+Work', found('grace-work')],
    ['grace+home', found('grace')], ['grace+work+x', found('grace-work')], ['grace+home+work', found('grace')], ['grace+', found('grace')], ['grace++', found('grace')],
    ['o.k', found('o.k', 'grace')], ['gone', found('gone', 'suspended', 'not_valid')], ['gone+x', found('gone', 'suspended', 'not_valid')],
    ['held', found('held', 'suspended', 'held')], ['paused', found('paused', 'paused')], ['back', found('back')], ['tomb', found('tomb', 'released')],
  ])('%s', async (localPart, { who, state, reason }) => {
    const resolved: Resolved = await db.stores.aliases.resolve(localPart, 'ubuntu.test', NOW);
    expect(resolved).toMatchObject({ outcome: 'found', state, reason });
    expect(resolved.outcome === 'found' && resolved.recipients.filter((r) => r !== 'bouncing@example.org')).toEqual([`${who}@example.org`]);
  }); // prettier-ignore

  test.each([['', 'ubuntu.test'], ['nobody', 'ubuntu.test'], ['+work', 'ubuntu.test'], ['ok', 'ubuntu.test'], ['grac', 'ubuntu.test'], ['%', 'ubuntu.test'], ['grace', 'kubuntu.test']])(
    '%j at %s is unknown', async (localPart, name) => {
      expect(await db.stores.aliases.resolve(localPart, name, NOW)).toEqual({ outcome: 'unknown_alias' });
    }); // prettier-ignore

  it('knows no domain but its own', async () => {
    expect(await db.stores.aliases.resolve('grace', 'example.org', NOW)).toEqual({
      outcome: 'unknown_domain',
    });
  });
});

describe('a member reads their own', () => {
  let owner: string;
  let ids: string[];
  beforeAll(async () => {
    owner = await addMember(db.database.pool);
    const rows = await db.stores.aliases.createMany(Array.from({ length: 7 }, (_, i) => wanted(owner, `page-${i}`)), NOW);
    ids = rows.map((r) => r.id).sort();
  }); // prettier-ignore
  const reads = () => createRequestReads(db.database.pool);

  test.each([1, 2, 3, 6, 7, 8])('page by page, %s at a time, each once', async (limit) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reads().listAliases(owner, { limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items.map((a) => a.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
  });

  it('with domain and recipients', async () => {
    const { items } = await reads().listAliases(owner, { limit: 1 });
    const recipients = [{ id: expect.any(String), address: 'mira@example.org', state: 'confirmed' }];
    expect(items[0]).toMatchObject({ domain: 'ubuntu.test', localPart: 'page-0', entitlement: 'entitled', version: 0, recipients });
    expect(await reads().findAlias(owner, ids[0] ?? '')).toEqual(items[0]);
  }); // prettier-ignore

  it('and nobody else’s', async () => {
    const stranger = await addMember(db.database.pool);
    expect(await reads().listAliases(stranger, { limit: 10 })).toEqual({ items: [], nextCursor: null });
    expect(await reads().findAlias(stranger, ids[0] ?? '')).toBeNull();
  });

  test.each(['', 'x', '%00', Buffer.from('nonsense').toString('base64url'), Buffer.from(`' OR 1=1`).toString('base64url')])(
    'cursor %j was made up', async (cursor) => {
      await expect(reads().listAliases(owner, { limit: 1, cursor })).rejects.toMatchObject({ code: 'request.invalid' });
    }); // prettier-ignore
});
