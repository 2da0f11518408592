import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '@ubuntu-aliases/shared';
import { createSecret } from './secret.ts';
import { nonceAt, queryOf, signedListOf, toQuery, SREG, type Fields } from './testing/answer.ts';
import { startApp, type TestApp } from './testing/app.ts';
import { callbackPath, stateOf, type Answer, type TestBrowser } from './testing/browser.ts';
import { startProvider, type TestProvider } from './testing/provider.ts';

let provider: TestProvider;
let app: TestApp;
let ada: TestBrowser;

beforeEach(async () => {
  provider = await startProvider();
  app = await startApp({ ssoUrl: provider.url, timeoutMs: 250 });
  ada = app.browser();
});
afterEach(async () => {
  await Promise.all([app.close(), provider.close()]);
});

const prefix = () => `${provider.url}/+id/`;

function expectPrivate(answer: Answer): void {
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['referrer-policy']).toBe('no-referrer');
}

/** Refused: back to the start with a notice, nothing asked of anybody, nobody signed in. */
async function expectRefused(answer: Answer, reason: string, browser = ada): Promise<void> {
  expect(answer).toMatchObject({ status: 303, location: '/?notice=auth.assertion_invalid', body: '' });
  expect(app.refusals).toEqual([{ code: 'auth.assertion_invalid', reason, requestId: 'request-1' }]);
  expectPrivate(answer);
  expect(provider.requests).toEqual([]);
  expect(app.signIn.calls).toEqual([]);
  expect(app.sessions.rows.size).toBe(0);
  expect(await browser.whoami()).toBeNull();
}

describe('GET /auth/ubuntu', () => {
  test('sends the browser to the provider and asks for little', async () => {
    const answer = await ada.send('/auth/ubuntu');
    expect(answer).toMatchObject({ status: 302, body: '' });
    expectPrivate(answer);
    const url = new URL(answer.location);
    expect(url.origin + url.pathname).toBe(`${provider.url}/+openid`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'openid.ns': 'http://specs.openid.net/auth/2.0',
      'openid.mode': 'checkid_setup',
      'openid.claimed_id': 'http://specs.openid.net/auth/2.0/identifier_select',
      'openid.identity': 'http://specs.openid.net/auth/2.0/identifier_select',
      'openid.return_to': `${app.url}/auth/ubuntu/callback?state=${stateOf(answer.location)}`,
      'openid.realm': app.url,
      'openid.ns.sreg': SREG,
      'openid.sreg.required': 'nickname,email',
      'openid.sreg.optional': 'fullname',
    });
    expect(provider.requests).toEqual([]);
    expect(app.limited).toEqual({ login: 1, callback: 0 });
  });

  test('keeps only hashes of what it gave out', async () => {
    const location = await ada.login();
    const stored = JSON.stringify([...app.attempts.rows].map(([hash, row]) => [hash, row.browserHash]));
    expect(stored).not.toContain(stateOf(location));
    expect(stored).not.toContain(ada.cookies.get('signin'));
  });

  test.each([
    ['none', '', '/addresses'],
    ['a local path', '?returnTo=/admin/errors%3Fq%3D1', '/admin/errors?q=1'],
    ['another site', '?returnTo=https://evil.example/', '/addresses'],
    ['another site without scheme', '?returnTo=//evil.example/', '/addresses'],
    ['a sign-in route', '?returnTo=/auth/logout', '/addresses'],
    ['two of them', '?returnTo=/a&returnTo=/b', '/addresses'],
    ['a nested one', '?returnTo[x]=/a', '/addresses'],
  ])('returns to a page of ours: %s', async (_name, query, returnPath) => {
    await ada.send(`/auth/ubuntu${query}`);
    expect([...app.attempts.rows.values()].map((row) => row.returnPath)).toEqual([returnPath]);
  });

  test.each([
    ['in the query', '/auth/ubuntu?openid_identifier=http://127.0.0.1:9/', {}],
    [
      'by an answer in the query',
      '/auth/ubuntu?openid.mode=id_res&openid.op_endpoint=http://127.0.0.1:9/',
      {},
    ],
    ['by the realm in the query', '/auth/ubuntu?realm=http://127.0.0.1:9/&returnURL=http://127.0.0.1:9/', {}],
    ['by Host', '/auth/ubuntu', { host: 'evil.example' }],
    [
      'by forwarded headers',
      '/auth/ubuntu',
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    ],
  ])('lets nobody choose the provider or ourselves: %s', async (_name, path, headers) => {
    const { location } = await ada.send(path, { headers });
    expect(new URL(location).origin).toBe(provider.url);
    expect(new URL(location).searchParams.get('openid.realm')).toBe(app.url);
    expect(new URL(location).searchParams.get('openid.return_to')).toContain(
      `${app.url}/auth/ubuntu/callback?`,
    );
  });

  test('HEAD starts nothing', async () => {
    const answer = await ada.send('/auth/ubuntu', { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 405, setCookies: [] });
    expect(app.attempts.rows.size).toBe(0);
  });

  test('the browser cookie is for this site, this browser and ten minutes', async () => {
    const { setCookies } = await ada.send('/auth/ubuntu');
    expect(setCookies).toHaveLength(1);
    expect(setCookies[0]).toMatch(/^signin=[\w-]{43}; path=\/; expires=[^;]+; samesite=lax; httponly$/i);
  });
});

