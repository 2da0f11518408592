import { beforeAll, describe, expect, test } from 'vitest';
import {
  adminDomainDetailSchema,
  adminDomainPageSchema,
  adminMemberDetailSchema,
  adminMemberPageSchema,
  adminAliasPageSchema,
  adminAliasSchema,
  aliasPageSchema,
  aliasSchema,
  auditPageSchema,
  dataExportsSchema,
  domainsResponseSchema,
  eligibilitySchema,
  errorEntryDetailSchema,
  errorEntryPageSchema,
  eventPageSchema,
  mailCountsSchema,
  meSchema,
  pendingClaimsSchema,
  overviewSchema,
  recipientChangePageSchema,
  revealedPersonSchema,
  sessionPageSchema,
  statusSchema,
  syncRunItemPageSchema,
  syncRunPageSchema,
  syncRunSchema,
} from '@ubuntu-aliases/shared';
import { useProduct, type Answer, type Browser } from './harness.ts';

const app = useProduct();
let ada: Browser;
let ben: Browser;
let entryId = '';
let aliasId = '';
let memberId = '';
let runId = '';
let domainId = '';
const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  ben = await app.signedIn('BnMrsh2');
  await app.signedIn('TvKj3r5');
  entryId = (await app.db.errorEntry.findFirstOrThrow({ where: { code: 'member.coc_unsigned' } })).id;
  memberId = (await app.db.member.findFirstOrThrow({ where: { launchpadName: 'tovek' } })).id;
  domainId = (await app.db.domain.findFirstOrThrow({ where: { name: 'kubuntu.org' } })).id;
  const run = { domainId, requestedBy: null, mode: 'apply', origin: 'admin' } as const;
  runId = (await app.product.stores.syncQueue.enqueue(run, new Date())).id;
  aliasId = (await app.db.alias.findFirstOrThrow({ where: { localPart: 'ben-marsh' } })).id;
});

/** Every path under /api/v1; `:entry` and `:alias` stand for ids. */
const READS = [
  ['/domains', domainsResponseSchema, 'public'],
  ['/status', statusSchema, 'public'],
  ['/me', meSchema, 'member'],
  ['/me/eligibility', eligibilitySchema, 'member'],
  ['/me/claims', pendingClaimsSchema, 'member'],
  ['/me/events', eventPageSchema, 'member'],
  ['/me/sessions', sessionPageSchema, 'member'],
  ['/me/exports', dataExportsSchema, 'member'],
  ['/aliases', aliasPageSchema, 'member'],
  ['/aliases/:alias', aliasSchema, 'owner'],
  ['/aliases/:alias/recipient-changes', recipientChangePageSchema, 'owner'],
  ['/aliases/:alias/mail-counts', mailCountsSchema, 'owner'],
  ['/admin/errors', errorEntryPageSchema, 'admin'],
  ['/admin/errors/:entry', errorEntryDetailSchema, 'admin'],
  ['/admin/domains', adminDomainPageSchema, 'admin'],
  ['/admin/domains/:domain', adminDomainDetailSchema, 'admin'],
  ['/admin/members', adminMemberPageSchema, 'admin'],
  ['/admin/overview', overviewSchema, 'admin'],
  ['/admin/members/:member', adminMemberDetailSchema, 'admin'],
  ['/admin/aliases', adminAliasPageSchema, 'admin'],
  ['/admin/aliases/:alias', adminAliasSchema, 'admin'],
  ['/admin/audit', auditPageSchema, 'admin'],
  ['/admin/sync-runs', syncRunPageSchema, 'admin'],
  ['/admin/sync-runs/:run', syncRunSchema, 'admin'],
  ['/admin/sync-runs/:run/items', syncRunItemPageSchema, 'admin'],
] as const;
const CHANGES = [
  ['PATCH', '/me', 'member'],
  ['POST', '/me/verification', 'member'],
  ['POST', '/me/exports', 'member'],
  ['PATCH', '/admin/errors/:entry', 'admin'],
  ['POST', '/admin/errors/:entry/reveal', 'admin'],
  ['PATCH', '/admin/domains/:domain', 'admin'],
  ['POST', '/admin/domains/:domain/checks', 'admin'],
  ['POST', '/admin/members/:member/reveal', 'admin'],
  ['POST', '/admin/sync-runs', 'admin'],
  ['POST', '/admin/members/:member/verification', 'admin'],
  ['POST', '/admin/aliases/:alias/reveal', 'admin'],
] as const;

