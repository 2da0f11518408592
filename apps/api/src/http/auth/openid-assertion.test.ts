import { describe, expect, test } from 'vitest';
import { checkAssertion, readState } from './openid-assertion.ts';
import {
  NOW,
  RETURN_TO,
  SSO_URL,
  SREG,
  added,
  answerFields,
  identifiers,
  nonceAt,
  queryOf,
  signed,
  signedListOf,
  valid,
  withSignedList,
  without,
  type Fields,
} from './testing/answer.ts';

const check = (query: string, ssoUrl = SSO_URL) =>
  checkAssertion(query, { ssoUrl, returnTo: RETURN_TO, now: NOW });
const AX = 'http://openid.net/srv/ax/1.0';
const PAPE = 'http://specs.openid.net/extensions/pape/1.0';
const plain = () => queryOf(withSignedList(valid()));

describe('an answer that holds', () => {
  test('gives identifier, nonce, raw parameters and profile', () => {
    const fields = withSignedList(valid());
    const result = check(queryOf(fields));
    expect(result).toMatchObject({
      outcome: 'accepted',
      claimedIdentifier: `${SSO_URL}/+id/AbC1234`,
      nonce: { value: fields.response_nonce, expiresAt: new Date('2026-03-01T12:10:00Z') },
      profile: {
        nickname: 'ada',
        email: 'ada@example.org',
        fullName: 'Ada Lovelace + Söhne & Co',
        language: 'en',
      },
    });
    const params = result.outcome === 'accepted' ? result.params : new Map();
    expect(Object.fromEntries(params)).toEqual(
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [`openid.${name}`, value])),
    );
  });

  test.each([
    ['plus for space', plain().replace('Ada%20Lovelace', 'Ada+Lovelace')],
    ['names percent-encoded', plain().replaceAll('openid.mode', 'openid%2emode')],
    [
      '`signed` not in its own list',
      queryOf({ ...valid(), signed: Object.keys(valid()).join(','), sig: 'x' }),
    ],
    ['identifier of 1 character', signed(identifiers('/+id/a'))],
    ['identifier of 64 characters', signed(identifiers(`/+id/${'a'.repeat(64)}`))],
    ['identifier with dash and underscore', signed(identifiers('/+id/a-b_c'))],
    ['nonce without a unique part', signed({ response_nonce: nonceAt(NOW, '') })],
    ['nonce 5 minutes old', signed({ response_nonce: nonceAt(new Date(NOW.getTime() - 300_000)) })],
    ['nonce 5 minutes ahead', signed({ response_nonce: nonceAt(new Date(NOW.getTime() + 300_000)) })],
    ['a signed extension', signed({ 'ns.pape': PAPE, 'pape.auth_policies': 'none' })],
    ['a name of the prototype', signed({ __proto__x: '1', constructor: '1', 'ns.__proto__': 'urn:x' })],
  ])('accepts %s', (_name, query) => {
    expect(check(query).outcome).toBe('accepted');
  });

  test.each([['https://sso.example:8443'], ['http://127.0.0.1:3001'], ['https://sso.example/one']])(
    'accepts a provider at %s, and there only its own identifiers',
    (ssoUrl) => {
      const fields = answerFields({ ssoUrl, returnTo: RETURN_TO, now: NOW });
      expect(check(queryOf(withSignedList(fields)), ssoUrl).outcome).toBe('accepted');
      expect(check(queryOf(withSignedList(fields)), 'https://sso.example')).toMatchObject({
        reason: 'op_endpoint',
      });
      const elsewhere = identifiers('/+id/AbC1234', 'https://sso.example');
      expect(check(queryOf(withSignedList({ ...fields, ...elsewhere })), ssoUrl)).toMatchObject({
        reason: 'claimed_id',
      });
    },
  );
});

describe('a person who declines', () => {
  test.each([
    ['as 2.0 says', { ns: 'http://specs.openid.net/auth/2.0', mode: 'cancel' }],
    ['as 1.1 says', { mode: 'cancel' }],
    ['with identity fields that mean nothing', { ...withSignedList(valid()), mode: 'cancel' }],
  ])('is cancelled: %s', (_name, fields: Fields) => {
    expect(check(queryOf(fields))).toEqual({ outcome: 'cancelled' });
  });
});