test('with https the cookies are `__Host-` and Secure, although the connection from the proxy is not', async () => {
  const secure = await startApp({ ssoUrl: provider.url }, { secureCookies: true });
  const browser = secure.browser();
  const started = await browser.send('/auth/ubuntu');
  const finished = await browser.callback(started.location, provider.answer(started.location));
  const cookies = [...started.setCookies, ...finished.setCookies];
  expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
    '__Host-signin',
    '__Host-session',
    '__Host-session.sig',
  ]);
  for (const cookie of cookies) expect(cookie).toMatch(/; path=\/; .*secure; httponly/i);
  expect(await browser.whoami()).toBe('member-AbC1234');
  await secure.close();
});

describe('an answer that holds', () => {
  test('signs in and goes on to a URL without the answer', async () => {
    const location = await ada.login('/admin/errors?q=1');
    const fields = provider.answer(location);
    const answer = await ada.send(callbackPath(location, fields), { headers: { 'accept-language': 'de' } });
    expect(answer).toMatchObject({ status: 303, location: '/admin/errors?q=1', body: '' });
    expectPrivate(answer);
    expect(app.signIn.calls).toEqual([
      {
        claimedIdentifier: `${prefix()}AbC1234`,
        nickname: 'ada',
        email: 'ada@example.org',
        fullName: 'Ada Lovelace + Söhne & Co',
        language: 'en',
        acceptLanguage: 'de',
        requestId: 'request-1',
      },
    ]);
    expect(await ada.whoami()).toBe('member-AbC1234');
    expect(app.refusals).toEqual([]);
  });

  test('is shown to the provider as it came, and nothing else is', async () => {
    const location = await ada.login();
    const fields = provider.answer(location);
    await ada.callback(location, fields);
    expect(provider.requests).toHaveLength(1);
    const [asked] = provider.requests;
    expect(asked).toMatchObject({ method: 'POST', path: '/+openid' });
    expect(asked?.headers).not.toHaveProperty('cookie');
    const sent = Object.entries({ ...fields, mode: 'check_authentication' });
    expect([...new URLSearchParams(asked?.form)].sort()).toEqual(
      sent.map(([name, value]) => [`openid.${name}`, value]).sort(),
    );
  });

  test.each([
    ['launchpad.unavailable', '/addresses', '/addresses?notice=launchpad.unavailable'],
    ['auth.profile_incomplete', '/a?b=c%20d#e', '/a?b=c+d&notice=auth.profile_incomplete#e'],
  ] as const)('carries the notice %s to the page', async (notice, returnPath, expected) => {
    const other = await startApp({
      ssoUrl: provider.url,
      signIn: { signIn: async () => ({ memberId: 'm', notice }) },
    });
    const browser = other.browser();
    const location = await browser.login(returnPath);
    expect((await browser.callback(location, provider.answer(location))).location).toBe(expected);
    await other.close();
  });

  test('a person who withholds everything is signed in all the same', async () => {
    const location = await ada.login();
    const { 'ns.sreg': _ns, 'sreg.nickname': _n, 'sreg.email': _e, ...rest } = provider.answer(location);
    const { 'sreg.fullname': _f, 'sreg.language': _l, signed: _s, sig: _g, ...fields } = rest;
    const bare = provider.answer(location, {}, () => '');
    expect(bare.sig).toBeDefined();
    const signed = resign(location, fields);
    expect((await ada.callback(location, signed)).location).toBe('/addresses');
    expect(app.signIn.calls[0]).toMatchObject({
      nickname: null,
      email: null,
      fullName: null,
      language: null,
    });
  });

  test('two tabs finish, in either order', async () => {
    const one = await ada.login('/one');
    const two = await ada.login('/two');
    expect((await ada.callback(two, provider.answer(two))).location).toBe('/two');
    expect((await ada.callback(one, provider.answer(one))).location).toBe('/one');
    expect(app.sessions.rows.size).toBe(1);
  });

  test('many people at once are not mixed up', async () => {
    const people = Array.from({ length: 15 }, (_, index) => `person${index}`);
    await Promise.all(
      people.map(async (name) => {
        const browser = app.browser();
        const location = await browser.login(`/for/${name}`);
        const id = { claimed_id: prefix() + name, identity: prefix() + name };
        const answer = await browser.callback(location, provider.answer(location, id));
        expect(answer.location).toBe(`/for/${name}`);
        expect(await browser.whoami()).toBe(`member-${name}`);
      }),
    );
  });

  test('a service that fails is our fault and signs nobody in', async () => {
    const other = await startApp({
      ssoUrl: provider.url,
      signIn: {
        signIn: async () => {
          throw new AppError('store.unavailable');
        },
      },
    });
    const browser = other.browser();
    const location = await browser.login();
    const answer = await browser.callback(location, provider.answer(location));
    expect(answer).toMatchObject({ status: 500, setCookies: [] });
    expect(other.sessions.rows.size).toBe(0);
    await other.close();
  });
});

