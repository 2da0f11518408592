import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorEntryPageSchema, meSchema } from '@ubuntu-aliases/shared';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
let ben: Browser;
let benId = '';
const domains = new Map<string, string>();

beforeAll(async () => {
  ben = await app.signedIn('BnMrsh2');
  // Entries at ubuntu.com, at kubuntu.org and without a domain.
  for (const person of ['TvKj3r5', 'PstMst1', 'MrgdAc1', 'LeoWlk4', 'NoLpad1']) await app.signedIn(person);
  benId = (
    await app.db.member.findFirstOrThrow({ where: { claimedIdentifier: app.sandbox.identifier('BnMrsh2') } })
  ).id;
  for (const { id, name } of await app.db.domain.findMany()) domains.set(name, id);
});

beforeEach(async () => {
  await app.db.roleGrant.deleteMany();
});

async function grant(role: 'admin' | 'auditor', domain: string | null): Promise<void> {
  const domainId = domain === null ? null : (domains.get(domain) ?? '');
  await app.db.roleGrant.create({ data: { memberId: benId, role, domainId } });
}

const list = async (query = '') =>
  (await ben.get(`/api/v1/admin/errors?limit=100${query}`)).as(errorEntryPageSchema);
const entryAt = (domain: string | null) =>
  app.db.errorEntry.findFirstOrThrow({
    where: domain === null ? { domainId: null } : { domain: { name: domain } },
  });
const patch = (id: string) =>
  ben.send('PATCH', `/api/v1/admin/errors/${id}`, { json: { note: 'mine' }, headers: { 'if-match': '*' } });

test('an admin of one domain sees and changes its rows alone', async () => {
  await grant('admin', 'kubuntu.org');
  expect((await ben.get('/api/v1/me')).as(meSchema).member).toMatchObject({
    isAdmin: true,
    roles: [{ role: 'admin', domains: ['kubuntu.org'] }],
  });
  const { items, total } = await list();
  expect(items.map((e) => [e.code, e.domain])).toEqual([['alias.taken', 'kubuntu.org']]);
  expect(total).toBe(1);
  // No filter reaches further.
  expect(await list('&domain=ubuntu.com')).toMatchObject({ items: [], total: 0 });
  expect(await list('&q=tovek')).toMatchObject({ items: [], total: 0 });

  const own = await entryAt('kubuntu.org');
  expect((await ben.get(`/api/v1/admin/errors/${own.id}`)).status).toBe(200);
  expect((await patch(own.id)).status).toBe(200);
  expect((await ben.post(`/api/v1/admin/errors/${own.id}/reveal`)).status).toBe(200);
  for (const other of [await entryAt('ubuntu.com'), await entryAt(null)]) {
    const tried = [
      await ben.get(`/api/v1/admin/errors/${other.id}`),
      await ben.get(`/api/v1/admin/errors/${other.id}`, { 'if-none-match': '*' }),
      await patch(other.id),
      await ben.send('PATCH', `/api/v1/admin/errors/${other.id}`, { json: { note: 'x' } }),
      await ben.post(`/api/v1/admin/errors/${other.id}/reveal`),
    ];
    // Nothing tells one that is there from one that is not.
    expect(tried.map((a) => a.problem.code)).toEqual(Array(5).fill('error_entry.not_found'));
  }
  expect(await app.db.errorEntry.count({ where: { note: 'mine' } })).toBe(1);
});

test('two grants add up, and one without domain is for everything', async () => {
  await grant('admin', 'kubuntu.org');
  await grant('admin', 'ubuntu.com');
  expect(new Set((await list()).items.map((e) => e.domain))).toEqual(new Set(['kubuntu.org', 'ubuntu.com']));
  await grant('admin', null);
  expect((await list()).total).toBe(await app.db.errorEntry.count());
});

test('an auditor reads and changes nothing', async () => {
  await grant('auditor', null);
  expect((await list()).total).toBe(await app.db.errorEntry.count());
  const entry = await entryAt('ubuntu.com');
  const before = await app.db.errorEntry.findUniqueOrThrow({ where: { id: entry.id } });
  expect((await patch(entry.id)).problem).toMatchObject({ status: 403, code: 'auth.forbidden' });
  expect(await app.db.errorEntry.findUniqueOrThrow({ where: { id: entry.id } })).toEqual(before);
});

test('an auditor of everything who is admin of one domain changes rows of that one alone', async () => {
  await grant('auditor', null);
  await grant('admin', 'kubuntu.org');
  expect((await list()).total).toBe(await app.db.errorEntry.count());
  expect((await patch((await entryAt('kubuntu.org')).id)).status).toBe(200);
  expect((await patch((await entryAt('ubuntu.com')).id)).status).toBe(404);
});

test('a role that is taken is gone at the next request', async () => {
  await grant('admin', null);
  expect((await ben.get('/api/v1/admin/errors')).status).toBe(200);
  await app.db.roleGrant.deleteMany();
  expect((await ben.get('/api/v1/admin/errors')).problem.code).toBe('auth.forbidden');
  expect((await ben.get('/api/v1/me')).as(meSchema).member).toMatchObject({ isAdmin: false, roles: [] });
});