describe('fixed values', () => {
  const ids = (rest: string, host?: string) => signed(identifiers(rest, host));
  test.each<[string, string, string]>([
    ['no ns (OpenID 1.1)', queryOf(withSignedList(without(valid(), 'ns'))), 'ns'],
    ['ns of 1.1', signed({ ns: 'http://openid.net/signon/1.1' }), 'ns'],
    ['ns of 1.0', signed({ ns: 'http://openid.net/signon/1.0' }), 'ns'],
    ['an empty ns', signed({ ns: '' }), 'ns'],
    ['ns by https', signed({ ns: 'https://specs.openid.net/auth/2.0' }), 'ns'],
    ['ns with a slash', signed({ ns: 'http://specs.openid.net/auth/2.0/' }), 'ns'],
    ['no mode', queryOf(withSignedList(without(valid(), 'mode'))), 'mode'],
    ['mode error', signed({ mode: 'error', error: 'x' }), 'mode'],
    ['mode setup_needed', signed({ mode: 'setup_needed' }), 'mode'],
    ['mode checkid_setup', signed({ mode: 'checkid_setup' }), 'mode'],
    ['mode in capitals', signed({ mode: 'ID_RES' }), 'mode'],
    ['mode with a space', signed({ mode: 'id_res ' }), 'mode'],
    ['no op_endpoint', queryOf(withSignedList(without(valid(), 'op_endpoint'))), 'op_endpoint'],
    ['another provider', signed({ op_endpoint: 'https://evil.example/+openid' }), 'op_endpoint'],
    ['the provider by http', signed({ op_endpoint: 'http://sso.example/+openid' }), 'op_endpoint'],
    ['the endpoint with a query', signed({ op_endpoint: `${SSO_URL}/+openid?x` }), 'op_endpoint'],
    ['the endpoint with its port', signed({ op_endpoint: 'https://sso.example:443/+openid' }), 'op_endpoint'],
    ['the endpoint in capitals', signed({ op_endpoint: 'https://SSO.example/+openid' }), 'op_endpoint'],
    ['no return_to', queryOf(withSignedList(without(valid(), 'return_to'))), 'return_to'],
    ['return_to on another host', signed({ return_to: RETURN_TO.replace('aliases', 'evil') }), 'return_to'],
    ['return_to by http', signed({ return_to: RETURN_TO.replace('https', 'http') }), 'return_to'],
    [
      'return_to on another port',
      signed({ return_to: RETURN_TO.replace('.example', '.example:8443') }),
      'return_to',
    ],
    [
      'return_to with another state',
      signed({ return_to: RETURN_TO.replace(/s{43}/, 't'.repeat(43)) }),
      'return_to',
    ],
    ['return_to without state', signed({ return_to: RETURN_TO.split('?')[0] ?? '' }), 'return_to'],
    ['return_to with more query', signed({ return_to: `${RETURN_TO}&x=1` }), 'return_to'],
    ['return_to with a fragment', signed({ return_to: `${RETURN_TO}#` }), 'return_to'],
    [
      'return_to with another path',
      signed({ return_to: RETURN_TO.replace('callback', 'callback/') }),
      'return_to',
    ],
    ['no claimed_id', queryOf(withSignedList(without(valid(), 'claimed_id'))), 'claimed_id'],
    ['an empty claimed_id', signed({ claimed_id: '', identity: '' }), 'claimed_id'],
    ['an identifier on another host', ids('/+id/AbC1234', 'https://evil.example'), 'claimed_id'],
    ['an identifier by http', ids('/+id/AbC1234', 'http://sso.example'), 'claimed_id'],
    ['an identifier on a longer host', ids('.evil.example/+id/AbC1234'), 'claimed_id'],
    ['an identifier after userinfo', ids('@evil.example/+id/AbC1234'), 'claimed_id'],
    ['an identifier with userinfo', ids('/+id/AbC1234', 'https://a@sso.example'), 'claimed_id'],
    ['an identifier with a port', ids(':443/+id/AbC1234'), 'claimed_id'],
    ['an identifier on a host in capitals', ids('/+id/AbC1234', 'https://SSO.example'), 'claimed_id'],
    ['an identifier on a host with a dot', ids('/+id/AbC1234', 'https://sso.example.'), 'claimed_id'],
    ['a Cyrillic look-alike host', ids('/+id/AbC1234', 'https://ѕso.example'), 'claimed_id'],
    ['a full-width host', ids('/+id/AbC1234', 'https://ｓso.example'), 'claimed_id'],
    ['an identifier with a fragment', ids('/+id/AbC1234#2'), 'claimed_id'],
    ['an identifier with a query', ids('/+id/AbC1234?x=1'), 'claimed_id'],
    ['an identifier with a slash', ids('/+id/AbC1234/'), 'claimed_id'],
    ['an identifier with dots', ids('/+id/../+id/AbC1234'), 'claimed_id'],
    ['an encoded identifier', ids('/+id/AbC%31234'), 'claimed_id'],
    ['an identifier with a space', ids('/+id/AbC1234 '), 'claimed_id'],
    ['an identifier beyond ASCII', ids('/+id/ÄbC1234'), 'claimed_id'],
    ['an empty identifier', ids('/+id/'), 'claimed_id'],
    ['an identifier of 65 characters', ids(`/+id/${'a'.repeat(65)}`), 'claimed_id'],
    ['another path', ids('/id/AbC1234'), 'claimed_id'],
    ['a decoded path', ids('/ id/AbC1234'), 'claimed_id'],
    ['the path in capitals', ids('/+ID/AbC1234'), 'claimed_id'],
    ['the old brand', ids('/+id/AbC1234', 'https://login.launchpad.net'), 'claimed_id'],
    ['another identity', signed({ identity: `${SSO_URL}/+id/other` }), 'identity'],
    ['no identity', queryOf(withSignedList(without(valid(), 'identity'))), 'identity'],
    ['an identity in other letters', signed({ identity: `${SSO_URL}/+id/abc1234` }), 'identity'],
  ])('refuses %s', (_name, query, reason) => {
    expect(check(query)).toEqual({ outcome: 'refused', reason });
  });
});