/** Signs other fields than the provider's own: they are passed as changes over an answer that has them all. */
function resign(location: string, fields: Fields): Fields {
  const changes = { ...fields, response_nonce: nonceAt(new Date()) };
  const answer = provider.answer(location, changes, () => signedListOf(fields));
  return Object.fromEntries(
    Object.entries(answer).filter(([name]) => name in fields || name === 'signed' || name === 'sig'),
  );
}

describe('state and browser', () => {
  test('an answer without state is refused', async () => {
    const location = await ada.login();
    const path = `/auth/ubuntu/callback?${toQuery([['openid.mode', 'id_res']])}`;
    await expectRefused(await ada.send(path), 'state_missing');
    expect(stateOf(location)).toHaveLength(43);
  });

  test('an answer with a state that nobody gave out is refused', async () => {
    const location = await ada.login();
    const fields = provider.answer(location);
    await expectRefused(
      await ada.send(`/auth/ubuntu/callback?${queryOf(fields, createSecret())}`),
      'state_unknown',
    );
  });

  test('a stolen answer is refused in another browser, and spent for its own', async () => {
    const location = await ada.login();
    const fields = provider.answer(location);
    const thief = app.browser();
    await thief.login();
    await expectRefused(await thief.callback(location, fields), 'other_browser', thief);
    app.refusals.length = 0;
    await expectRefused(await ada.callback(location, fields), 'state_unknown');
  });

  test.each([
    ['no cookie', ''],
    ['a made-up cookie', 'a'.repeat(43)],
    ['a short cookie', 'a'],
    ['an empty cookie', '""'],
  ])('an answer brought with %s is refused', async (_name, cookie) => {
    const location = await ada.login();
    const browser = app.browser();
    if (cookie) browser.cookies.set('signin', cookie);
    await expectRefused(
      await browser.callback(location, provider.answer(location)),
      'other_browser',
      browser,
    );
  });

  test('an answer to somebody else’s attempt signs nobody in (login CSRF)', async () => {
    const mallory = app.browser();
    const location = await mallory.login();
    await ada.login();
    await expectRefused(await ada.callback(location, provider.answer(location)), 'other_browser');
  });

  test('a state is used once, also by an answer that is refused', async () => {
    const location = await ada.login();
    const fields = provider.answer(location);
    await expectRefused(await ada.callback(location, { ...fields, mode: 'error' }), 'mode');
    app.refusals.length = 0;
    await expectRefused(await ada.callback(location, fields), 'state_unknown');
  });

  test('a state is used once, also by an answer that is broken', async () => {
    const location = await ada.login();
    await expectRefused(
      await ada.send(`${callbackPath(location, provider.answer(location))}&%zz=%`),
      'encoding',
    );
    expect(app.attempts.rows.size).toBe(0);
  });

  test('a state of another attempt of the same browser does not fit', async () => {
    const one = await ada.login();
    const two = await ada.login();
    const path = `/auth/ubuntu/callback?${queryOf(provider.answer(one), stateOf(two))}`;
    await expectRefused(await ada.send(path), 'return_to');
  });

  test('an attempt ends after ten minutes', async () => {
    const location = await ada.login();
    app.time.offsetMs = 10 * 60_000;
    await expectRefused(await ada.callback(location, provider.answer(location)), 'state_expired');
  });

  test('HEAD uses nothing up', async () => {
    const location = await ada.login();
    const fields = provider.answer(location);
    const answer = await ada.send(callbackPath(location, fields), { method: 'HEAD' });
    expect(answer.status).toBe(405);
    expect(provider.requests).toEqual([]);
    expect((await ada.callback(location, fields)).location).toBe('/addresses');
  });
});

