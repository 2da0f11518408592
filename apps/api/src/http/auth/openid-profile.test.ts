import { describe, expect, test } from 'vitest';
import { checkAssertion } from './openid-assertion.ts';
import {
  NOW,
  RETURN_TO,
  SSO_URL,
  SREG,
  queryOf,
  valid,
  withSignedList,
  without,
  type Fields,
} from './testing/answer.ts';

const check = (query: string) => checkAssertion(query, { ssoUrl: SSO_URL, returnTo: RETURN_TO, now: NOW });
const AX = 'http://openid.net/srv/ax/1.0';

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
