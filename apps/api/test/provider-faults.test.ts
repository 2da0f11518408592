import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { useProduct, type Product } from './harness.ts';

const app = useProduct();
/** In earnest, and for the others here, it is five seconds. */
let hurried: Product;

beforeAll(async () => {
  hurried = await app.another({ providerTimeoutMs: 500 });
});

beforeEach(async () => {
  await app.sandbox.reset();
});

describe.each([
  ['does not answer', { kind: 'slow', delayMs: 5_000 }, 504],
  ['drips', { kind: 'drip', delayMs: 400 }, 504],
  ['resets the connection', { kind: 'down' }, 504],
  ['answers 503', { kind: 'status', status: 503 }, 502],
  ['answers with a page', { kind: 'html' }, 502],
  ['cuts its answer', { kind: 'cut' }, 504],
  ['sends us elsewhere', { kind: 'redirect-elsewhere' }, 502],
  ['sends megabytes', { kind: 'huge' }, 502],
  ['sends what is no gzip', { kind: 'bad-gzip' }, 502],
  ['sends JSON', { kind: 'array' }, 502],
])('the provider %s', (_, fault, status) => {
  test('a page, not signed in, an entry without the person; starting again works', async () => {
    await app.db.errorEntry.deleteMany();
    const isLate = fault.kind === 'slow' || fault.kind === 'drip';
    const browser = isLate ? hurried.browser() : app.browser();
    const back = await browser.decide(await browser.begin('/ubuntu'), 'Q4mWz7a');
    await app.sandbox.fault({ target: 'openid', path: 'check_authentication', ...fault });
    const answer = await browser.finish(back);
    expect(answer.status).toBe(status);
    expect(answer.header('content-type')).toContain('text/html');
    expect(answer.header('cache-control')).toBe('no-store');
    expect(answer.text).toContain('href="/auth/ubuntu?returnTo=%2Fubuntu"');
    expect(answer.setCookies).toEqual([]);
    expect((await browser.get('/api/v1/me')).status).toBe(401);

    // Nobody waits for the error log.
    await vi.waitFor(async () =>
      expect(await app.db.errorEntry.findMany()).toMatchObject([
        { code: 'auth.provider_unavailable', severity: 'error', memberId: null },
      ]),
    );
    await app.sandbox.mend();
    // The answer was used up, whatever came of it.
    expect((await browser.finish(back)).header('location')).toBe('/?notice=auth.assertion_invalid');
    expect((await app.browser().signIn('Q4mWz7a', {}, '/ubuntu')).header('location')).toBe('/ubuntu');
  });
});

test('a provider that says no is believed', async () => {
  const browser = app.browser();
  const back = await browser.decide(await browser.begin(), 'Q4mWz7a');
  const signature = back.url.searchParams.get('openid.sig') ?? '';
  back.url.searchParams.set(
    'openid.sig',
    signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`,
  );
  const answer = await browser.finish(back);
  expect([answer.status, answer.header('location')]).toEqual([303, '/?notice=auth.assertion_invalid']);
  expect((await browser.get('/api/v1/me')).status).toBe(401);
});

test.each([
  ['another identity', (q: URLSearchParams) => q.set('openid.claimed_id', `${q.get('openid.claimed_id')}x`)],
  [
    'a field that is not signed any more',
    (q: URLSearchParams) => q.set('openid.signed', 'op_endpoint,claimed_id'),
  ],
  ['no signature', (q: URLSearchParams) => q.delete('openid.sig')],
  ['another provider', (q: URLSearchParams) => q.set('openid.op_endpoint', 'https://evil.example/+openid')],
  ['another return address', (q: URLSearchParams) => q.set('openid.return_to', 'https://evil.example/')],
  ['an extra e-mail', (q: URLSearchParams) => q.append('openid.sreg.email', 'evil@example.net')],
  ['an unsigned field', (q: URLSearchParams) => q.set('openid.sreg.nickname2', 'root')],
  ['an old version', (q: URLSearchParams) => q.set('openid.ns', 'http://openid.net/signon/1.1')],
  [
    'a provider of their own choice',
    (q: URLSearchParams) => q.set('openid_identifier', 'https://evil.example'),
  ],
])('an answer with %s is refused before anybody is asked', async (_, tamper) => {
  const browser = app.browser();
  const back = await browser.decide(await browser.begin(), 'Q4mWz7a');
  tamper(back.url.searchParams);
  await app.sandbox.control('DELETE', '/requests');
  const answer = await browser.finish(back);
  expect(answer.header('location')).toBe('/?notice=auth.assertion_invalid');
  expect(JSON.stringify(await app.sandbox.control('GET', '/requests'))).not.toContain('+openid');
  expect((await browser.get('/api/v1/me')).status).toBe(401);
});

test('an answer brought to another browser is refused, and used up for its owner too', async () => {
  const [owner, thief] = [app.browser(), app.browser()];
  const back = await owner.decide(await owner.begin(), 'Q4mWz7a');
  await thief.begin();
  expect((await thief.finish(back)).header('location')).toBe('/?notice=auth.assertion_invalid');
  expect((await owner.finish(back)).header('location')).toBe('/?notice=auth.assertion_invalid');
});

test('an answer that is eleven minutes late is refused', async () => {
  const browser = app.browser();
  const back = await browser.decide(await browser.begin(), 'Q4mWz7a');
  app.product.setClock(11 * 60_000);
  const answer = await browser.finish(back);
  app.product.setClock(0);
  expect(answer.header('location')).toBe('/?notice=auth.assertion_invalid');
});