describe('answers that must not get out of the process', () => {
  const evil = 'http://127.0.0.1:9';
  test.each<[string, (fields: Fields) => Fields, string]>([
    ['another provider', (fields) => ({ ...fields, op_endpoint: `${evil}/+openid` }), 'op_endpoint'],
    ['OpenID 1.1', ({ ns: _ns, ...fields }) => fields, 'ns'],
    [
      'OpenID 1.1 at its own endpoint',
      ({ ns: _ns, ...fields }) => ({ ...fields, identity: `${evil}/x` }),
      'ns',
    ],
    [
      'an identifier elsewhere',
      (fields) => ({ ...fields, claimed_id: `${evil}/+id/a`, identity: `${evil}/+id/a` }),
      'claimed_id',
    ],
    [
      'a Unix socket',
      (fields) => ({ ...fields, claimed_id: 'http://unix:/run/x.sock:/+id/a' }),
      'claimed_id',
    ],
    ['another identity', (fields) => ({ ...fields, identity: fields.identity + 'x' }), 'identity'],
    [
      'another callback host',
      (fields) => ({ ...fields, return_to: `${evil}/auth/ubuntu/callback` }),
      'return_to',
    ],
    [
      'AX that was never signed',
      (fields) => ({ ...fields, 'ns.ax': 'http://openid.net/srv/ax/1.0', 'ax.value.email': 'x' }),
      'unsigned_field',
    ],
    [
      'an e-mail that was never signed',
      (fields) => ({ ...fields, signed: fields.signed?.replace(',sreg.email', '') ?? '' }),
      'unsigned_field',
    ],
    ['an old nonce', (fields) => ({ ...fields, response_nonce: nonceAt(new Date(0)) }), 'nonce_age'],
    ['control characters', (fields) => ({ ...fields, 'sreg.fullname': 'a\r\nb' }), 'control_character'],
    ['setup_needed', () => ({ ns: 'http://specs.openid.net/auth/2.0', mode: 'setup_needed' }), 'mode'],
    ['an error', () => ({ ns: 'http://specs.openid.net/auth/2.0', mode: 'error', error: 'x' }), 'mode'],
    [
      'too much',
      (fields) => ({
        ...fields,
        x: 'a'.repeat(2000),
        y: 'a'.repeat(2000),
        z: 'a'.repeat(2000),
        w: 'a'.repeat(2000),
      }),
      'too_large',
    ],
  ])('%s', async (_name, change, reason) => {
    const location = await ada.login();
    await expectRefused(await ada.callback(location, change(provider.answer(location))), reason);
  });

  test.each([
    ['openid_identifier', '&openid_identifier=http://127.0.0.1:9/', 'parameter_name'],
    ['a parameter twice', '&openid.claimed_id=x', 'parameter_repeated'],
    ['an array', '&openid.claimed_id[]=x', 'parameter_name'],
    ['an array by index', '&openid.claimed_id[0]=x', 'parameter_name'],
  ])('%s in the query', async (_name, more, reason) => {
    const location = await ada.login();
    await expectRefused(await ada.send(callbackPath(location, provider.answer(location)) + more), reason);
  });

  test('a nonce that was used in another session', async () => {
    const bob = app.browser();
    const first = await bob.login();
    const nonce = { response_nonce: nonceAt(new Date()) };
    await bob.callback(first, provider.answer(first, nonce));
    provider.requests.length = 0;
    app.signIn.calls.length = 0;
    app.sessions.rows.clear();
    const second = await ada.login();
    await expectRefused(await ada.callback(second, provider.answer(second, nonce)), 'nonce_reused');
  });

  test('declining is no error', async () => {
    const location = await ada.login();
    const answer = await ada.callback(location, { ns: 'http://specs.openid.net/auth/2.0', mode: 'cancel' });
    expect(answer).toMatchObject({ status: 303, location: '/?notice=auth.cancelled', body: '' });
    expectPrivate(answer);
    expect(app.refusals).toEqual([]);
    expect(await ada.whoami()).toBeNull();
  });
});

