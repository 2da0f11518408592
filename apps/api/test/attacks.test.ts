import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { meSchema } from '@ubuntu-aliases/shared';
import { useProduct, type Browser, type Product } from './harness.ts';

const app = useProduct();
let secure: Product;
const PUBLIC_URL = 'https://aliases.example.org';

beforeAll(async () => {
  secure = await app.another({ env: { PUBLIC_URL } });
});

/** Bytes as no client library would send them; what came back, until the other side is silent or gone. */
function raw(product: Product, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(new URL(product.address).port), '127.0.0.1', () =>
      socket.write(bytes, 'latin1'),
    );
    socket.setEncoding('latin1').setTimeout(500, () => socket.destroy());
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

const requestOf = (target: string, ...headers: string[]) =>
  [
    `GET ${target} HTTP/1.1`,
    ...(headers.some((h) => /^host:/i.test(h)) ? [] : ['Host: x']),
    ...headers,
    'Connection: close',
    '',
    '',
  ].join('\r\n');

describe('cookies', () => {
  test('over https they are __Host-, Secure, HttpOnly and Lax, whatever a proxy says', async () => {
    const browser = secure.browser();
    const begun = await browser.get('/auth/ubuntu', { 'x-forwarded-proto': 'http' });
    expect(begun.setCookies).toHaveLength(1);
    expect(begun.setCookies[0]).toMatch(/^__Host-signin=[\w-]{43};/);
    const answer = await browser.finish(await browser.decide(new URL(begun.header('location')), 'Q4mWz7a'));
    const all = [...begun.setCookies, ...answer.setCookies];
    expect(all.map((line) => line.split('=')[0])).toEqual([
      '__Host-signin',
      '__Host-session',
      '__Host-session.sig',
    ]);
    for (const line of all) {
      expect(line).toMatch(/; path=\/(;|$)/i);
      expect(line).toMatch(/; secure(;|$)/i);
      expect(line).toMatch(/; httponly(;|$)/i);
      expect(line).toMatch(/; samesite=lax(;|$)/i);
      expect(line).not.toMatch(/domain=/i);
    }
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    expect(answer.header('strict-transport-security')).toContain('max-age=');
  });

  test('over http on loopback they are plain, and never Secure', async () => {
    const browser = app.browser();
    const answer = await browser.signIn('Q4mWz7a');
    expect(answer.setCookies.map((line) => line.split('=')[0])).toEqual(['session', 'session.sig']);
    for (const line of answer.setCookies) expect(line).not.toMatch(/secure/i);
    expect(answer.header('strict-transport-security')).toBe('');
  });
});

test('neither Host nor anything forwarded gets into a link, a redirect or a request to the provider', async () => {
  const evil = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '666',
    'x-original-url': '/api/v1/admin/errors',
    'x-rewrite-url': '/api/v1/admin/errors',
    forwarded: 'host=evil.example;proto=https',
  };
  const ada = await app.signedIn('AdA7okf');
  for (const person of ['TvKj3r5', 'NevNot1']) await app.signedIn(person);
  for (const path of [
    '/auth/ubuntu',
    '/api/v1/admin/errors?limit=1',
    '/api/v1/nothing',
    '/',
    '/auth/ubuntu/callback',
    '/api/docs',
  ]) {
    const answer = await ada.get(path, evil);
    expect(JSON.stringify(answer.headers) + answer.text).not.toContain('evil.example');
    expect(answer.status).not.toBe(500);
  }
  const begun = new URL((await secure.browser().get('/auth/ubuntu', evil)).header('location'));
  expect(begun.origin).toBe(app.sandbox.url);
  expect(begun.searchParams.get('openid.realm')).toBe(`${PUBLIC_URL}/`);
  expect(begun.searchParams.get('openid.return_to')).toMatch(
    /^https:\/\/aliases\.example\.org\/auth\/ubuntu\/callback\?state=/,
  );
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/%2f/evil.example',
  '/%5cevil.example',
  '/x%0d%0aSet-Cookie:a=b',
  '/\r\nSet-Cookie: a=b',
  '/auth/logout',
  '/AUTH/ubuntu',
  '/./auth/ubuntu',
  '/%61uth/ubuntu',
  '@evil.example',
  '/\t/evil.example',
  ' /ubuntu',
  `/${'x'.repeat(600)}`,
  '///evil.example',
  '/..//evil.example',
  '',
])('after signing in nobody is sent to %j', async (returnTo) => {
  // prettier-ignore
  const browser = app.browser();
  const answer = await browser.signIn('Q4mWz7a', {}, returnTo);
  expect(answer.header('location')).toBe('/addresses');
  expect(answer.setCookies).toHaveLength(2);
});

