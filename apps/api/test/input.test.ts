import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorEntryPageSchema, meSchema } from '@ubuntu-aliases/shared';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
let ada: Browser;
let entryId = '';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  for (const person of ['TvKj3r5', 'NevNot1', 'PstMst1', 'DblDot1', 'MinjiK1', 'Sp4mSp4'])
    await app.signedIn(person);
  entryId = (await app.db.errorEntry.findFirstOrThrow()).id;
});

const JSON_TYPE = { 'content-type': 'application/json', 'if-match': '*' };
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('bodies', () => {
  test.each<[string, number, string, string | Buffer, Record<string, string>]>([
    ['nothing', 415, 'request.unsupported_media_type', '', {}],
    ['broken JSON', 400, 'request.invalid', '{"locale":', JSON_TYPE],
    ['a bare value', 400, 'request.invalid', '"ko"', JSON_TYPE],
    ['null', 400, 'request.invalid', 'null', JSON_TYPE],
    ['an array', 400, 'request.invalid', '[]', JSON_TYPE],
    ['a wrong type', 400, 'request.invalid', '{"locale":1}', JSON_TYPE],
    ['an unknown language', 400, 'request.invalid', '{"locale":"xx"}', JSON_TYPE],
    ['an unknown field', 400, 'request.invalid', '{"locale":"ko","isAdmin":true}', JSON_TYPE],
    ['a role', 400, 'request.invalid', '{"roles":[{"role":"admin","domains":null}]}', JSON_TYPE],
    ['__proto__', 400, 'request.invalid', '{"__proto__":{"roles":[1]},"locale":"ko"}', JSON_TYPE],
    ['constructor', 400, 'request.invalid', '{"constructor":{"prototype":{"a":1}}}', JSON_TYPE],
    ['a time zone that is none', 400, 'request.invalid', '{"timeZone":"Mars/Base"}', JSON_TYPE],
    ['a NUL', 400, 'request.invalid', '{"timeZone":"UTC\\u0000"}', JSON_TYPE],
    ['half a surrogate pair', 400, 'request.invalid', '{"timeZone":"\\ud800"}', JSON_TYPE],
    ['depth', 400, 'request.invalid', `{"locale":${deep(7_000)}}`, JSON_TYPE],
    ['16 KB and more', 413, 'request.too_large', `{"timeZone":"${'x'.repeat(17_000)}"}`, JSON_TYPE],
    ['half a megabyte', 413, 'request.too_large', 'x'.repeat(500_000), JSON_TYPE],
    [
      'a form',
      415,
      'request.unsupported_media_type',
      'locale=ko',
      { ...JSON_TYPE, 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'text',
      415,
      'request.unsupported_media_type',
      '{"locale":"ko"}',
      { ...JSON_TYPE, 'content-type': 'text/plain' },
    ],
    [
      'a type of its own',
      415,
      'request.unsupported_media_type',
      '{"locale":"ko"}',
      { ...JSON_TYPE, 'content-type': 'application/csp-report' },
    ],
    [
      'a bomb',
      415,
      'request.unsupported_media_type',
      gzipSync(Buffer.alloc(4_000_000, ' ')),
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
    ],
    [
      'what is no gzip',
      415,
      'request.unsupported_media_type',
      '{"locale":"ko"}',
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
    ],
    [
      'an unknown encoding',
      415,
      'request.unsupported_media_type',
      '{"locale":"ko"}',
      { ...JSON_TYPE, 'content-encoding': 'zip' },
    ],
  ])('%s is %i', async (_, status, code, body, headers) => {
    // prettier-ignore
    const before = (await ada.get('/api/v1/me')).as(meSchema);
    const answer = await ada.send('PATCH', '/api/v1/me', { body, headers });
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    expect((await ada.get('/api/v1/me')).as(meSchema)).toEqual(before);
    expect(Object.hasOwn(Object.prototype, 'roles')).toBe(false);
  });

  test('what the database would not take is refused, what it takes comes back as it was', async () => {
    const path = `/api/v1/admin/errors/${entryId}`;
    for (const note of ['a\u0000b', 'x'.repeat(2001), 5, null])
      expect((await ada.change(path, { note })).problem.code).toBe('request.invalid');
    for (const note of ['김 ليلى 🐧 <script> \u202e \n', "'; DROP TABLE members; --", 'x'.repeat(2000)]) {
      const answer = await ada.change(path, { note });
      expect([answer.status, answer.json]).toEqual([200, expect.objectContaining({ note })]);
    }
    const lone = await ada.change(path, { note: 'a\ud800b' });
    expect(lone.status).toBeLessThan(500);
    expect(lone.text.isWellFormed()).toBe(true);
  });
});

describe('queries of the error log', () => {
  const time = (text: string, id = '01890000-0000-7000-8000-000000000000') =>
    Buffer.from(`${text}/${id}`).toString('base64url');

  test.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=x',
    'limit=',
    'limit=1e9',
    'state=nothing',
    'state=open,none',
    'severity=fatal',
    'q=a%00b',
    'code=%00',
    'domain=a%00',
    'from=yesterday',
    'from=2026-02-31T00:00:00Z',
    'from=0000-01-01T00:00:00Z',
    'to=2026-01-01',
    `q=${'x'.repeat(201)}`,
    'state=open&state=open',
    'cursor=x',
    'cursor=%00',
    `cursor=${'x'.repeat(513)}`,
    `cursor=${time('-271821-04-20T00:00:00.000Z')}`,
    `cursor=${time('+275760-09-13T00:00:00.000Z')}`,
    `cursor=${time('2026-01-01T00:00:00.000Z', "' OR 1=1 --")}`,
    `cursor=${time("'; DROP TABLE error_entries; --")}`,
    `code=${Array(25).fill('a').join()}`,
  ])('%s is refused', async (query) => {
    // prettier-ignore
    const answer = await ada.get(`/api/v1/admin/errors?${query}`);
    expect([answer.status, answer.problem.code]).toEqual([400, 'request.invalid']);
  });

  test.each([
    ['q=%25', 0],
    ['q=_', 1],
    ['q=o_e', 0],
    ['q=tove', 1],
    ['q=TOVE%40EXAMPLE.com', 1],
    ["q='%20OR%201=1--", 0],
    ['q=\\', 0],
    ['q=%EF%BF%BD', 0],
    ['q=Kj%C3%A6r', 1],
    ['q=%ED%A0%80', 0],
    ['code=member.coc_unsigned', 2],
    [`q=${'a'.repeat(100)}%25${'%25'.repeat(20)}`, 0],
    ['domain=ubuntu.com&code=alias.name_reserved', 1],
    ['domain=nowhere.example', 0],
    ['severity=error', 0],
    ['from=9999-12-31T23:59:59Z', 0],
    ['unknown=1&code=member.coc_unsigned', 2],
    ['__proto__=x&code=member.coc_unsigned', 2],
  ] as const)('%s finds what it says', async (query, expected) => {
    // prettier-ignore
    const startedAt = Date.now();
    const answer = await ada.get(`/api/v1/admin/errors?${query}`);
    const { items } = answer.as(errorEntryPageSchema);
    // `_` is in codes; what counts is that it is not a wildcard.
    if (query === 'q=_') expect(items.every((item) => item.code.includes('_'))).toBe(true);
    else expect(items).toHaveLength(expected);
    expect(Date.now() - startedAt).toBeLessThan(3_000);
  });

  test('pages follow each other by the link, every entry once', async () => {
    const seen: string[] = [];
    let path = '/api/v1/admin/errors?limit=2';
    for (let page = 0; page < 20; page += 1) {
      const answer = await ada.get(path);
      const { items, nextCursor, total } = answer.as(errorEntryPageSchema);
      seen.push(...items.map((item) => item.id));
      expect(total).toBe(await app.db.errorEntry.count());
      if (nextCursor === null) break;
      const link = /^<([^>]+)>; rel="next"$/.exec(answer.header('link'))?.[1] ?? '';
      expect(link).toMatch(/^\/api\/v1\/admin\/errors\?/);
      path = link;
    }
    expect(seen).toHaveLength(new Set(seen).size);
    expect(seen).toHaveLength(await app.db.errorEntry.count());
  });
});

test('nothing of all this was a fault', async () => {
  expect(await app.db.errorEntry.count({ where: { code: 'internal' } })).toBe(0);
});