describe('what the provider says', () => {
  test('an answer that it did not give is refused', async () => {
    const location = await ada.login();
    const forged = { claimed_id: `${prefix()}root`, identity: `${prefix()}root` };
    const answer = await ada.callback(location, { ...provider.answer(location), ...forged });
    expect(answer.location).toBe('/?notice=auth.assertion_invalid');
    expect(app.refusals).toMatchObject([{ reason: 'is_valid' }]);
    expect(provider.requests).toHaveLength(1);
    expect(app.signIn.calls).toEqual([]);
    expect(await ada.whoami()).toBeNull();
  });

  test('the same answer twenty times at once signs in once', async () => {
    const location = await ada.login();
    const path = callbackPath(location, provider.answer(location));
    const answers = await Promise.all(Array.from({ length: 20 }, () => ada.send(path)));
    expect(answers.filter((answer) => answer.location === '/addresses')).toHaveLength(1);
    expect(answers.filter((answer) => answer.location === '/?notice=auth.assertion_invalid')).toHaveLength(
      19,
    );
    expect(provider.requests).toHaveLength(1);
    expect(app.sessions.rows.size).toBe(1);
  });

  test('a verifier that confirms another identifier is not believed', async () => {
    const other = await startApp({
      ssoUrl: provider.url,
      verifier: { verify: async () => `${prefix()}root` },
    });
    const browser = other.browser();
    const location = await browser.login();
    const answer = await browser.callback(location, provider.answer(location));
    expect(answer.location).toBe('/?notice=auth.assertion_invalid');
    expect(other.refusals).toMatchObject([{ reason: 'identifier' }]);
    expect(other.sessions.rows.size).toBe(0);
    await other.close();
  });

  test.each([
    ['timeout', 504, () => undefined],
    ['unreachable', 504, (res: { destroy(): void }) => res.destroy()],
    ['status', 502, (res: { writeHead(status: number): { end(): void } }) => res.writeHead(500).end()],
    ['malformed', 502, (res: { end(text: string): void }) => res.end('<html>is_valid:true</html>')],
  ] as const)('no usable answer: %s is %i, and says how to go on', async (reason, status, behave) => {
    const location = await ada.login("/a?b='c&d=e");
    provider.misbehave((_req, res) => void behave(res));
    const answer = await ada.callback(location, provider.answer(location));
    expect(answer.status).toBe(status);
    expectPrivate(answer);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('<a href="/auth/ubuntu?returnTo=%2Fa%3Fb%3D%27c%26d%3De">');
    expect(answer.body).not.toMatch(/<script|style|openid/i);
    expect(app.refusals).toEqual([{ code: 'auth.provider_unavailable', reason, requestId: 'request-1' }]);
    expect(await ada.whoami()).toBeNull();

    provider.misbehave(null);
    const again = await ada.login('/a');
    expect((await ada.callback(again, provider.answer(again))).location).toBe('/a');
  });
});

