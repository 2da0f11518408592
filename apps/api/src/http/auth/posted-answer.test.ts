import { describe, expect, test } from 'vitest';
import type { Fields } from './testing/answer.ts';
import { stateOf } from './testing/browser.ts';
import { expectPrivate, useScene } from './testing/scene.ts';

const scene = useScene();

describe('POST /auth/ubuntu/callback', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const bodyOf = (fields: Fields) =>
    new URLSearchParams(
      Object.entries(fields).map(([name, value]): [string, string] => [`openid.${name}`, value]),
    ).toString();
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = form) =>
    scene.app.browser().send(path, { method: 'POST', body, headers });
  const callbackOf = (location: string) => `/auth/ubuntu/callback?state=${stateOf(location)}`;

  test('a cross-site POST, which has no cookies, becomes the GET that has them', async () => {
    const location = await scene.ada.login();
    const posted = await post(callbackOf(location), bodyOf(scene.provider.answer(location)));
    expect(posted).toMatchObject({ status: 303, body: '', setCookies: [] });
    expectPrivate(posted);
    expect(scene.app.attempts.rows.size).toBe(1);
    expect((await scene.ada.send(posted.location)).location).toBe('/addresses');
    expect(scene.app.signIn.calls[0]?.fullName).toBe('Ada Lovelace + Söhne & Co');
    expect(await scene.ada.whoami()).toBe('member-AbC1234');
  });

  test('a state in the form as well is not doubled', async () => {
    const location = await scene.ada.login();
    const body = `state=${stateOf(location)}&${bodyOf(scene.provider.answer(location))}`;
    const posted = await post(callbackOf(location), body);
    expect((await scene.ada.send(posted.location)).location).toBe('/addresses');
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
    const location = await scene.ada.login();
    const posted = await post(callbackOf(location), change(bodyOf(scene.provider.answer(location))));
    expect(posted.status).toBe(303);
    expect(posted.location).toMatch(/^\/auth\/ubuntu\/callback\?[\x21-\x7e]*$/);
    const answer = await scene.ada.send(posted.location);
    expect(answer.location).toBe('/?notice=auth.assertion_invalid');
    expect(scene.app.refusals).toMatchObject([{ reason }]);
    expect(await scene.ada.whoami()).toBeNull();
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['over 8 KB', 413, 'a'.repeat(8193), form],
    ['over 8 KB in chunks', 413, 'a'.repeat(20_000), { ...form, 'transfer-encoding': 'chunked' }],
    ['over 8 KB once it is in a URL', 413, '\u00ff'.repeat(2000), form],
    ['JSON', 415, '{"openid.mode":"id_res"}', { 'content-type': 'application/json' }],
    ['multipart', 415, 'x', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['text', 415, 'openid.mode=id_res', { 'content-type': 'text/plain' }],
    ['no type', 415, 'openid.mode=id_res', {}],
    ['packed', 415, 'x', { ...form, 'content-encoding': 'gzip' }],
  ])('a body that is %s is %i', async (_name, status, body, headers) => {
    const location = await scene.ada.login();
    expect((await post(callbackOf(location), body, headers)).status).toBe(status);
    expect(scene.app.attempts.rows.size).toBe(1);
  });
});
