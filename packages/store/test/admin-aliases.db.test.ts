import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  adminAliasQuerySchema,
  ALIAS_SORTS,
  type AdminAliasQuery,
  type AliasSort,
} from '@ubuntu-aliases/shared';
import { aliasState, type AdminAliasRecord } from '../src/index.ts';
import { createAdminAliasReads } from '../src/admin-alias-reads.ts';
import { addAlias, addDomain, addMember, addRecipient, atOnce, useDatabase } from './rows.ts';

const db = useDatabase();
const now = new Date('2026-05-01T12:00:00Z');
const past = new Date('2026-04-01T00:00:00Z');
const future = new Date('2026-06-01T00:00:00Z');
const query = (given: Record<string, unknown> = {}): AdminAliasQuery =>
  adminAliasQuerySchema.parse({ limit: '100', ...given });
const list = async (given: Record<string, unknown> = {}, scope: string[] | null = null) =>
  db.database.adminAliases.list(query(given), scope, now);
const names = async (given: Record<string, unknown>, scope: string[] | null = null) =>
  (await list(given, scope)).items.map((a) => a.localPart);

let domains: string[];
/** One of every combination of what four actors may have decided. */
beforeAll(async () => {
  const { pool } = db.database;
  domains = [await addDomain(pool, { name: 'ubuntu.test' }), await addDomain(pool, { name: 'kubuntu.test' })];
  const entitlements = [
    {},
    { entitlement: 'grace', entitlement_reason: 'left_team', grace_until: future },
    { entitlement: 'grace', entitlement_reason: 'coc_unsigned', grace_until: past },
    { entitlement: 'suspended', entitlement_reason: 'banned', suspended_at: past },
  ];
  const pauses = [{}, { paused_at: past, pause_reply: 'temporary' }, { paused_at: past, pause_reply: 'temporary', paused_until: past },
    { paused_at: past, pause_reply: 'permanent', paused_until: future }];
  const holds = [{}, { held_at: past, hold_reason: 'abuse' }];
  const tombstones = [{}, { released_at: past }];
  let n = 0;
  for (const e of entitlements) for (const p of pauses) for (const h of holds) for (const t of tombstones) {
    n += 1;
    const origin = (['provisioned', 'renamed', 'granted'] as const)[n % 3];
    const member_id = await addMember(pool, { launchpad_name: `owner${n}`, display_name: `Owner ${n}` });
    const id = await addAlias(pool, { domain_id: domains[n % 2] ?? '', member_id, local_part: `name${n}`, origin,
      created_at: new Date(now.getTime() - (n % 7) * 86_400_000), ...e, ...p, ...h, ...t });
    if (n % 4 > 0) await addRecipient(pool, { alias_id: id, address: `box${n}@example.org`, ...(n % 4 === 1 && { state: 'pending', confirmed_at: null }) });
  }
  await addAlias(pool, { domain_id: domains[0] ?? '', local_part: 'unclaimed', unclaimed_at: past, origin: 'imported' });
}); // prettier-ignore

const shown = (a: AdminAliasRecord) => aliasState(a, now);