const pathOf = (path: string) => {
  const ids: Record<string, string> = {
    entry: entryId,
    alias: aliasId,
    member: memberId,
    domain: domainId,
    run: runId,
  };
  return `/api/v1${path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '')}`;
};

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.problem.status, answer.problem.code]).toEqual([status, status, code]);
  expect(answer.problem.requestId).toBe(answer.header('x-request-id'));
  expect(answer.header('cache-control')).toBe('no-store');
  expect(answer.text).not.toMatch(/node_modules|\.ts:|SELECT|INSERT|prisma/i);
}

describe.each(READS)('GET /api/v1%s', (path, schema, access) => {
  test('works, also as HEAD, and again as 304', async () => {
    const browser = access === 'admin' ? ada : ben;
    const answer = await browser.get(pathOf(path));
    expect(answer.status).toBe(200);
    expect(answer.as(schema)).toEqual(answer.json);
    expect(answer.header('cache-control')).toBe('private, no-cache');
    expect(answer.header('vary')).toMatch(/cookie/i);
    expect(answer.setCookies).toEqual([]);

    const head = await browser.send('HEAD', pathOf(path));
    expect([head.status, head.text, head.header('etag')]).toEqual([200, '', answer.header('etag')]);
    const again = await browser.get(pathOf(path), { 'if-none-match': answer.header('etag') });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.header('content-security-policy')).toContain("default-src 'none'");
  });

  test('signed out, without a role, or of somebody else', async () => {
    const answer = await app.browser().get(pathOf(path));
    if (access === 'public') expect(answer.status).toBe(200);
    else expectProblem(answer, 401, 'auth.required');
    if (access === 'admin') expectProblem(await ben.get(pathOf(path)), 403, 'auth.forbidden');
    // Also an admin has no more of it here.
    if (access === 'owner') expectProblem(await ada.get(pathOf(path)), 404, 'alias.not_found');
  });

  test('other methods are 405 and say which there are', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS'] as const) {
      // Leaving, and ending all other sessions.
      if (method === 'DELETE' && (path === '/me' || path === '/me/sessions')) continue;
      const answer = await ada.send(method, pathOf(path));
      expectProblem(answer, 405, 'request.method_not_allowed');
      expect(answer.header('allow').split(', ')).toContain('GET');
      expect(answer.header('access-control-allow-origin')).toBe('');
    }
  });

  test('a parameter given twice is refused', async () => {
    expectProblem(await ada.get(`${pathOf(path)}?limit=1&limit=2`), 400, 'request.invalid');
  });
});

describe.each(CHANGES)('%s /api/v1%s', (method, path, access) => {
  test('signed out or without a role', async () => {
    const sent = { json: {}, headers: { 'if-match': '*' } };
    expectProblem(await app.browser().send(method, pathOf(path), sent), 401, 'auth.required');
    if (access === 'admin') expectProblem(await ben.send(method, pathOf(path), sent), 403, 'auth.forbidden');
  });

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling', { 'sec-fetch-site': 'same-site' }],
    ['from the address bar', { 'sec-fetch-site': 'none' }],
    ['from nowhere', { 'sec-fetch-site': undefined }],
    ['from a foreign origin', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }],
    ['from no origin', { 'sec-fetch-site': undefined, origin: 'null' }],
    [
      'with our host, forged',
      { 'sec-fetch-site': undefined, host: 'evil.example', origin: 'http://evil.example' },
    ],
    ['with a method in a header', { 'sec-fetch-site': 'cross-site', 'x-http-method-override': 'GET' }],
    ['as a form could', { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain', origin: 'null' }],
  ])('is refused %s', async (_, headers) => {
    const answer = await ada.send(method, pathOf(path), {
      body: '{"locale":"ko"}',
      headers: { 'if-match': '*', ...headers },
    });
    expectProblem(answer, 403, 'request.csrf');
    expect((await ada.get('/api/v1/me')).as(meSchema).member.locale).toBe('en');
  });

  test('is taken from our own origin', async () => {
    const headers = { 'sec-fetch-site': undefined, origin: ada.publicUrl, 'if-match': '*' };
    const answer = await ada.send(method, pathOf(path), { json: {}, headers });
    expect(answer.status).toBeLessThan(300);
  });
});

