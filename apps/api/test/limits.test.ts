import { describe, expect, test, vi } from 'vitest';
import { useProduct, type Answer } from './harness.ts';

const app = useProduct();

function expectLimited(answer: Answer): void {
  expect(answer.status).toBe(429);
  const seconds = Number(answer.header('retry-after'));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(answer.header('ratelimit')).toMatch(/^"\w+";r=0;t=\d+$/);
  expect(answer.header('ratelimit-policy')).toMatch(/^"\w+";q=\d+;w=60$/);
}

/** Limits of 3 a minute for the API and 1 for everything else. */
const STRICT = { RATE_LIMIT_FACTOR: '0.01' };
const forget = () => app.db.rateLimit.deleteMany();

test('each answer says what is left', async () => {
  const [one, two] = [await app.browser().get('/api/v1/domains'), await app.browser().get('/api/v1/domains')];
  expect(one.header('ratelimit-policy')).toBe('"api";q=300000;w=60');
  const left = (answer: Answer) => Number(/r=(\d+)/.exec(answer.header('ratelimit'))?.[1]);
  expect(left(one) - left(two)).toBe(1);
});

test('too many requests are 429, for two processes together, and for others not', async () => {
  await forget();
  const [one, two] = [await app.another({ env: STRICT }), await app.another({ env: STRICT })];
  const statuses: number[] = [];
  for (const product of [one, two, one])
    statuses.push((await product.browser().get('/api/v1/domains')).status);
  expect(statuses).toEqual([200, 200, 200]);
  const refused = await two.browser().get('/api/v1/status');
  expectLimited(refused);
  expect(refused.problem.code).toBe('request.rate_limited');
  // Health is not counted, and neither are pages.
  expect((await two.browser().get('/livez')).status).toBe(200);
  expect((await two.browser().get('/ubuntu', { accept: 'text/html' })).status).toBe(200);
  // Somebody who is signed in is counted by themselves.
  const mira = await app.signedIn('Q4mWz7a');
  const there = two.browser();
  for (const [name, value] of mira.cookies) there.cookies.set(name, value);
  expect((await there.get('/api/v1/me')).status).toBe(200);
  const rows = await app.db.rateLimit.findMany();
  expect(JSON.stringify(rows, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(
    '127.0.0.1',
  );
});

test('login, callback and "check again" have limits of their own; a person gets a page', async () => {
  await forget();
  const product = await app.another({ env: STRICT });
  const browser = product.browser();
  expect((await browser.get('/auth/ubuntu')).status).toBe(302);
  const attempts = await app.db.signInAttempt.count();
  const login = await browser.get('/auth/ubuntu', { accept: 'text/html' });
  expectLimited(login);
  expect(login.header('content-type')).toContain('text/html');
  expect(await app.db.signInAttempt.count()).toBe(attempts);
  expect((await browser.get('/auth/ubuntu/callback')).status).toBe(303);
  expectLimited(await browser.get('/auth/ubuntu/callback'));
  expectLimited(await browser.post('/auth/ubuntu/callback'));
  const mira = await app.signedIn('Q4mWz7a');
  for (const [name, value] of mira.cookies) browser.cookies.set(name, value);
  expect((await browser.post('/api/v1/me/verification')).status).toBe(202);
  expectLimited(await browser.post('/api/v1/me/verification'));
});

describe('X-Forwarded-For', () => {
  const from = (forwarded: string) => ({
    'x-forwarded-for': forwarded,
    forwarded: `for=${forwarded}`,
    'x-real-ip': forwarded,
  });

  test('forged, it does nothing', async () => {
    await forget();
    const product = await app.another({ env: STRICT });
    const statuses: number[] = [];
    for (let n = 1; n <= 4; n += 1)
      statuses.push((await product.browser().get('/api/v1/domains', from(`192.0.2.${n}`))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test('of a trusted proxy, its last hop is the client; a /64 is one client', async () => {
    await forget();
    const product = await app.another({ env: { ...STRICT, TRUSTED_PROXIES: '127.0.0.0/8, ::1' } });
    const status = async (forwarded: string) =>
      (await product.browser().get('/api/v1/domains', from(forwarded))).status;
    for (let n = 1; n <= 5; n += 1) expect(await status(`192.0.2.${n}`)).toBe(200);
    // What the client itself wrote stands before the last hop.
    const forged: number[] = [];
    for (let n = 1; n <= 4; n += 1) forged.push(await status(`198.51.100.${n}, 203.0.113.9`));
    expect(forged).toEqual([200, 200, 200, 429]);
    const prefix: number[] = [];
    for (let n = 1; n <= 4; n += 1) prefix.push(await status(`2001:db8:1:2:${n}::${n}`));
    expect(prefix).toEqual([200, 200, 200, 429]);
    for (const odd of ['', ',', 'x'.repeat(4000), '::ffff:1.2.3.4', '1.2.3.4:99'])
      expect(await status(odd)).toBe(200);
  });
});

test('a request id is ours, unless a trusted proxy gives a plain one', async () => {
  const sent = (id: string) => ({ 'x-request-id': id });
  const anonymous = await app.browser().get('/livez', sent('forged-id-0001'));
  expect(anonymous.header('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  const behind = await app.another({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  expect((await behind.browser().get('/livez', sent('proxy-id-0001'))).header('x-request-id')).toBe(
    'proxy-id-0001',
  );
  for (const odd of ['short', 'x'.repeat(65), 'a b c d e f g h', '{"level":60}aaaaa', '%0d%0aSet-Cookie:x'])
    expect((await behind.browser().get('/livez', sent(odd))).header('x-request-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  const written = [...app.product.logged, ...behind.logged];
  expect(written.join('')).not.toMatch(/forged-id|Set-Cookie/);
  for (const line of written) expect(Object.keys(JSON.parse(line) as object)).toContain('level');
});

describe('an anonymous visitor', () => {
  test('who brings bad answers leaves one entry, and no mail', async () => {
    await app.db.errorEntry.deleteMany();
    for (let n = 0; n < 12; n += 1) {
      const state = Buffer.alloc(32, n).toString('base64url');
      await app
        .browser()
        .get(`/auth/ubuntu/callback?state=${state}&openid.mode=id_res&openid.x${n}=${'y'.repeat(500)}`);
    }
    // Nobody waits for the error log.
    await vi.waitFor(async () => expect(await app.db.errorOccurrence.count()).toBe(12));
    const entries = await app.db.errorEntry.findMany();
    expect(entries.map((e) => [e.code, e.severity, e.noticeDueAt])).toEqual([
      ['auth.assertion_invalid', 'info', null],
    ]);
    expect(JSON.stringify(entries)).not.toContain('yyy');
    await app.product.runJobs();
    expect(await app.sandbox.mails('admins@example.net')).toHaveLength(1); // The address of ~mira-lindholm.
  });

  test('who starts sign-ins leaves rows that are gone ten minutes later', async () => {
    const browser = app.browser();
    await Promise.all(Array.from({ length: 30 }, () => browser.get('/auth/ubuntu')));
    expect(await app.db.signInAttempt.count()).toBeGreaterThanOrEqual(30);
    app.product.setClock(11 * 60_000);
    await app.product.runJobs();
    app.product.setClock(0);
    expect(await app.db.signInAttempt.count()).toBe(0);
  });

  test('gets no cookie and leaves no row by looking around', async () => {
    const count = async () =>
      [
        await app.db.session.count(),
        await app.db.signInAttempt.count(),
        await app.db.errorEntry.count(),
      ].join();
    const before = await count();
    for (const path of [
      '/',
      '/ubuntu',
      '/api/v1/domains',
      '/api/v1/me',
      '/api/v1/admin/errors',
      '/nowhere',
      '/api/openapi.json',
    ]) {
      const answer = await app.browser().get(path);
      expect(answer.setCookies).toEqual([]);
    }
    expect(await count()).toBe(before);
  });
});