describe('filters give what is shown, and all of it', () => {
  test.each<[string, Record<string, string>, (a: AdminAliasRecord) => boolean]>([
    ...(['released', 'suspended', 'paused', 'grace', 'active'] as const).map(
      (state): [string, Record<string, string>, (a: AdminAliasRecord) => boolean] => [
        state,
        { state },
        (a) => shown(a).state === state,
      ],
    ),
    ['two states', { state: 'active,grace' }, (a) => ['active', 'grace'].includes(shown(a).state)],
    ['held', { reason: 'held' }, (a) => a.heldAt !== null && !a.releasedAt],
    ['left_team', { reason: 'left_team' }, (a) => a.entitlementReason === 'left_team' && !a.releasedAt],
    ['domain', { domain: 'kubuntu.test' }, (a) => a.domain === 'kubuntu.test'],
    ['origin', { origin: 'renamed' }, (a) => a.origin === 'renamed'],
    ['origins', { origin: 'provisioned,granted' }, (a) => ['provisioned', 'granted'].includes(a.origin)],
    ['no recipient', { withoutRecipient: 'true' }, (a) => a.recipients.every((r) => r.state === 'pending')],
    ['a recipient', { withoutRecipient: 'false' }, (a) => a.recipients.some((r) => r.state !== 'pending')],
    ['unclaimed', { unclaimed: 'true' }, (a) => a.unclaimedAt !== null],
    ['claimed', { unclaimed: 'false' }, (a) => a.unclaimedAt === null],
    ['together', { state: 'suspended', domain: 'kubuntu.test', reason: 'banned' },
      (a) => shown(a).state === 'suspended' && a.domain === 'kubuntu.test' && a.entitlementReason === 'banned'],
  ])('%s', async (_, filter, passes) => {
    const all = (await list()).items;
    expect(all).toHaveLength(65);
    const expected = all.filter(passes).map((a) => a.localPart);
    const found = await list(filter);
    expect(expected.length).toBeGreaterThan(0);
    expect(found.items.map((a) => a.localPart)).toEqual(expected);
    expect(found.total).toBe(expected.length);
  }); // prettier-ignore

  test.each<[string, string[]]>([
    ['name6', ['name6', 'name60', 'name61', 'name62', 'name63', 'name64']],
    ['NAME64', ['name64']],
    ['name64@ubuntu.test', ['name64']],
    ['name64@kub', []],
    ['claimed', ['unclaimed']],
    ['box7@example.org', ['name7']],
    ['box7@example', []],
    ['owner7', ['name7']],
    ['%', []],
    ['_ame6', []],
    ['\\', []],
    ['@nowhere', []],
  ])('the text %s', async (q, expected) => {
    expect((await names({ q })).toSorted()).toEqual(expected);
  });

  it('a claimed identifier', async () => {
    const alias = (await list({ q: 'owner9' })).items[0];
    expect(await names({ q: alias?.member?.claimedIdentifier })).toEqual(['name9']);
  });

  it('a scope is never widened', async () => {
    expect((await list({}, [])).items).toEqual([]);
    const own = await list({ domain: 'ubuntu.test,kubuntu.test' }, ['kubuntu.test']);
    expect(new Set(own.items.map((a) => a.domain))).toEqual(new Set(['kubuntu.test']));
    expect((await list({ domain: 'ubuntu.test' }, ['kubuntu.test'])).total).toBe(0);
    const { id = '' } = own.items[0] ?? {};
    expect((await db.database.adminAliases.find(id, ['kubuntu.test']))?.id).toBe(id);
    expect(await db.database.adminAliases.find(id, ['ubuntu.test'])).toBeNull();
  });
}); // prettier-ignore

describe('pages', () => {
  test.each(ALIAS_SORTS)('in the order %s: each row once, whatever the size of a page', async (sort) => {
    const all = await names({ sort });
    expect(all).toHaveLength(sort.includes('grace') ? 32 : 65);
    for (const limit of ['1', '7', '64', '65']) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list({ sort, limit, ...(cursor && { cursor }) });
        seen.push(...page.items.map((a) => a.localPart));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(all);
    }
    expect(await names({ sort: sort.startsWith('-') ? sort.slice(1) : `-${sort}` })).toEqual(
      all.toReversed(),
    );
  });

  it('reads everything for an export', async () => {
    const read: string[] = [];
    for await (const rows of db.database.adminAliases.readAll(query({ state: 'active' }), null, now))
      read.push(...rows.map((a) => a.localPart));
    expect(read).toEqual(await names({ state: 'active' }));
  });

  const id = '01890000-0000-7000-8000-000000000000';
  test.each(['', 'x', id, `${id}/address/`, `${id}/address/a\u0000`, `${id}/created/name`, `${id}/-address/a`, `${id}/created/0000-01-01T00:00:00.000Z`, `1/address/a`])(
    'the cursor %j was made up', async (text) => {
      const sort: AliasSort = text.includes('created') ? 'created' : 'address';
      await expect(list({ sort, cursor: Buffer.from(text).toString('base64url') })).rejects.toMatchObject({ code: 'request.invalid' });
    }); // prettier-ignore
});

