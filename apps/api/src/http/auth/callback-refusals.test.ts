import { describe, expect, test } from 'vitest';
import { createSecret } from './secret.ts';
import { nonceAt, queryOf, toQuery, type Fields } from './testing/answer.ts';
import { callbackPath, stateOf } from './testing/browser.ts';
import { expectPrivate, expectRefused, useScene } from './testing/scene.ts';

const scene = useScene();

describe('state and browser', () => {
  test('an answer without state is refused', async () => {
    const location = await scene.ada.login();
    const path = `/auth/ubuntu/callback?${toQuery([['openid.mode', 'id_res']])}`;
    await expectRefused(scene, await scene.ada.send(path), 'state_missing');
    expect(stateOf(location)).toHaveLength(43);
  });

  test('an answer with a state that nobody gave out is refused', async () => {
    const location = await scene.ada.login();
    const fields = scene.provider.answer(location);
    await expectRefused(
      scene,
      await scene.ada.send(`/auth/ubuntu/callback?${queryOf(fields, createSecret())}`),
      'state_unknown',
    );
  });

  test('a stolen answer is refused in another browser, and spent for its own', async () => {
    const location = await scene.ada.login();
    const fields = scene.provider.answer(location);
    const thief = scene.app.browser();
    await thief.login();
    await expectRefused(scene, await thief.callback(location, fields), 'other_browser', thief);
    scene.app.refusals.length = 0;
    await expectRefused(scene, await scene.ada.callback(location, fields), 'state_unknown');
  });

  test.each([
    ['no cookie', ''],
    ['a made-up cookie', 'a'.repeat(43)],
    ['a short cookie', 'a'],
    ['an empty cookie', '""'],
  ])('an answer brought with %s is refused', async (_name, cookie) => {
    const location = await scene.ada.login();
    const browser = scene.app.browser();
    if (cookie) browser.cookies.set('signin', cookie);
    await expectRefused(
      scene,
      await browser.callback(location, scene.provider.answer(location)),
      'other_browser',
      browser,
    );
  });

  test('an answer to somebody else’s attempt signs nobody in (login CSRF)', async () => {
    const mallory = scene.app.browser();
    const location = await mallory.login();
    await scene.ada.login();
    await expectRefused(
      scene,
      await scene.ada.callback(location, scene.provider.answer(location)),
      'other_browser',
    );
  });

  test('a state is used once, also by an answer that is refused', async () => {
    const location = await scene.ada.login();
    const fields = scene.provider.answer(location);
    await expectRefused(scene, await scene.ada.callback(location, { ...fields, mode: 'error' }), 'mode');
    scene.app.refusals.length = 0;
    await expectRefused(scene, await scene.ada.callback(location, fields), 'state_unknown');
  });

  test('a state is used once, also by an answer that is broken', async () => {
    const location = await scene.ada.login();
    await expectRefused(
      scene,
      await scene.ada.send(`${callbackPath(location, scene.provider.answer(location))}&%zz=%`),
      'encoding',
    );
    expect(scene.app.attempts.rows.size).toBe(0);
  });

  test('a state of another attempt of the same browser does not fit', async () => {
    const one = await scene.ada.login();
    const two = await scene.ada.login();
    const path = `/auth/ubuntu/callback?${queryOf(scene.provider.answer(one), stateOf(two))}`;
    await expectRefused(scene, await scene.ada.send(path), 'return_to');
  });

  test('an attempt ends after ten minutes', async () => {
    const location = await scene.ada.login();
    scene.app.time.offsetMs = 10 * 60_000;
    await expectRefused(
      scene,
      await scene.ada.callback(location, scene.provider.answer(location)),
      'state_expired',
    );
  });

  test('HEAD uses nothing up', async () => {
    const location = await scene.ada.login();
    const fields = scene.provider.answer(location);
    const answer = await scene.ada.send(callbackPath(location, fields), { method: 'HEAD' });
    expect(answer.status).toBe(405);
    expect(scene.provider.requests).toEqual([]);
    expect((await scene.ada.callback(location, fields)).location).toBe('/addresses');
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
    const location = await scene.ada.login();
    await expectRefused(
      scene,
      await scene.ada.callback(location, change(scene.provider.answer(location))),
      reason,
    );
  });

  test.each([
    ['openid_identifier', '&openid_identifier=http://127.0.0.1:9/', 'parameter_name'],
    ['a parameter twice', '&openid.claimed_id=x', 'parameter_repeated'],
    ['an array', '&openid.claimed_id[]=x', 'parameter_name'],
    ['an array by index', '&openid.claimed_id[0]=x', 'parameter_name'],
  ])('%s in the query', async (_name, more, reason) => {
    const location = await scene.ada.login();
    await expectRefused(
      scene,
      await scene.ada.send(callbackPath(location, scene.provider.answer(location)) + more),
      reason,
    );
  });

  test('a nonce that was used in another session', async () => {
    const bob = scene.app.browser();
    const first = await bob.login();
    const nonce = { response_nonce: nonceAt(new Date()) };
    await bob.callback(first, scene.provider.answer(first, nonce));
    scene.provider.requests.length = 0;
    scene.app.signIn.calls.length = 0;
    scene.app.sessions.rows.clear();
    const second = await scene.ada.login();
    await expectRefused(
      scene,
      await scene.ada.callback(second, scene.provider.answer(second, nonce)),
      'nonce_reused',
    );
  });

  test('declining is no error', async () => {
    const location = await scene.ada.login();
    const answer = await scene.ada.callback(location, {
      ns: 'http://specs.openid.net/auth/2.0',
      mode: 'cancel',
    });
    expect(answer).toMatchObject({ status: 303, location: '/?notice=auth.cancelled', body: '' });
    expectPrivate(answer);
    expect(scene.app.refusals).toEqual([]);
    expect(await scene.ada.whoami()).toBeNull();
  });
});
