import { beforeAll, describe, expect, test } from 'vitest';
import { adminMemberQuerySchema, type AdminMemberQuery } from '@ubuntu-aliases/shared';
import { addAlias, addDomain, addError, addMember, useDatabase } from './rows.ts';
import { Prisma } from '../src/generated/client.ts';
import type { Db } from '../src/database.ts';
import { createMemberDirectory } from '../src/member-directory.ts';

const db = useDatabase();
const NOW = new Date('2026-05-02T00:00:00Z');
const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 12, minute));
const names = new Map<string, string>();

beforeAll(async () => {
  const { pool } = db.database;
  const ubuntu = await addDomain(pool, { name: 'ubuntu.test' });
  const kubuntu = await addDomain(pool, { name: 'kubuntu.test', position: 1 });
  const person = async (name: string, minute: number, values: Record<string, unknown> = {}) => {
    const id = await addMember(pool, { launchpad_name: name, display_name: `${name} of all`, created_at: at(minute), last_signed_in_at: at(20 - minute), ...values });
    names.set(id, name);
    return id;
  };
  const mira = await person('mira', 1, { display_name: 'Mira Lindholm', email: 'post@example.org', claimed_identifier: 'https://login.ubuntu.com/+id/AbC_dEf' });
  const mirabel = await person('mirabel', 2, { banned_at: at(3), ban_reason: 'spam' });
  const noor = await person('noor+work', 3, { display_name: '김 누르', check_pending_at: at(3) });
  const zed = await person('zed', 4);
  await addAlias(pool, { domain_id: ubuntu, local_part: 'mira', member_id: mira });
  await addAlias(pool, { domain_id: kubuntu, local_part: 'mira', member_id: mira, paused_at: at(1), paused_until: at(2), pause_reply: 'temporary' });
  await addAlias(pool, { domain_id: kubuntu, local_part: 'old-noor', member_id: noor, released_at: at(5) });
  await addAlias(pool, { domain_id: ubuntu, local_part: 'zz.granted', member_id: zed });
  await addError(pool, { code: 'member.banned', member_id: mirabel, domain_id: kubuntu });
  await pool.query(`INSERT INTO role_grants (id, member_id, role, domain_id) VALUES (gen_random_uuid(), $1, 'admin', $2)`, [zed, kubuntu]);
}); // prettier-ignore

const list = async (query: Partial<AdminMemberQuery> = {}, scope: string[] | null = null) => {
  const page = await db.stores.directory.list(
    { ...adminMemberQuerySchema.parse({ sort: 'name' }), ...query },
    scope,
    NOW,
  );
  return { ...page, found: page.items.map(({ id }) => names.get(id)) };
};

describe('the filters', () => {
  test.each<[string, Partial<AdminMemberQuery>, string[] | null, string[]]>([
    ['none', {}, null, ['mira', 'mirabel', 'noor+work', 'zed']],
    ['by name, last first', { sort: '-name' }, null, ['zed', 'noor+work', 'mirabel', 'mira']],
    ['newest member first', { sort: '-created' }, null, ['zed', 'noor+work', 'mirabel', 'mira']],
    ['last seen first', { sort: '-signed_in' }, null, ['mira', 'mirabel', 'noor+work', 'zed']],
    ['q: start of a name', { q: 'MIR' }, null, ['mira', 'mirabel']],
    ['q: as Launchpad writes it', { q: '~mirab' }, null, ['mirabel']],
    ['q: with a plus', { q: 'noor+w' }, null, ['noor+work']],
    ['q: words of the name they go by', { q: 'lind mir' }, null, ['mira']],
    ['q: in another script', { q: '누르' }, null, ['noor+work']],
    ['q: not the middle of a name', { q: 'irab' }, null, []],
    ['q: local part that is no name', { q: 'zz.gr' }, null, ['zed']],
    ['q: local part of a tombstone', { q: 'old-n' }, null, ['noor+work']],
    ['q: address', { q: 'mira@ubuntu.test' }, null, ['mira']],
    ['q: beginning of an address', { q: 'Mira@kub' }, null, ['mira']],
    ['q: address of nobody', { q: 'zed@ubuntu.test' }, null, []],
    ['q: whole e-mail', { q: 'POST@example.org' }, null, ['mira']],
    ['q: a part of an e-mail', { q: 'post@exam' }, null, []],
    ['q: identifier', { q: 'https://login.ubuntu.com/+id/AbC_dEf' }, null, ['mira']],
    ['q: end of an identifier', { q: 'AbC_dEf' }, null, ['mira']],
    ['q: nothing that SQL or a query of words would take for its own', { q: `'%_\\:*&|!<->"` }, null, []],
    ['banned', { mark: ['banned'] }, null, ['mirabel']],
    ['banned or waiting', { mark: ['banned', 'check_pending'] }, null, ['mirabel', 'noor+work']],
    ['with a role', { mark: ['with_role'] }, null, ['zed']],
    ['domain', { domain: ['kubuntu.test'] }, null, ['mira', 'noor+work']],
    ['all together', { domain: ['kubuntu.test'], q: 'noor', mark: ['check_pending'] }, null, ['noor+work']],
    ['scope: an alias or an error entry there', {}, ['kubuntu.test'], ['mira', 'mirabel', 'noor+work']],
    ['scope: none at all', {}, [], []],
    ['scope: another domain is no help', { q: 'zz.granted' }, ['kubuntu.test'], []],
    ['scope: nor is its address', { q: 'mira@ubuntu.test' }, ['kubuntu.test'], []],
  ])('%s', async (_, query, scope, expected) => {
    const { found, total, nextCursor } = await list(query, scope);
    expect(found).toEqual(expected);
    expect(total).toBe(expected.length);
    expect(nextCursor).toBeNull();
  }); // prettier-ignore

  test('shows addresses, roles and errors of the domains that the reader may see', async () => {
    const [everything] = (await list({ q: 'mira@ubuntu.test' })).items;
    expect(everything?.addresses).toEqual([
      { address: 'mira@ubuntu.test', state: 'active' },
      { address: 'mira@kubuntu.test', state: 'active' },
    ]);
    const [mine, banned] = (await list({}, ['kubuntu.test'])).items;
    expect(mine?.addresses).toEqual([{ address: 'mira@kubuntu.test', state: 'active' }]);
    expect([banned?.openErrors, banned?.addressCount]).toEqual([1, 0]);
    expect((await list({ q: 'zed' })).items[0]?.roles).toEqual([
      { role: 'admin', domains: ['kubuntu.test'] },
    ]);
  });
});