it('knows which alias has nowhere to send its mail, whoever changes what at the same moment', async () => {
  const { pool } = db.database;
  const alias_id = await addAlias(pool, { domain_id: domains[0] ?? '', member_id: await addMember(pool), local_part: 'busy' });
  const isWithout = async () =>
    (await db.database.client.alias.findUniqueOrThrow({ where: { id: alias_id } })).isWithoutRecipient;
  expect(await isWithout()).toBe(true);
  const ids = await atOnce(4, () => addRecipient(pool, { alias_id }));
  expect(await isWithout()).toBe(false);
  await atOnce(8, async (n) => {
    if (n < 4) await pool.query('DELETE FROM recipients WHERE id = $1', [ids[n]]);
    else await addRecipient(pool, { alias_id, state: 'pending', confirmed_at: null });
  });
  expect(await isWithout()).toBe(true);
  await pool.query(`UPDATE recipients SET state = 'failing' WHERE alias_id = $1`, [alias_id]);
  expect(await isWithout()).toBe(false);
  await pool.query('DELETE FROM recipients WHERE alias_id = $1', [alias_id]);
  expect(await isWithout()).toBe(true);
  await pool.query('UPDATE aliases SET released_at = now(), freed_at = now() WHERE id = $1', [alias_id]);
  await pool.query('DELETE FROM aliases WHERE id = $1', [alias_id]);
}); // prettier-ignore

