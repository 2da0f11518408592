import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { auditQuerySchema } from '@ubuntu-aliases/shared';
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