test.each(['name', '-name', 'created', '-created', 'signed_in', '-signed_in'] as const)(
  'pages by %s give each once, in order',
  async (sort) => {
    const whole = (await list({ sort })).found;
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ sort, limit: 1, cursor });
      seen.push(...page.found);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(whole);
  },
);

test.each(['', 'AAAA', btoa('2026-13-45T00:00:00.000Z/01890000-0000-7000-8000-000000000000')])(
  'a made-up cursor is refused: %s',
  async (cursor) => {
    await expect(list({ cursor, sort: 'created' })).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(list({ cursor: btoa(`drop table/x`) })).rejects.toMatchObject({ code: 'request.invalid' });
  },
);

describe('with many members', () => {
  /** `pnpm test:soak` takes more of them; what a page costs is the same. */
  const MANY = Number(process.env['LIST_ROWS'] ?? 10_000);
  beforeAll(async () => {
    await db.database.pool.query(`
      INSERT INTO members (id, claimed_identifier, launchpad_name, display_name, email, created_at, last_signed_in_at)
      SELECT gen_random_uuid(), 'https://login.ubuntu.com/+id/many' || n, 'many-' || lpad(n::text, 6, '0'),
             'Many ' || n, 'many' || n || '@example.net',
             timestamptz '2025-01-01' + n * interval '1 minute', timestamptz '2025-06-01' + (n * 7919 % ${MANY}) * interval '1 minute'
      FROM generate_series(1, ${MANY}) n`);
    await db.database.pool.query(`
      INSERT INTO aliases (id, domain_id, local_part, member_id)
      SELECT gen_random_uuid(), d.id, m.launchpad_name, m.id FROM members m, domains d
      WHERE m.launchpad_name LIKE 'many-%' AND d.name = 'ubuntu.test'`);
    await db.database.pool.query('VACUUM ANALYZE members, aliases');
  }, 120_000);

  interface Plan {
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    'Rows Removed by Filter'?: number;
    Plans?: Plan[];
  }
  const rowsRead = (plan: Plan): number =>
    (plan['Relation Name'] ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] : 0) +
    (plan.Plans ?? []).reduce((sum, inner) => sum + rowsRead(inner), 0); // prettier-ignore

  /** Rows of tables that PostgreSQL looks at for one page of the list, in all its statements together. */
  async function costOf(query: Partial<AdminMemberQuery>, scope: string[] | null): Promise<number> {
    const statements: Prisma.Sql[] = [];
    const spy = {
      domain: db.database.client.domain,
      $queryRaw: (strings: TemplateStringsArray, ...values: unknown[]) => {
        statements.push(Prisma.sql(strings, ...values));
        return db.database.client.$queryRaw(strings, ...values);
      },
    };
    const directory = createMemberDirectory(spy as unknown as Db);
    await directory.list({ ...adminMemberQuerySchema.parse({}), ...query }, scope, NOW);
    let read = 0;
    for (const { text, values } of statements) {
      const { rows } = await db.database.pool.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
        values,
      );
      read += rows[0]?.['QUERY PLAN'].reduce((sum, { Plan: plan }) => sum + rowsRead(plan), 0) ?? 0;
    }
    return read;
  }

  test.each<[string, Partial<AdminMemberQuery>, string[] | null]>([
    ['each order: by name', { sort: 'name' }, null],
    ['by time', { sort: '-created' }, null],
    ['by last sign-in', {}, null],
    ['a search', { q: 'many-0123', sort: '-created' }, null],
    ['a search that many match', { q: 'many', sort: 'name' }, null],
    ['words', { q: 'Many 77' }, null],
    ['an address', { q: 'many-000077@ubuntu.test' }, null],
    ['an identifier', { q: 'many77' }, null],
    ['banned ones', { mark: ['banned'] }, null],
    ['a domain with few', { domain: ['kubuntu.test'] }, null],
    ['a domain with nearly all', { domain: ['ubuntu.test'], sort: '-name' }, null],
    ['a reader of a domain with few', { sort: 'created' }, ['kubuntu.test']],
    ['a reader of a domain with nearly all', { sort: '-signed_in' }, ['ubuntu.test']],
  ])('%s looks at few of them', async (_, query, scope) => {
    expect(await costOf(query, scope)).toBeLessThan(7_000);
  });

  test('a page deep inside costs what the first one costs', async () => {
    const cursor = Buffer.from('many-007000/01890000-0000-7000-8000-000000000000').toString('base64url');
    expect(await costOf({ sort: 'name', cursor }, null)).toBeLessThan(2_000);
    const { items } = await list({ sort: 'name', cursor, limit: 2 });
    expect(items.map((m) => m.launchpadName)).toEqual(['many-007000', 'many-007001']);
  });
});
