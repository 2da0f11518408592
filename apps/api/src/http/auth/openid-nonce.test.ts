import { describe, expect, test } from 'vitest';
import { checkAssertion } from './openid-assertion.ts';
import {
  NOW,
  RETURN_TO,
  SSO_URL,
  nonceAt,
  queryOf,
  signed,
  valid,
  withSignedList,
  without,
} from './testing/answer.ts';

const check = (query: string) => checkAssertion(query, { ssoUrl: SSO_URL, returnTo: RETURN_TO, now: NOW });

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