test.each([
  ['/aliases', 'alias.not_found'],
  ['/admin/errors', 'error_entry.not_found'],
  ['/admin/domains', 'domain.not_found'],
  ['/admin/members', 'member.not_found'],
  ['/admin/aliases', 'alias.not_found'],
  ['/admin/sync-runs', 'sync_run.not_found'],
])('an unknown or odd id under %s is not found', async (path, code) => {
  expectProblem(await ada.get(`/api/v1${path}/${UNKNOWN_ID}`), 404, code);
  for (const id of [
    '1',
    'x'.repeat(1000),
    '%00',
    '%ff',
    "'%20OR%201=1",
    `${UNKNOWN_ID}%00`,
    '%ED%A0%80',
    '..%2f..',
    '__proto__',
  ])
    expectProblem(await ada.get(`/api/v1${path}/${id}`), 404, 'request.not_found');
});

test('revealing says who it is once it is written down who asked', async () => {
  const answer = await ada.post(`/api/v1/admin/errors/${entryId}/reveal`);
  expect(answer.as(revealedPersonSchema)).toMatchObject({
    launchpadName: 'tovek',
    email: 'tove@example.com',
  });
  expect(answer.header('cache-control')).toBe('no-store');
  const audit = await app.db.auditEntry.findMany({ where: { action: 'member.revealed', errorId: entryId } });
  expect(audit.at(-1)?.requestId).toBe(answer.header('x-request-id'));
  expect(JSON.stringify(audit)).not.toContain('tove');
  const listed = await ada.get('/api/v1/admin/errors');
  expect(listed.text).toContain('t…@example.com');
  expect(listed.text).not.toContain('tove@');
});

describe('paths that there are not', () => {
  test.each([
    '/api',
    '/api/',
    '/api/v1',
    '/api/v1/nothing',
    '/api/v2/me',
    '/auth',
    '/auth/',
    '/auth/google',
    '/auth/ubuntu/x',
  ])('%s is a problem', async (path) => {
    expectProblem(await ada.get(path), 404, 'request.not_found');
    expectProblem(await ada.post(path), 404, 'request.not_found');
  });

  test('pages, assets and what is neither', async () => {
    const anonymous = app.browser();
    for (const [path, status] of [
      ['/', 200],
      ['/ubuntu', 200],
      ['/ubuntu-studio', 200],
      ['/eligibility', 200],
      ['/nowhere', 404],
      ['/ubuntu.net', 404],
    ] as const) {
      // prettier-ignore
      const answer = await anonymous.get(path, { accept: 'text/html' });
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.setCookies).toEqual([]);
    }
    const asset = await anonymous.get('/assets/app-1234.js');
    expect(asset.header('cache-control')).toContain('immutable');
    expectProblem(await anonymous.get('/assets/none.js'), 404, 'request.not_found');
    const page = await anonymous.get('/none.pdf', { accept: 'text/html,*/*;q=0.8' });
    expect([page.status, page.header('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const posted = await ada.post('/ubuntu');
    expectProblem(posted, 405, 'request.method_not_allowed');
    expect(posted.header('allow')).toBe('HEAD, GET');
  });
});

test('livez, readyz, the document and its page need nobody', async () => {
  const anonymous = app.browser();
  for (const path of ['/livez', '/readyz']) {
    const answer = await anonymous.get(path);
    expect([answer.status, answer.json, answer.header('cache-control')]).toEqual([
      200,
      { status: 'ok' },
      'no-store',
    ]);
  }
  const unready = await app.another({ checkReady: () => Promise.reject(new Error('secret detail')) });
  const answer = await unready.browser().get('/readyz');
  expect([answer.status, answer.json]).toEqual([503, { status: 'unavailable' }]);
  expect((await anonymous.get('/api/docs')).header('content-type')).toContain('text/html');
  expect((await anonymous.get('/api/docs/swagger-ui.css')).status).toBe(200);
  expectProblem(await anonymous.get('/api/docs/package.json'), 404, 'request.not_found');
});