describe('the signed list', () => {
  const list = (change: (items: string) => string) => {
    const fields = withSignedList(valid());
    return queryOf({ ...fields, signed: change(fields.signed ?? '') });
  };

  test.each(Object.keys(valid()))('refuses when %s is not in it', (field) => {
    const fields = valid();
    const query = queryOf({ ...fields, signed: signedListOf(without(fields, field)), sig: 'x' });
    expect(check(query)).toEqual({ outcome: 'refused', reason: 'unsigned_field' });
  });

  test.each<[string, string, string]>([
    ['no list', queryOf({ ...valid(), sig: 'x' }), 'signed_list'],
    ['an empty list', list(() => ''), 'signed_list'],
    ['an empty item', list((items) => `${items},`), 'signed_list'],
    ['a repeated item', list((items) => `${items},mode`), 'signed_list'],
    ['spaces', list((items) => items.replaceAll(',', ', ')), 'signed_list'],
    ['another separator', list((items) => items.replaceAll(',', ';')), 'signed_list'],
    ['items with their prefix', list((items) => items.replace('mode', 'openid.mode')), 'signed_list'],
    ['an item in capitals', list((items) => items.replace('mode', 'Mode')), 'signed_list'],
    ['a field that is not there', list((items) => `${items},sreg.dob`), 'signed_list'],
    ['the signature itself', list((items) => `${items},sig`), 'signed_list'],
    ['a name of the prototype', list((items) => `${items},__proto__`), 'signed_list'],
    ['no signature', queryOf(without(withSignedList(valid()), 'sig')), 'signature'],
    ['an empty signature', queryOf({ ...withSignedList(valid()), sig: '' }), 'signature'],
    ['no assoc_handle', queryOf(withSignedList(without(valid(), 'assoc_handle'))), 'unsigned_field'],
    ['an added AX field', added({ 'ns.ax': AX, 'ax.value.email': 'root@example.org' }), 'unsigned_field'],
    ['an added AX type', added({ 'ax.type.claimedIdentifier': 'claimedIdentifier' }), 'unsigned_field'],
    ['an added PAPE field', added({ 'ns.pape': PAPE, 'pape.claimedIdentifier': 'x' }), 'unsigned_field'],
    ['an added sreg field', added({ 'sreg.timezone': 'UTC' }), 'unsigned_field'],
    ['an added second sreg', added({ 'ns.s2': SREG, 's2.email': 'root@example.org' }), 'unsigned_field'],
    ['an added teams field', added({ 'lp.is_member': 'ubuntumembers' }), 'unsigned_field'],
    ['an added invalidate_handle', added({ invalidate_handle: 'x' }), 'unsigned_field'],
    [
      'a second alias for sreg, signed',
      signed({ 'ns.s2': SREG, 's2.email': 'root@example.org' }),
      'namespace',
    ],
  ])('refuses %s', (_name, query, reason) => {
    expect(check(query)).toEqual({ outcome: 'refused', reason });
  });
});

describe('readState', () => {
  const state = 'a'.repeat(43);
  test.each<[string, string, string | null]>([
    ['the state', `state=${state}`, state],
    ['among broken parameters', `%=%&x&state=${state}&%zz`, state],
    ['with an encoded name', `%73tate=${state}`, state],
    ['the first of two', `state=${state}&state=${'b'.repeat(43)}`, state],
    ['none', 'openid.mode=id_res', null],
    ['too short', 'state=abc', null],
    ['too long', `state=${state}a`, null],
    ['in other letters', `state=${'a'.repeat(42)}%00`, null],
    ['another name', `State=${state}&xstate=${state}`, null],
    ['nothing', '', null],
  ])('reads %s', (_name, query, expected) => {
    expect(readState(query)).toBe(expected);
  });
});
