import { describe, expect, test } from 'vitest';
import { SREG, identifiers } from './testing/answer.ts';
import { stateOf, type TestBrowser } from './testing/browser.ts';
import { expectPrivate, useScene } from './testing/scene.ts';
import { startApp } from './testing/app.ts';

const scene = useScene();

describe('GET /auth/ubuntu', () => {
  test('sends the browser to the provider and asks for little', async () => {
    const answer = await scene.ada.send('/auth/ubuntu');
    expect(answer).toMatchObject({ status: 302, body: '' });
    expectPrivate(answer);
    const url = new URL(answer.location);
    expect(url.origin + url.pathname).toBe(`${scene.provider.url}/+openid`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'openid.ns': 'http://specs.openid.net/auth/2.0',
      'openid.mode': 'checkid_setup',
      'openid.claimed_id': 'http://specs.openid.net/auth/2.0/identifier_select',
      'openid.identity': 'http://specs.openid.net/auth/2.0/identifier_select',
      'openid.return_to': `${scene.app.url}/auth/ubuntu/callback?state=${stateOf(answer.location)}`,
      'openid.realm': scene.app.url,
      'openid.ns.sreg': SREG,
      'openid.sreg.required': 'nickname,email',
      'openid.sreg.optional': 'fullname',
    });
    expect(scene.provider.requests).toEqual([]);
    expect(scene.app.limited).toEqual({ login: 1, callback: 0 });
  });

  test('keeps only hashes of what it gave out', async () => {
    const location = await scene.ada.login();
    const stored = JSON.stringify([...scene.app.attempts.rows].map(([hash, row]) => [hash, row.browserHash]));
    expect(stored).not.toContain(stateOf(location));
    expect(stored).not.toContain(scene.ada.cookies.get('signin'));
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
    await scene.ada.send(`/auth/ubuntu${query}`);
    expect([...scene.app.attempts.rows.values()].map((row) => row.returnPath)).toEqual([returnPath]);
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
    const { location } = await scene.ada.send(path, { headers });
    expect(new URL(location).origin).toBe(scene.provider.url);
    expect(new URL(location).searchParams.get('openid.realm')).toBe(scene.app.url);
    expect(new URL(location).searchParams.get('openid.return_to')).toContain(
      `${scene.app.url}/auth/ubuntu/callback?`,
    );
  });

  test('HEAD starts nothing', async () => {
    const answer = await scene.ada.send('/auth/ubuntu', { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 405, setCookies: [] });
    expect(scene.app.attempts.rows.size).toBe(0);
  });

  test.each(['', 'a', 'a'.repeat(44), `${'a'.repeat(42)}!`])(
    'a browser cookie that is none of ours is replaced: %j',
    async (value) => {
      scene.ada.cookies.set('signin', value);
      await scene.ada.login();
      expect(scene.ada.cookies.get('signin')).toMatch(/^[\w-]{43}$/);
    },
  );

  test('the browser cookie is for this site, this browser and ten minutes', async () => {
    const { setCookies } = await scene.ada.send('/auth/ubuntu');
    expect(setCookies).toHaveLength(1);
    expect(setCookies[0]).toMatch(/^signin=[\w-]{43}; path=\/; expires=[^;]+; samesite=lax; httponly$/i);
  });
});

test('with https the cookies are `__Host-` and Secure, although the connection from the proxy is not', async () => {
  const secure = await startApp({ ssoUrl: scene.provider.url }, { secureCookies: true });
  const browser = secure.browser();
  const started = await browser.send('/auth/ubuntu');
  const finished = await browser.callback(started.location, scene.provider.answer(started.location));
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

describe('the session', () => {
  async function signIn(browser: TestBrowser, name = 'AbC1234'): Promise<void> {
    const location = await browser.login();
    const id = identifiers(`/+id/${name}`, scene.provider.url);
    await browser.callback(location, scene.provider.answer(location, id));
  }

  test('an id that was known before sign-in is not the one after it (fixation)', async () => {
    const mallory = scene.app.browser();
    await signIn(mallory, 'mallory');
    for (const [name, value] of mallory.cookies)
      if (name.startsWith('session')) scene.ada.cookies.set(name, value);
    await signIn(scene.ada);
    expect(await scene.ada.whoami()).toBe('member-AbC1234');
    expect(scene.ada.cookies.get('session')).not.toBe(mallory.cookies.get('session'));
    expect(await mallory.whoami()).toBeNull();
  });

  test('logging out destroys it, so that a copy of the cookie is worth nothing', async () => {
    await signIn(scene.ada);
    const copy = scene.app.browser();
    for (const [name, value] of scene.ada.cookies) copy.cookies.set(name, value);
    expect(await copy.whoami()).toBe('member-AbC1234');
    const answer = await scene.ada.send('/auth/logout', { method: 'POST' });
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(scene.ada.cookies.has('session')).toBe(false);
    expect(scene.app.sessions.rows.size).toBe(0);
    expect(await copy.whoami()).toBeNull();
  });

  test('logging out while signed out is no error and asks nothing of the store', async () => {
    expect((await scene.ada.send('/auth/logout', { method: 'POST' })).status).toBe(204);
    expect(scene.app.sessions.calls).toEqual([]);
  });

  test('logging out is not done by GET', async () => {
    await signIn(scene.ada);
    expect((await scene.ada.send('/auth/logout')).status).toBe(404);
    expect(await scene.ada.whoami()).toBe('member-AbC1234');
  });
});
