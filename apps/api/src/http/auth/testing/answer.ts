import { randomBytes } from 'node:crypto';

export type Fields = Record<string, string>;

export const SSO_URL = 'https://sso.example';
export const RETURN_TO = `https://aliases.example/auth/ubuntu/callback?state=${'s'.repeat(43)}`;
export const NOW = new Date('2026-03-01T12:00:00Z');
export const SREG = 'http://openid.net/extensions/sreg/1.1';

export function nonceAt(time: Date, unique = randomBytes(6).toString('hex')): string {
  return `${time.toISOString().slice(0, 19)}Z${unique}`;
}

/** The fields of a positive answer, without `openid.`, before signing. */
export function answerFields(answer: { ssoUrl: string; returnTo: string; now: Date }): Fields {
  return {
    ns: 'http://specs.openid.net/auth/2.0',
    mode: 'id_res',
    op_endpoint: `${answer.ssoUrl}/+openid`,
    claimed_id: `${answer.ssoUrl}/+id/AbC1234`,
    identity: `${answer.ssoUrl}/+id/AbC1234`,
    return_to: answer.returnTo,
    response_nonce: nonceAt(answer.now),
    assoc_handle: `{HMAC-SHA256}{${randomBytes(6).toString('hex')}}`,
    'ns.sreg': SREG,
    'sreg.nickname': 'ada',
    'sreg.email': 'ada@example.org',
    'sreg.fullname': 'Ada Lovelace + Söhne & Co',
    'sreg.language': 'en',
  };
}

/**
 * A signed list over everything, as the provider's library writes it: sorted and with `signed`
 * itself.
 */
export function signedListOf(fields: Fields): string {
  return [...Object.keys(fields), 'signed'].sort().join(',');
}

export function withSignedList(fields: Fields, sig = 'c2ln'): Fields {
  return { ...fields, signed: signedListOf(fields), sig };
}

/** `name=value` pairs of a query; names are given with `openid.`. */
export function toQuery(pairs: Iterable<readonly [string, string]>): string {
  return [...pairs].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

export function queryOf(fields: Fields, state = 's'.repeat(43)): string {
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [`openid.${name}`, value]);
  return toQuery([['state', state], ...pairs]);
}

export const valid = (): Fields => answerFields({ ssoUrl: SSO_URL, returnTo: RETURN_TO, now: NOW });

export function without(fields: Fields, ...names: string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** Signed as it is: what a provider would sign if it could be talked into these values. */
export const signed = (changes: Fields): string => queryOf(withSignedList({ ...valid(), ...changes }));

/** Added after signing: what anybody on the way can do. */
export const added = (changes: Fields): string => queryOf({ ...withSignedList(valid()), ...changes });

/** One person under both names of theirs. */
export function identifiers(rest: string, host = SSO_URL): Fields {
  return { claimed_id: host + rest, identity: host + rest };
}