describe('paths by which others have been fooled', () => {
  let ada: Browser;
  beforeAll(async () => {
    ada = await app.signedIn('AdA7okf');
  });

  test.each([
    ['/API/v1/me', 404],
    ['/Auth/Ubuntu', 404],
    ['//api/v1/me', 404],
    ['/api//v1/me', 404],
    ['/api/v1//me', 404],
    ['/api/v1/me;x=1', 404],
    ['/%61pi/v1/me', 404],
    ['/api/v1/%6de', 404],
    ['/api%2fv1%2fme', 404],
    ['/api/v1/../v1/me', 404],
    ['/api/v1/./me', 404],
    ['/auth/../api/v1/me', 404],
    ['/api/v1/me%00', 404],
    ['/api/v1/me%20', 404],
    ['/api/v1/me.json', 404],
    ['/assets/..%2f..%2f..%2f..%2fetc%2fpasswd.js', 404],
    ['/..%5c..%5cetc.js', 404],
    ['/.env', 404],
    ['/.git/config', 404],
    ['/assets/.hidden.js', 404],
    ['/%00.js', 404],
    ['/%ff.js', 404],
    ['/%', 404],
    [`/${'a'.repeat(5000)}.js`, 404],
    [`/${'../'.repeat(500)}etc/passwd.js`, 404],
    ['/api/docs/../openapi.json', 404],
    ['/api/docs/%2e%2e%2fpackage.json', 404],
    ['http://evil.example/nothing', 404],
    ['*', 404],
  ] as const)('%s', async (path, status) => {
    // prettier-ignore
    const cookie = [...ada.cookies].map((pair) => pair.join('=')).join('; ');
    const text = await raw(
      app.product,
      requestOf(path, `Cookie: ${cookie}`, 'Accept: text/html,application/json'),
    );
    expect(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])).toBe(status);
    expect(text).toMatch(/content-security-policy: default-src 'none'/i);
    expect(text).not.toMatch(/ada@example|root:|claimedIdentifier/);
  });

  test('an absolute target means the same path, whatever its host', async () => {
    const cookie = [...ada.cookies].map((pair) => pair.join('=')).join('; ');
    const text = await raw(app.product, requestOf('http://evil.example/api/v1/me', `Cookie: ${cookie}`));
    expect(text).toContain('ada@example.org');
    expect(text).not.toContain('evil.example');
  });
});

test('what is no request is refused by the parser, and the server goes on', async () => {
  const bad: [string, RegExp][] = [
    [requestOf('/livez', `Cookie: a=${'x'.repeat(20_000)}`), /^HTTP\/1\.1 431 /],
    ['GET /livez HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', /^HTTP\/1\.1 400 |^HTTP\/1\.1 200 /],
    ['GET /livez HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'POST /api/v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x',
      /^HTTP\/1\.1 400 /,
    ],
    ['GET /livez HTTP/1.1\r\nHost: x\r\nX-A: b\rSet-Cookie: c\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['\x16\x03\x01\x02\x00\x01\x00', /^HTTP\/1\.1 400 /],
    ['GET /\u00e9\x01 HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 [24]0/],
  ];
  for (const [bytes, expected] of bad) {
    const text = await raw(app.product, bytes);
    expect(text).toMatch(expected);
    expect(text).not.toMatch(/node_modules|Error:/);
  }
  expect((await app.browser().get('/livez')).status).toBe(200);
});

test('a request that is never finished does not hold up others', async () => {
  const port = Number(new URL(app.product.address).port);
  const sockets = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));
  for (const socket of sockets)
    socket
      .on('error', () => undefined)
      .write('PATCH /api/v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n');
  const startedAt = Date.now();
  expect((await app.browser().get('/api/v1/domains')).status).toBe(200);
  expect(Date.now() - startedAt).toBeLessThan(2_000);
  for (const socket of sockets) socket.destroy();
});

test('security headers are on every kind of answer, and what is private is for no cache', async () => {
  const mira = await app.signedIn('Q4mWz7a');
  for (const [method, path] of [
    ['GET', '/'],
    ['GET', '/nowhere'],
    ['GET', '/assets/app-1234.js'],
    ['GET', '/assets/no.js'],
    ['GET', '/livez'],
    ['GET', '/readyz'],
    ['GET', '/api/v1/me'],
    ['GET', '/api/v1/no'],
    ['PUT', '/api/v1/me'],
    ['POST', '/auth/logout'],
    ['GET', '/auth/ubuntu'],
    ['GET', '/auth/ubuntu/callback'],
    ['HEAD', '/auth/ubuntu'],
    ['GET', '/api/openapi.json'],
    ['GET', '/api/docs'],
  ] as const) {
    // prettier-ignore
    const answer = await mira.send(method, path, { headers: { accept: 'text/html' } });
    const name = `${method} ${path}`;
    expect([name, answer.header('content-security-policy').split(';')[0]]).toEqual([
      name,
      "default-src 'none'",
    ]);
    expect([name, answer.header('x-content-type-options')]).toEqual([name, 'nosniff']);
    expect([name, answer.header('x-frame-options')]).toEqual([name, 'DENY']);
    expect([name, answer.header('referrer-policy')]).toEqual([name, 'no-referrer']);
    expect(answer.header('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.header('x-powered-by') + answer.header('server')).toBe('');
    expect(answer.header('access-control-allow-origin')).toBe('');
    if (/^\/(api\/v1|auth)\//.test(path))
      expect(answer.header('cache-control')).toMatch(/no-store|private, no-cache/);
  }
});

test('markup in a name is data: nothing of it is in a page or a mail as markup', async () => {
  const max = await app.signedIn('XssTst1');
  const answer = await max.get('/api/v1/me', { accept: 'text/html' });
  expect(answer.header('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.as(meSchema).member.displayName).toBe('<img src=x onerror=alert(1)>');
});

test('the log names nobody: no address, no name, no query, no cookie', async () => {
  const lines = app.product.logged.join('');
  expect(lines).toContain('"msg":"request"');
  expect(lines).not.toMatch(/@example|mira|lindholm|\+id\/|openid\.|returnTo|session=/);
  expect(await app.db.errorEntry.count({ where: { code: 'internal' } })).toBe(0);
});
