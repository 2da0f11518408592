import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { auditQuerySchema } from '@ubuntu-aliases/shared';
import { createAuditReads } from '../src/audit-reads.ts';
import { addAlias, addDomain, addMember, useDatabase } from './rows.ts';

const db = useDatabase();
const list = (given: Record<string, string> = {}, scope: string[] | null = null) =>
  db.database.audit.list(auditQuerySchema.parse({ limit: '50', ...given }), scope);
const actions = async (given: Record<string, string> = {}, scope: string[] | null = null) =>
  (await list(given, scope)).items.map((e) => e.action.replace('test.', ''));

let mira: string;
let ada: string;
let alias: string;
const gone = randomUUID();
beforeAll(async () => {
  const { pool } = db.database;
  const ubuntu = await addDomain(pool, { name: 'ubuntu.test' });
  const kubuntu = await addDomain(pool, { name: 'kubuntu.test' });
  mira = await addMember(pool, { launchpad_name: 'mira', display_name: 'Mira Lang' });
  ada = await addMember(pool, { launchpad_name: 'ada', claimed_identifier: 'https://login.ubuntu.com/+id/AdA' });
  alias = await addAlias(pool, { domain_id: ubuntu, member_id: mira, local_part: 'mira' });
  const admin = { kind: 'admin', memberId: ada } as const;
  await db.stores.audit.append([
    { actor: admin, action: 'test.banned', memberId: mira, reason: 'sends spam from mira@example.org' },
    { actor: admin, action: 'test.freed', aliasId: randomUUID(), domainId: kubuntu, address: 'old@kubuntu.test' },
    { actor: { kind: 'sync', memberId: null }, action: 'test.graced', memberId: mira, aliasId: alias, domainId: ubuntu,
      changes: { entitlement: ['entitled', 'grace'] }, reason: null },
    { actor: { kind: 'member', memberId: gone }, action: 'test.left', memberId: gone, domainId: kubuntu },
  ]);
  await pool.query(`INSERT INTO audit_entries (id, at, actor_kind, action) VALUES ($1, '2020-01-01T00:00:00Z', 'system', 'test.old')`, [randomUUID()]);
}); // prettier-ignore

it('names are joined at reading; a reason is beside its entry', async () => {
  const { items, total } = await list();
  expect(total).toBe(5);
  const byAction = (action: string) => items.find((e) => e.action === action);
  expect(byAction('test.banned')).toMatchObject({
    actorKind: 'admin',
    actor: { launchpadName: 'ada' },
    member: { id: mira, launchpadName: 'mira', displayName: 'Mira Lang' },
    reason: 'sends spam from mira@example.org',
    address: null,
  });
  expect(byAction('test.freed')).toMatchObject({ address: 'old@kubuntu.test', reason: null });
  expect(byAction('test.graced')).toMatchObject({
    address: 'mira@ubuntu.test',
    domain: 'ubuntu.test',
    changes: { entitlement: ['entitled', 'grace'] },
  });
  // Somebody who left has no name any more.
  expect(byAction('test.left')).toMatchObject({ actor: null, member: null, actorKind: 'member' });
});

describe('filters', () => {
  test.each<[Record<string, string>, string[] | null, string[]]>([
    [{ kind: 'sync,member' }, null, ['left', 'graced']],
    [{ actor: 'ada' }, null, ['freed', 'banned']],
    [{ actor: '~ADA' }, null, ['freed', 'banned']],
    [{ actor: 'https://login.ubuntu.com/+id/AdA' }, null, ['freed', 'banned']],
    [{ actor: gone }, null, ['left']],
    [{ actor: 'nobody' }, null, []],
    [{ member: 'mira' }, null, ['graced', 'banned']],
    [{ action: 'test.freed,test.old' }, null, ['freed', 'old']],
    [{ alias: 'MIRA@ubuntu.test' }, null, ['graced']],
    [{ alias: 'old@kubuntu.test' }, null, ['freed']],
    [{ alias: 'mira' }, null, []],
    [{ domain: 'kubuntu.test' }, null, ['left', 'freed']],
    [{ to: '2020-01-01T09:00:00+09:00' }, null, ['old']],
    [{ from: '2020-01-01T00:00:01Z', kind: 'system' }, null, []],
    [{}, ['kubuntu.test'], ['left', 'freed']],
    [{ domain: 'ubuntu.test' }, ['kubuntu.test'], []],
    [{ member: 'mira' }, ['kubuntu.test'], []],
    [{}, [], []],
  ])('%j for %j', async (query, scope, expected) => {
    expect((await actions(query, scope)).toSorted()).toEqual(expected.toSorted());
    expect((await list(query, scope)).total).toBe(expected.length);
  });
});

