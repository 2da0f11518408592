import { describe, expect, test } from 'vitest';
import { checkAssertion, readState } from './openid-assertion.ts';
import {
  NOW,
  RETURN_TO,
  SREG,
  SSO_URL,
  answerFields,
  nonceAt,
  queryOf,
  signedListOf,
  withSignedList,
  type Fields,
} from './testing/answer.ts';

const AX = 'http://openid.net/srv/ax/1.0';
const PAPE = 'http://specs.openid.net/extensions/pape/1.0';

const valid = () => answerFields({ ssoUrl: SSO_URL, returnTo: RETURN_TO, now: NOW });
const check = (query: string, ssoUrl = SSO_URL, returnTo = RETURN_TO) =>
  checkAssertion(query, { ssoUrl, returnTo, now: NOW });
const without = (fields: Fields, ...names: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
/** Signed as it is: what a provider would sign if it could be talked into these values. */
const signed = (changes: Fields) => queryOf(withSignedList({ ...valid(), ...changes }));
/** Added after signing: what anybody on the way can do. */
const added = (changes: Fields) => queryOf({ ...withSignedList(valid()), ...changes });
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

describe('shape', () => {
  test.each<[string, string, string]>([
    ['over 8 KB', `${plain()}&openid.x=${'a'.repeat(8000)}`, 'too_large'],
    ['a value over 2 KB', signed({ 'sreg.fullname': 'a'.repeat(2049) }), 'value_too_long'],
    ['a value over 2 KB in bytes', signed({ 'sreg.fullname': 'ö'.repeat(1025) }), 'value_too_long'],
    ['nothing', '', 'parameter_name'],
    ['an empty pair', `${plain()}&`, 'parameter_name'],
    ['a pair without a name', `${plain()}&=x`, 'parameter_name'],
    ['a pair without an equals sign', `${plain()}&openid.x`, 'parameter_name'],
    ['openid_identifier', `${plain()}&openid_identifier=https://evil.example/`, 'parameter_name'],
    ['is_valid', `${plain()}&is_valid=true`, 'parameter_name'],
    ['an array', `${plain()}&openid.mode[]=id_res`, 'parameter_name'],
    ['a nested object', `${plain()}&openid[mode]=id_res`, 'parameter_name'],
    ['a name in capitals', `${plain()}&OpenID.mode=id_res`, 'parameter_name'],
    ['a name with a colon', `${plain()}&openid.a:b=1`, 'parameter_name'],
    ['a name with a newline', `${plain()}&openid.a%0Ab=1`, 'parameter_name'],
    ['a name with a space', `${plain()}&openid.mode+=id_res`, 'parameter_name'],
    ['a name with NUL', `${plain()}&openid.mode%00=id_res`, 'parameter_name'],
    ['a name in full-width letters', `${plain()}&openid.%EF%BD%8Dode=x`, 'parameter_name'],
    ['only the prefix', `${plain()}&openid.=x`, 'parameter_name'],
    ['__proto__', `${plain()}&__proto__=x`, 'parameter_name'],
    ['a parameter twice', `${plain()}&openid.mode=id_res`, 'parameter_repeated'],
    ['a parameter twice by encoding', `${plain()}&openid%2Emode=id_res`, 'parameter_repeated'],
    ['a parameter twice by odd encoding', `${plain()}&%6Fpenid.claimed_id=x`, 'parameter_repeated'],
    ['state twice', `${plain()}&state=${'t'.repeat(43)}`, 'parameter_repeated'],
    ['a newline in a value', signed({ 'sreg.fullname': 'a\nemail:x' }), 'control_character'],
    ['a carriage return', signed({ 'sreg.fullname': 'a\rb' }), 'control_character'],
    ['NUL', signed({ 'sreg.nickname': 'ada\0' }), 'control_character'],
    ['a C1 control character', signed({ 'sreg.nickname': 'ada\u0085' }), 'control_character'],
    ['DEL', signed({ 'sreg.nickname': 'ada\u007f' }), 'control_character'],
    ['a stray percent sign', `${plain()}&openid.x=%`, 'encoding'],
    ['half an escape', `${plain()}&openid.x=%4`, 'encoding'],
    ['an escape that is none', `${plain()}&openid.x=%zz`, 'encoding'],
    ['bytes that are not UTF-8', `${plain()}&openid.x=%ff`, 'encoding'],
    ['an over-long slash', `${plain()}&openid.x=%C0%AF`, 'encoding'],
    ['an encoded surrogate', `${plain()}&openid.x=%ED%A0%80`, 'encoding'],
    ['a raw space', `${plain()} `, 'encoding'],
    ['a raw hash', `${plain()}#openid.x=1`, 'encoding'],
    ['raw text beyond ASCII', `${plain()}&openid.x=ö`, 'encoding'],
    ['a raw lone surrogate', `${plain()}&openid.x=\ud800`, 'encoding'],
    ['an old %u escape', `${plain()}&openid.x=%u0041`, 'encoding'],
  ])('refuses %s', (_name, query, reason) => {
    expect(check(query)).toEqual({ outcome: 'refused', reason });
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

describe('the nonce', () => {
  const at = (offsetMs: number) => nonceAt(new Date(NOW.getTime() + offsetMs));
  test.each<[string, string, string]>([
    ['old', at(-301_000), 'nonce_age'],
    ['from the future', at(301_000), 'nonce_age'],
    ['of another century', '1926-03-01T12:00:00Zx', 'nonce_age'],
    ['empty', '', 'nonce_form'],
    ['without a time', 'abcdef', 'nonce_form'],
    ['with fractions', '2026-03-01T12:00:00.000Zx', 'nonce_form'],
    ['with another zone', '2026-03-01T12:00:00+00:00x', 'nonce_form'],
    ['in small letters', '2026-03-01t12:00:00zx', 'nonce_form'],
    ['with a leading space', ' 2026-03-01T12:00:00Zx', 'nonce_form'],
    ['with a space inside', '2026-03-01T12:00:00Za b', 'nonce_form'],
    ['beyond ASCII', '2026-03-01T12:00:00Zö', 'nonce_form'],
    ['on 30 February', '2026-02-30T12:00:00Zx', 'nonce_form'],
    ['on day 99', '2026-03-99T12:00:00Zx', 'nonce_form'],
    ['at 24 o’clock', '2026-02-28T24:00:00Zx', 'nonce_form'],
    ['over 255 characters', nonceAt(NOW, 'x'.repeat(236)), 'nonce_form'],
  ])('is refused when %s', (_name, nonce, reason) => {
    expect(check(signed({ response_nonce: nonce }))).toEqual({ outcome: 'refused', reason });
  });

  test('is refused when missing', () => {
    const query = queryOf(withSignedList(without(valid(), 'response_nonce')));
    expect(check(query)).toMatchObject({ outcome: 'refused', reason: 'unsigned_field' });
  });
});

describe('the profile', () => {
  const profileOf = (fields: Fields) => {
    const result = check(queryOf(withSignedList(fields)));
    return result.outcome === 'accepted' ? result.profile : result;
  };
  const base = () =>
    without(valid(), 'ns.sreg', 'sreg.nickname', 'sreg.email', 'sreg.fullname', 'sreg.language');
  const nothing = { nickname: null, email: null, fullName: null, language: null };

  test.each<[string, Fields, object]>([
    ['withheld', {}, nothing],
    [
      'ticked in part',
      { 'ns.sreg': SREG, 'sreg.email': 'a@b.example' },
      { ...nothing, email: 'a@b.example' },
    ],
    ['empty', { 'ns.sreg': SREG, 'sreg.email': '', 'sreg.nickname': '  ' }, nothing],
    ['under another alias', { 'ns.q': SREG, 'q.email': 'a@b.example' }, { ...nothing, email: 'a@b.example' }],
    ['without a namespace', { 'sreg.email': 'a@b.example' }, nothing],
    ['of sreg 1.0', { 'ns.sreg': 'http://openid.net/sreg/1.0', 'sreg.email': 'a@b.example' }, nothing],
    ['under an alias that is AX', { 'ns.sreg': AX, 'sreg.email': 'a@b.example' }, nothing],
    [
      'under both, one of them AX',
      { 'ns.sreg': AX, 'sreg.email': 'evil@b.example', 'ns.x': SREG, 'x.email': 'a@b.example' },
      { ...nothing, email: 'a@b.example' },
    ],
    [
      'of AX alone',
      { 'ns.ax': AX, 'ax.type.email': 'http://axschema.org/contact/email', 'ax.value.email': 'x' },
      nothing,
    ],
    ['with a dotted alias', { 'ns.a.b': SREG, 'a.b.email': 'a@b.example' }, nothing],
  ])('is read when %s', (_name, fields, profile) => {
    expect(profileOf({ ...base(), ...fields })).toEqual(profile);
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

function identifiers(rest: string, host = SSO_URL): Fields {
  return { claimed_id: host + rest, identity: host + rest };
}