test('ADMIN_IDENTIFIERS count while they are listed, and for the identifier alone', async () => {
  const ada = await app.signedIn('AdA7okf');
  expect((await ada.get('/api/v1/admin/errors')).status).toBe(200);
  const without = await app.another({ env: { ADMIN_IDENTIFIERS: app.sandbox.identifier('AdA7ok') } });
  const there = without.browser();
  for (const [name, value] of ada.cookies) there.cookies.set(name, value);
  expect((await there.get('/api/v1/me')).status).toBe(200);
  expect((await there.get('/api/v1/admin/errors')).status).toBe(403);
  // Somebody with her name or e-mail is somebody else.
  await app.sandbox.control('PATCH', '/people/AdA7okf', { name: 'ada-before' });
  await app.sandbox.control('PATCH', '/people/LeoWlk4', { name: 'ada-okafor', email: 'ada@example.org' });
  const leo = await app.signedIn('LeoWlk4');
  expect((await leo.get('/api/v1/admin/errors')).status).toBe(403);
});

describe('sessions', () => {
  const sessionOf = (browser: Browser) => browser.cookies.get('session') ?? '';

  test('one that is deleted in the database is over at once; another goes on', async () => {
    const [one, two] = [await app.signedIn('EddaSt1'), await app.signedIn('EddaSt1')];
    const member = await app.db.member.findFirstOrThrow({ where: { launchpadName: 'edda-stone' } });
    const sessions = await app.db.session.findMany({
      where: { memberId: member.id },
      orderBy: { createdAt: 'asc' },
    });
    expect(sessions.map((s) => s.idHash)).not.toContain(sessionOf(one));
    await app.db.session.delete({ where: { idHash: sessions[0]?.idHash ?? '' } });
    expect((await one.get('/api/v1/me')).status).toBe(401);
    expect((await two.get('/api/v1/me')).status).toBe(200);
  });

  test('logging out ends this one on the server, so that a copy of its cookie is worth nothing', async () => {
    const [one, two] = [await app.signedIn('StllRy1'), await app.signedIn('StllRy1')];
    const copy = app.browser();
    for (const [name, value] of one.cookies) copy.cookies.set(name, value);
    expect((await copy.get('/api/v1/me')).status).toBe(200);
    expect((await one.post('/auth/logout', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await copy.get('/api/v1/me')).status).toBe(200);
    const answer = await one.post('/auth/logout');
    expect([answer.status, answer.header('cache-control')]).toEqual([204, 'no-store']);
    expect(one.cookies.has('session')).toBe(false);
    expect([(await one.get('/api/v1/me')).status, (await copy.get('/api/v1/me')).status]).toEqual([401, 401]);
    expect((await two.get('/api/v1/me')).status).toBe(200);
    expect((await one.post('/auth/logout')).status).toBe(204);
    expect((await one.get('/auth/logout')).problem.code).toBe('request.method_not_allowed');
  });

  test('signing in gives a new id and ends the old one, and never takes one that is brought along', async () => {
    const browser = await app.signedIn('LuboMk1');
    const old = new Map(browser.cookies);
    await browser.signIn('KctCnc1');
    expect(browser.cookies.get('session')).not.toBe(old.get('session'));
    expect((await browser.get('/api/v1/me')).as(meSchema).member.launchpadName).toBe('kit-council');
    const stale = app.browser();
    for (const [name, value] of old) stale.cookies.set(name, value);
    expect((await stale.get('/api/v1/me')).status).toBe(401);
    // With the cookie of before it is signed in as nobody, then as themselves under an id of the server's.
    await stale.signIn('LuboMk1');
    expect(stale.cookies.get('session')).not.toBe(old.get('session'));
  });

  test('a cookie that was changed, unsigned, or signed by somebody else opens nothing', async () => {
    const browser = await app.signedIn('TessPr1');
    const id = sessionOf(browser);
    const signature = browser.cookies.get('session.sig') ?? '';
    const other = await app.another({ env: { SESSION_SECRET: 'another secret of theirs' } });
    for (const cookie of [
      `session=${id}`,
      `session=${id}; session.sig=`,
      `session=${id}; session.sig=${signature.slice(0, -1)}`,
      `session=${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}; session.sig=${signature}`,
      `session=${'A'.repeat(43)}; session.sig=${signature}`,
      `__Host-session=${id}; __Host-session.sig=${signature}`,
    ])
      expect((await app.browser().get('/api/v1/me', { cookie })).status).toBe(401);
    const cookie = `session=${id}; session.sig=${signature}`;
    expect((await other.browser().get('/api/v1/me', { cookie })).status).toBe(401);
    expect((await app.browser().get('/api/v1/me', { cookie })).status).toBe(200);
    const rotated = await app.another({ env: { SESSION_SECRET: 'the new secret,a secret for tests only' } });
    expect((await rotated.browser().get('/api/v1/me', { cookie })).status).toBe(200);
  });

  test('it ends after a week unused and after a month however it is used', async () => {
    const browser = await app.signedIn('Digit5x');
    const DAY = 86_400_000;
    for (const day of [6, 12, 18, 24, 29]) {
      app.product.setClock(day * DAY);
      expect((await browser.get('/api/v1/me')).status).toBe(200);
    }
    app.product.setClock(30 * DAY + 1_000);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    app.product.setClock(0);
    const idle = await app.signedIn('Digit5x');
    app.product.setClock(7 * DAY + 1_000);
    expect((await idle.get('/api/v1/me')).status).toBe(401);
    app.product.setClock(0);
  });
});
