import { beforeAll, describe, expect, it, test } from 'vitest';
import type { ErrorEntryQuery } from '@ubuntu-aliases/shared';
import type { ErrorScope } from '../src/index.ts';
import { addDomain, addError, addMember, useDatabase } from './rows.ts';

const db = useDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 12, minute));
/** Ids sort against the times, so that order by either of them alone is found out. */
const idOf = (n: number) => `01890000-0000-7000-8000-0000000000${String(50 - n).padStart(2, '0')}`;

beforeAll(async () => {
  const { pool } = db.database;
  const ubuntu = await addDomain(pool, { name: 'ubuntu.test' });
  const kubuntu = await addDomain(pool, { name: 'kubuntu.test' });
  const mira = await addMember(pool, { launchpad_name: 'mira', display_name: '100% Mira_Lang', email: 'post@example.org', claimed_identifier: 'https://login.ubuntu.com/+id/AbCdEf' });
  const entry = (n: number, values: Record<string, unknown>) => addError(pool, { id: idOf(n), last_seen_at: at(n), ...values });
  await entry(0, { code: 'alias.taken', severity: 'warning', member_id: mira, domain_id: ubuntu });
  await entry(1, { code: 'alias.taken', severity: 'warning', domain_id: kubuntu });
  await entry(2, { code: 'internal', severity: 'error' });
  await entry(3, { code: 'member.not_in_team', severity: 'info', member_id: mira });
  await entry(4, { code: 'member.banned', severity: 'warning', state: 'resolved', resolved_at: at(9), domain_id: ubuntu });
  await entry(5, { code: 'launchpad.unavailable', severity: 'error', state: 'acknowledged' });
  // At the same moment.
  await entry(6, { code: 'same.a', last_seen_at: at(6) });
  await entry(7, { code: 'same.b', last_seen_at: at(6) });
}); // prettier-ignore

const list = async (query: Partial<ErrorEntryQuery> = {}, scope: ErrorScope = null) => {
  const page = await db.stores.errors.list({ limit: 50, ...query }, scope);
  return { ...page, found: page.items.map((e) => 50 - Number(e.id.slice(-2))) };
};

describe('the filters', () => {
  test.each<[string, Partial<ErrorEntryQuery>, ErrorScope, number[]]>([
    ['none: newest first', {}, null, [6, 7, 5, 4, 3, 2, 1, 0]],
    ['state', { state: ['open'] }, null, [6, 7, 3, 2, 1, 0]],
    ['states', { state: ['acknowledged', 'resolved'] }, null, [5, 4]],
    ['empty lists are no filters', { state: [], severity: [], code: [], domain: [] }, null, [6, 7, 5, 4, 3, 2, 1, 0]],
    ['severity', { severity: ['info', 'warning'] }, null, [4, 3, 1, 0]],
    ['code', { code: ['alias.taken'] }, null, [1, 0]],
    ['part of a code is none', { code: ['alias'] }, null, []],
    ['domain', { domain: ['ubuntu.test'] }, null, [4, 0]],
    ['all together', { domain: ['ubuntu.test'], state: ['open'], severity: ['warning'], code: ['alias.taken'], q: 'MIRA' }, null, [0]],
    ['from, to: both ends belong', { from: at(1).toISOString(), to: at(3).toISOString() }, null, [3, 2, 1]],
    ['from with an offset', { from: '2026-05-01T21:05:00+09:00' }, null, [6, 7, 5]],
    ['q: name', { q: 'mira' }, null, [3, 0]],
    ['q: display name, any case', { q: 'mira_lang' }, null, [3, 0]],
    ['q: whole e-mail', { q: 'POST@EXAMPLE.ORG' }, null, [3, 0]],
    ['q: a part of an e-mail', { q: 'post@example' }, null, []],
    ['q: identifier', { q: 'abcdef' }, null, [3, 0]],
    ['q: code', { q: 'not_in' }, null, [3]],
    ['q: a percent sign is one', { q: '100%' }, null, [3, 0]],
    ['q: a percent sign alone', { q: '%' }, null, [3, 0]],
    ['q: an underscore is one', { q: 'in_ernal' }, null, []],
    ['q: a backslash', { q: '\\' }, null, []],
    ['scope: one domain', {}, ['ubuntu.test'], [4, 0]],
    ['scope: several', {}, ['ubuntu.test', 'kubuntu.test'], [4, 1, 0]],
    ['scope: none at all', {}, [], []],
    ['a filter does not widen the scope', { domain: ['kubuntu.test'] }, ['ubuntu.test'], []],
  ])('%s', async (_, query, scope, expected) => {
    const { found, total, nextCursor } = await list(query, scope);
    expect(found).toEqual(expected);
    expect(total).toBe(expected.length);
    expect(nextCursor).toBeNull();
  }); // prettier-ignore
});

describe('paging', () => {
  test.each([1, 2, 3, 7, 8, 9])(
    '%s at a time gives each once, in order, with the same total',
    async (limit) => {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit, cursor });
        expect(page.total).toBe(8);
        seen.push(...page.found);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual([6, 7, 5, 4, 3, 2, 1, 0]);
    },
  );

  const made = (text: string) => Buffer.from(text).toString('base64url');
  test.each(['', 'x', made('2026-05-01T00:00:00.000Z'), made(`never/${idOf(1)}`), made(`2026-05-01T00:00:00.000Z/1`), made(`0000-01-01T00:00:00.000Z/${idOf(1)}`),
    made(`-271821-04-20T00:00:00.000Z/${idOf(1)}`), made(`2026-13-41T00:00:00.000Z/${idOf(1)}`), made(`1/${idOf(1)}`)])(
    'cursor %j was made up', async (cursor) => {
      await expect(list({ cursor })).rejects.toMatchObject({ code: 'request.invalid' });
    }); // prettier-ignore
});

it('one entry is found within its scope only', async () => {
  expect(await db.stores.errors.find(idOf(0), ['ubuntu.test'])).toMatchObject({
    code: 'alias.taken',
    domain: { name: 'ubuntu.test' },
    member: { launchpadName: 'mira' },
  });
  expect(await db.stores.errors.find(idOf(0), ['kubuntu.test'])).toBeNull();
  // Without a domain: nobody's whose role is limited to some.
  expect(await db.stores.errors.find(idOf(2), ['ubuntu.test'])).toBeNull();
  expect(await db.stores.errors.find(idOf(49), null)).toBeNull();
});