test.each(['1', '2', '4', '5'])('%s at a time gives each once', async (limit) => {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list({ limit, ...(cursor && { cursor }) });
    seen.push(...page.items.map((e) => e.id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual((await list()).items.map((e) => e.id));
});

describe('with many entries', () => {
  interface Plan {
    'Node Type': string;
    'Relation Name'?: string;
    'Shared Hit Blocks'?: number;
    'Shared Read Blocks'?: number;
    Plans?: Plan[];
  }
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  /** `pnpm test:soak` takes 100,000; the plans are the same. */
  const MANY = Number(process.env['LIST_ROWS'] ?? 20_000);
  /** Buffers that a statement may look at: with 100,000 rows and a machine at rest it then takes less than 50 ms. */
  const BLOCKS = MANY / 10;
  const slow: string[] = [];
  /** Milliseconds of the slowest, for whoever wants to see it. */
  let worst = 0;
  const explained = createAuditReads({
    async query<Row>(text: string, values: unknown[]) {
      const { pool } = db.database;
      // What a text stands for is found out first.
      if (/^\s*SELECT (id|a\.id)/.test(text)) return { rows: (await pool.query(text, values)).rows as Row[] };
      const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Plan; 'Execution Time': number }] }>(
        `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
        values,
      );
      const found = rows[0]?.['QUERY PLAN'][0];
      if (!found) throw new Error('no plan');
      const { Plan: plan, 'Execution Time': ms } = found;
      worst = Math.max(worst, ms);
      const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
      // A count ends at its thousandth row, so it may as well read the table from its beginning.
      const read = text.startsWith('SELECT count')
        ? []
        : nodes(plan).filter((n) => n['Node Type'] === 'Seq Scan' && n['Relation Name'] === 'audit_entries');
      if (blocks > BLOCKS || read.length > 0)
        slow.push(`${blocks} blocks, ${ms} ms, ${read.length} tables read whole: ${text} ${JSON.stringify(values)}`);
      return { rows: [] };
    },
  });

  let person = '';
  beforeAll(async () => {
    const pool = await db.database.pool.connect();
    await pool.query('SET statement_timeout = 0');
    const domains = (await pool.query<{ id: string }>('SELECT id FROM domains ORDER BY name')).rows.map(({ id }) => id);
    await pool.query(`INSERT INTO members (id, claimed_identifier, launchpad_name)
      SELECT gen_random_uuid(), 'https://login.ubuntu.com/+id/m' || n, 'person' || n FROM generate_series(1, 2000) n`);
    // Nearly everything by the sync, of the bigger domain; what admins do is rare, and oldest.
    await pool.query(`INSERT INTO audit_entries (id, at, actor_kind, actor_member_id, action, member_id, domain_id)
      SELECT gen_random_uuid(), timestamptz '2025-01-01' + n * interval '3 minutes',
        CASE WHEN n < 50 THEN 'admin' WHEN n % 4 = 1 THEN 'member' WHEN n < 300 THEN 'system' ELSE 'sync' END::"ActorKind",
        CASE WHEN n < 50 THEN $2::uuid END,
        CASE WHEN n < 50 THEN 'member.banned' WHEN n % 4 = 1 THEN 'alias.created' WHEN n % 2 = 0 THEN 'alias.grace_begun' ELSE 'alias.restored' END,
        m.id, ($1::uuid[])[CASE WHEN n % 1000 = 7 THEN 1 ELSE 2 END]
      FROM generate_series(1, ${MANY}) n JOIN members m ON m.launchpad_name = 'person' || (n % 2000 + 1)`, [domains, ada]);
    person = 'person77';
    await pool.query('VACUUM ANALYZE audit_entries, members');
    pool.release(true);
  }, 120_000);

  it('any filter, the first page and one deep inside', { timeout: 120_000 }, async () => {
    const middle = new Date(Date.parse('2025-01-01') + MANY * 1.3 * 60_000);
    const cursor = Buffer.from(`${middle.toISOString()}/${randomUUID()}`).toString('base64url');
    const filters: Record<string, string>[] = [
      {}, { kind: 'admin' }, { kind: 'system' }, { kind: 'sync' }, { kind: 'member' }, { kind: 'admin,system' }, { action: 'member.banned' },
      { action: 'alias.grace_begun' }, { action: 'alias.created,member.banned' }, { action: 'nothing' }, { actor: 'ada' }, { actor: 'nobody' }, { member: person },
      { alias: 'mira@ubuntu.test' }, { domain: 'kubuntu.test' }, { domain: 'ubuntu.test' }, { domain: 'kubuntu.test,ubuntu.test' },
      { domain: 'kubuntu.test', kind: 'admin' }, { domain: 'ubuntu.test', kind: 'admin' }, { domain: 'ubuntu.test', action: 'member.banned' },
      { kind: 'admin', action: 'alias.created' }, { kind: 'admin', action: 'alias.grace_begun', domain: 'ubuntu.test' },
      { from: '2025-01-20T00:00:00Z', to: '2025-01-21T00:00:00Z' }, { to: '2025-01-01T01:00:00Z' }, { kind: 'admin', from: '2025-01-20T00:00:00Z' },
      { member: person, action: 'alias.created' }, { actor: 'ada', domain: 'kubuntu.test' },
    ];
    for (const filter of filters)
      for (const scope of [null, ['kubuntu.test']])
        for (const more of [{}, { cursor }]) await explained.list(auditQuerySchema.parse({ ...filter, ...more, limit: '50' }), scope);
    if (process.env['EXPLAIN_TIMES']) console.warn(`slowest statement: ${worst} ms`);
    expect(slow).toEqual([]);
  });
}); // prettier-ignore