describe('with many addresses', () => {
  /** `pnpm test:soak` takes 100,000; the plans are the same. */
  const MANY = Number(process.env['LIST_ROWS'] ?? 20_000);
  interface Plan {
    'Node Type': string;
    'Relation Name'?: string;
    'Shared Hit Blocks'?: number;
    'Shared Read Blocks'?: number;
    Plans?: Plan[];
  }
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  /** Buffers that a statement may look at; looking up every row takes one or more for each. With 100,000 rows and a machine at rest it then takes less than 50 ms. */
  const BLOCKS = MANY * 0.3;
  const slow: string[] = [];
  /** As it is, and for statements that many rows would make go by an index. */
  let plain: PoolClient;
  let withoutScans: PoolClient;

  /** The reads over a pool that asks how each statement is carried out, in place of carrying it out. */
  const explained = createAdminAliasReads({
    async query<Row>(text: string, values: unknown[]) {
      // What a text stands for is found out first.
      if (/^SELECT (id|alias_id)/.test(text))
        return { rows: (await plain.query(text, values)).rows as Row[] };
      // A count ends at its thousandth row, so it may as well read the table from its beginning.
      const isCount = text.startsWith('SELECT count');
      const client = isCount ? plain : withoutScans;
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
        values,
      );
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      if (!plan) throw new Error('no plan');
      const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
      const read = isCount
        ? []
        : nodes(plan).filter((n) => n['Node Type'] === 'Seq Scan' && n['Relation Name'] !== 'domains');
      if (blocks > BLOCKS || read.length > 0)
        slow.push(
          `${blocks} blocks, ${read.length} tables read whole (${read.map((n) => n['Relation Name'])}): ${text} ${JSON.stringify(values)}`,
        );
      return { rows: [] };
    },
  });

  beforeAll(async () => {
    const pool = await db.database.pool.connect();
    // However busy the machine.
    await pool.query('SET statement_timeout = 0');
    const many = await atOnce(6, (n) => addDomain(db.database.pool, { name: `many${n}.test` }));
    await pool.query('ALTER TABLE recipients DISABLE TRIGGER USER');
    await pool.query(`INSERT INTO members (id, claimed_identifier, launchpad_name, email)
      SELECT gen_random_uuid(), 'https://login.ubuntu.com/+id/m' || n, 'person' || n, 'p@example.org' FROM generate_series(1, ${MANY / 5}) n`);
    await pool.query(`INSERT INTO aliases (id, domain_id, local_part, member_id, origin, entitlement, entitlement_reason, grace_until,
        suspended_at, paused_at, pause_reply, paused_until, held_at, hold_reason, released_at, created_at, is_without_recipient)
      SELECT gen_random_uuid(), ($1::uuid[])[CASE WHEN n % 1000 = 0 THEN 6 WHEN n % 100 = 1 THEN 5 WHEN n % 10 = 2 THEN 4 WHEN n % 10 = 3 THEN 3
          WHEN n % 10 = 4 THEN 2 ELSE 1 END], 'person' || n, m.id,
        CASE n % 500 WHEN 1 THEN 'renamed' WHEN 2 THEN 'granted' ELSE 'provisioned' END::"AliasOrigin",
        CASE n % 50 WHEN 7 THEN 'grace' WHEN 8 THEN 'suspended' ELSE 'entitled' END::"Entitlement",
        CASE n % 50 WHEN 7 THEN 'left_team' WHEN 8 THEN 'coc_unsigned' END::"EntitlementReason",
        CASE n % 50 WHEN 7 THEN $2::timestamptz + n * interval '1 minute' END, CASE n % 50 WHEN 8 THEN $2::timestamptz END,
        CASE n % 30 WHEN 5 THEN $2::timestamptz END, CASE n % 30 WHEN 5 THEN 'temporary' END::"PauseReply",
        CASE n % 60 WHEN 5 THEN $2::timestamptz - interval '1 day' END,
        CASE n % 10000 WHEN 9 THEN $2::timestamptz END, CASE n % 10000 WHEN 9 THEN 'x' END,
        CASE n % 70 WHEN 11 THEN $2::timestamptz END, $2::timestamptz - n * interval '7 minutes', n % 5000 = 13
      FROM generate_series(1, ${MANY}) n JOIN members m ON m.launchpad_name = 'person' || (n % ${MANY / 5} + 1)`, [many, now]);
    await pool.query(`INSERT INTO recipients (id, alias_id, address, state, confirmed_at)
      SELECT gen_random_uuid(), id, local_part || '@example.org', 'confirmed', now() FROM aliases
      WHERE local_part LIKE 'person%' AND NOT is_without_recipient`);
    await pool.query('ALTER TABLE recipients ENABLE TRIGGER USER');
    await pool.query('VACUUM ANALYZE aliases, recipients, members');
    pool.release(true);
    plain = await db.database.pool.connect();
    withoutScans = await db.database.pool.connect();
    // Few rows are read whole for good reason; an index that would serve with many has to be there all the same.
    if (MANY < 100_000) await withoutScans.query('SET enable_seqscan = off');
  }, 240_000); // prettier-ignore
  afterAll(() => [plain, withoutScans].forEach((client) => client.release(true)));

  const FILTERS: Record<string, string>[] = [
    {}, { state: 'active' }, { state: 'released' }, { state: 'suspended' }, { state: 'paused' }, { state: 'grace' }, { state: 'suspended,released' },
    { reason: 'held' }, { reason: 'coc_unsigned' }, { reason: 'not_valid' }, { domain: 'many5.test' }, { domain: 'many0.test' }, { domain: 'many3.test,many4.test' },
    { origin: 'renamed' }, { origin: 'provisioned' }, { withoutRecipient: 'true' }, { withoutRecipient: 'false' }, { unclaimed: 'true' }, { unclaimed: 'false' },
    { q: 'person77' }, { q: 'nobody' }, { q: '9999' }, { q: 'person7@many0.test' }, { q: 'person5@example.org' }, { q: 'person500' },
    { state: 'suspended', domain: 'many5.test' }, { state: 'active', domain: 'many5.test' }, { state: 'grace', q: 'person1', domain: 'many0.test' },
    { state: 'paused', withoutRecipient: 'true' }, { origin: 'granted', state: 'released' }, { state: 'active', reason: 'held' },
  ]; // prettier-ignore

  it('any filter in any order, the first page and one deep inside', { timeout: 240_000 }, async () => {
    const deep = {
      address: 'person60000',
      created: new Date(now.getTime() - MANY * 3 * 60_000).toISOString(),
      graceUntil: new Date(now.getTime() + MANY * 0.6 * 60_000).toISOString(),
    };
    for (const filter of FILTERS) {
      for (const order of ['address', 'created', 'graceUntil'] as const) {
        const cursor = Buffer.from(`${randomUUID()}/-${order}/${deep[order]}`).toString('base64url');
        await explained.list(query({ ...filter, sort: order, limit: '50' }), null, now);
        const deepDown = query({ ...filter, sort: `-${order}`, limit: '50', cursor });
        await explained.list(deepDown, ['many0.test', 'many5.test'], now);
      }
    }
    expect(slow).toEqual([]);
  });
});