describe('POST /auth/ubuntu/callback', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const bodyOf = (fields: Fields) =>
    new URLSearchParams(
      Object.entries(fields).map(([name, value]): [string, string] => [`openid.${name}`, value]),
    ).toString();
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = form) =>
    app.browser().send(path, { method: 'POST', body, headers });
  const callbackOf = (location: string) => `/auth/ubuntu/callback?state=${stateOf(location)}`;

  test('a cross-site POST, which has no cookies, becomes the GET that has them', async () => {
    const location = await ada.login();
    const posted = await post(callbackOf(location), bodyOf(provider.answer(location)));
    expect(posted).toMatchObject({ status: 303, body: '', setCookies: [] });
    expectPrivate(posted);
    expect(app.attempts.rows.size).toBe(1);
    expect((await ada.send(posted.location)).location).toBe('/addresses');
    expect(app.signIn.calls[0]?.fullName).toBe('Ada Lovelace + Söhne & Co');
    expect(await ada.whoami()).toBe('member-AbC1234');
  });

  test('a state in the form as well is not doubled', async () => {
    const location = await ada.login();
    const body = `state=${stateOf(location)}&${bodyOf(provider.answer(location))}`;
    const posted = await post(callbackOf(location), body);
    expect((await ada.send(posted.location)).location).toBe('/addresses');
  });

  test.each<[string, (body: string) => string | Buffer, string]>([
    ['another state', (body) => `${body}&state=${'x'.repeat(43)}`, 'parameter_repeated'],
    ['a line end', (body) => `${body}\r\n`, 'control_character'],
    ['a header in it', (body) => `${body}\r\nSet-Cookie: a=b`, 'control_character'],
    ['a fragment', (body) => `${body}#x`, 'is_valid'],
    [
      'bytes that are no UTF-8',
      (body) => Buffer.concat([Buffer.from(body), Buffer.from([0xff])]),
      'encoding',
    ],
    ['a nested name', (body) => `${body}&openid[mode]=id_res`, 'parameter_name'],
    ['nothing', () => '', 'ns'],
  ])('a form with %s is refused by the GET', async (_name, change, reason) => {
    const location = await ada.login();
    const posted = await post(callbackOf(location), change(bodyOf(provider.answer(location))));
    expect(posted.status).toBe(303);
    expect(posted.location).toMatch(/^\/auth\/ubuntu\/callback\?[\x21-\x7e]*$/);
    const answer = await ada.send(posted.location);
    expect(answer.location).toBe('/?notice=auth.assertion_invalid');
    expect(app.refusals).toMatchObject([{ reason }]);
    expect(await ada.whoami()).toBeNull();
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['over 8 KB', 413, 'a'.repeat(8193), form],
    ['over 8 KB in chunks', 413, 'a'.repeat(20_000), { ...form, 'transfer-encoding': 'chunked' }],
    ['JSON', 415, '{"openid.mode":"id_res"}', { 'content-type': 'application/json' }],
    ['multipart', 415, 'x', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['text', 415, 'openid.mode=id_res', { 'content-type': 'text/plain' }],
    ['no type', 415, 'openid.mode=id_res', {}],
    ['packed', 415, 'x', { ...form, 'content-encoding': 'gzip' }],
  ])('a body that is %s is %i', async (_name, status, body, headers) => {
    const location = await ada.login();
    expect((await post(callbackOf(location), body, headers)).status).toBe(status);
    expect(app.attempts.rows.size).toBe(1);
  });
});

describe('the session', () => {
  async function signIn(browser: TestBrowser, name = 'AbC1234'): Promise<void> {
    const location = await browser.login();
    const id = { claimed_id: prefix() + name, identity: prefix() + name };
    await browser.callback(location, provider.answer(location, id));
  }

  test('an id that was known before sign-in is not the one after it (fixation)', async () => {
    const mallory = app.browser();
    await signIn(mallory, 'mallory');
    for (const [name, value] of mallory.cookies) if (name.startsWith('session')) ada.cookies.set(name, value);
    await signIn(ada);
    expect(await ada.whoami()).toBe('member-AbC1234');
    expect(ada.cookies.get('session')).not.toBe(mallory.cookies.get('session'));
    expect(await mallory.whoami()).toBeNull();
  });

  test('logging out destroys it, so that a copy of the cookie is worth nothing', async () => {
    await signIn(ada);
    const copy = app.browser();
    for (const [name, value] of ada.cookies) copy.cookies.set(name, value);
    expect(await copy.whoami()).toBe('member-AbC1234');
    const answer = await ada.send('/auth/logout', { method: 'POST' });
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(ada.cookies.has('session')).toBe(false);
    expect(app.sessions.rows.size).toBe(0);
    expect(await copy.whoami()).toBeNull();
  });

  test('logging out while signed out is no error and asks nothing of the store', async () => {
    expect((await ada.send('/auth/logout', { method: 'POST' })).status).toBe(204);
    expect(app.sessions.calls).toEqual([]);
  });

  test('logging out is not done by GET', async () => {
    await signIn(ada);
    expect((await ada.send('/auth/logout')).status).toBe(404);
    expect(await ada.whoami()).toBe('member-AbC1234');
  });
});
