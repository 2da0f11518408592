import { describe, expect, test } from 'vitest';
import { AppError } from '@ubuntu-aliases/shared';
import { nonceAt, signedListOf, type Fields } from './testing/answer.ts';
import { startApp } from './testing/app.ts';
import { callbackPath } from './testing/browser.ts';
import { expectPrivate, useScene } from './testing/scene.ts';

const scene = useScene();

const prefix = () => `${scene.provider.url}/+id/`;

describe('an answer that holds', () => {
  test('signs in and goes on to a URL without the answer', async () => {
    const location = await scene.ada.login('/admin/errors?q=1');
    const fields = scene.provider.answer(location);
    const answer = await scene.ada.send(callbackPath(location, fields), {
      headers: { 'accept-language': 'de' },
    });
    expect(answer).toMatchObject({ status: 303, location: '/admin/errors?q=1', body: '' });
    expectPrivate(answer);
    expect(scene.app.signIn.calls).toEqual([
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
    expect(await scene.ada.whoami()).toBe('member-AbC1234');
    expect(scene.app.refusals).toEqual([]);
  });

  test('is shown to the provider as it came, and nothing else is', async () => {
    const location = await scene.ada.login();
    const fields = scene.provider.answer(location);
    await scene.ada.callback(location, fields);
    expect(scene.provider.requests).toHaveLength(1);
    const [asked] = scene.provider.requests;
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
      ssoUrl: scene.provider.url,
      signIn: { signIn: async () => ({ memberId: 'm', notice }) },
    });
    const browser = other.browser();
    const location = await browser.login(returnPath);
    expect((await browser.callback(location, scene.provider.answer(location))).location).toBe(expected);
    await other.close();
  });

  test('a person who withholds everything is signed in all the same', async () => {
    const location = await scene.ada.login();
    const {
      'ns.sreg': _ns,
      'sreg.nickname': _n,
      'sreg.email': _e,
      ...rest
    } = scene.provider.answer(location);
    const { 'sreg.fullname': _f, 'sreg.language': _l, signed: _s, sig: _g, ...fields } = rest;
    const bare = scene.provider.answer(location, {}, () => '');
    expect(bare.sig).toBeDefined();
    const signed = resign(location, fields);
    expect((await scene.ada.callback(location, signed)).location).toBe('/addresses');
    expect(scene.app.signIn.calls[0]).toMatchObject({
      nickname: null,
      email: null,
      fullName: null,
      language: null,
    });
  });

  test('two tabs finish, in either order', async () => {
    const one = await scene.ada.login('/one');
    const two = await scene.ada.login('/two');
    expect((await scene.ada.callback(two, scene.provider.answer(two))).location).toBe('/two');
    expect((await scene.ada.callback(one, scene.provider.answer(one))).location).toBe('/one');
    expect(scene.app.sessions.rows.size).toBe(1);
  });

  test('many people at once are not mixed up', async () => {
    const people = Array.from({ length: 15 }, (_, index) => `person${index}`);
    await Promise.all(
      people.map(async (name) => {
        const browser = scene.app.browser();
        const location = await browser.login(`/for/${name}`);
        const id = { claimed_id: prefix() + name, identity: prefix() + name };
        const answer = await browser.callback(location, scene.provider.answer(location, id));
        expect(answer.location).toBe(`/for/${name}`);
        expect(await browser.whoami()).toBe(`member-${name}`);
      }),
    );
  });

  test('a service that fails is our fault and signs nobody in', async () => {
    const other = await startApp({
      ssoUrl: scene.provider.url,
      signIn: {
        signIn: async () => {
          throw new AppError('store.unavailable');
        },
      },
    });
    const browser = other.browser();
    const location = await browser.login();
    const answer = await browser.callback(location, scene.provider.answer(location));
    expect(answer).toMatchObject({ status: 500, setCookies: [] });
    expect(other.sessions.rows.size).toBe(0);
    await other.close();
  });
});

/**
 * Signs other fields than the provider's own: they are passed as changes over an answer that has
 * them all.
 */
function resign(location: string, fields: Fields): Fields {
  const changes = { ...fields, response_nonce: nonceAt(new Date()) };
  const answer = scene.provider.answer(location, changes, () => signedListOf(fields));
  return Object.fromEntries(
    Object.entries(answer).filter(([name]) => name in fields || name === 'signed' || name === 'sig'),
  );
}

describe('what the provider says', () => {
  test('an answer that it did not give is refused', async () => {
    const location = await scene.ada.login();
    const forged = { claimed_id: `${prefix()}root`, identity: `${prefix()}root` };
    const answer = await scene.ada.callback(location, { ...scene.provider.answer(location), ...forged });
    expect(answer.location).toBe('/?notice=auth.assertion_invalid');
    expect(scene.app.refusals).toMatchObject([{ reason: 'is_valid' }]);
    expect(scene.provider.requests).toHaveLength(1);
    expect(scene.app.signIn.calls).toEqual([]);
    expect(await scene.ada.whoami()).toBeNull();
  });

  test('the same answer twenty times at once signs in once', async () => {
    const location = await scene.ada.login();
    const path = callbackPath(location, scene.provider.answer(location));
    const answers = await Promise.all(Array.from({ length: 20 }, () => scene.ada.send(path)));
    expect(answers.filter((answer) => answer.location === '/addresses')).toHaveLength(1);
    expect(answers.filter((answer) => answer.location === '/?notice=auth.assertion_invalid')).toHaveLength(
      19,
    );
    expect(scene.provider.requests).toHaveLength(1);
    expect(scene.app.sessions.rows.size).toBe(1);
  });

  test('a verifier that confirms another identifier is not believed', async () => {
    const other = await startApp({
      ssoUrl: scene.provider.url,
      verifier: { verify: async () => `${prefix()}root` },
    });
    const browser = other.browser();
    const location = await browser.login();
    const answer = await browser.callback(location, scene.provider.answer(location));
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
    const timeoutMs = reason === 'timeout' ? 150 : 5000;
    const other = await startApp({ ssoUrl: scene.provider.url, timeoutMs });
    const browser = other.browser();
    const location = await browser.login("/a?b='c&d=e");
    scene.provider.misbehave((_req, res) => void behave(res));
    const answer = await browser.callback(location, scene.provider.answer(location));
    expect(answer.status).toBe(status);
    expectPrivate(answer);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).not.toMatch(/<script|style|openid/i);
    expect(other.refusals).toEqual([{ code: 'auth.provider_unavailable', reason, requestId: 'request-1' }]);
    expect(await browser.whoami()).toBeNull();

    const again = (/<a href="([^"]*)">/.exec(answer.body)?.[1] ?? '').replaceAll('&#39;', "'");
    expect((await browser.send(again)).status).toBe(302);
    expect([...other.attempts.rows.values()].map((row) => row.returnPath)).toEqual(["/a?b='c&d=e"]);
    await other.close();
  });
});
