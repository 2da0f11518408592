import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAssertion, readState } from './openid-assertion.ts';
import { localPath } from './return-path.ts';
import { NOW, RETURN_TO, SSO_URL, answerFields, queryOf, toQuery, withSignedList } from './testing/answer.ts';

const IDENTIFIER = `${SSO_URL}/+id/AbC1234`;
const fields = withSignedList(answerFields({ ssoUrl: SSO_URL, returnTo: RETURN_TO, now: NOW }));
const query = queryOf(fields);
const check = (text: string) => checkAssertion(text, { ssoUrl: SSO_URL, returnTo: RETURN_TO, now: NOW });

/** What a provider would be asked about, and so what it would compare with its signature. */
const signedText = (params: ReadonlyMap<string, string>) =>
  (params.get('openid.signed') ?? '')
    .split(',')
    .map((name) => `${name}:${params.get(`openid.${name}`)}\n`)
    .join('');
const accepted = check(query);
const original = accepted.outcome === 'accepted' ? signedText(accepted.params) : '';

/** An accepted answer names the same person, or the provider would see another text than it signed. */
function expectSamePerson(text: string): void {
  const result = check(text);
  if (result.outcome !== 'accepted' || signedText(result.params) !== original) return;
  expect(result.claimedIdentifier).toBe(IDENTIFIER);
  expect(result.profile.email).toBe('ada@example.org');
  expect(result.nonce.value).toBe(fields.response_nonce);
}

const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
const position = fc.integer({ min: 0, max: query.length - 1 });

test('changing, adding or dropping any byte gives no other person', () => {
  expect(original).toContain(`claimed_id:${IDENTIFIER}\n`);
  fc.assert(
    fc.property(position, byte, fc.constantFrom(0, 1), (at, char, dropped) => {
      expectSamePerson(query.slice(0, at) + char + query.slice(at + dropped));
    }),
    { numRuns: 1000 },
  );
  for (let at = 0; at < query.length; at += 1) expectSamePerson(query.slice(0, at) + query.slice(at + 1));
});

test('changing any parameter, or adding any, gives no other person', () => {
  const names = Object.keys(fields).map((name) => `openid.${name}`);
  const name = fc.oneof(
    fc.constantFrom(
      ...names,
      'openid.ns.x',
      'openid.x.email',
      'openid.ns.ax',
      'openid.ax.value.claimedIdentifier',
    ),
    fc.string().map((text) => `openid.${text}`),
    fc.string(),
  );
  const value = fc.oneof(
    fc.constantFrom(...Object.values(fields), `${SSO_URL}/+id/root`, 'https://evil.example/+id/AbC1234'),
    fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value, fc.boolean()), { minLength: 1, maxLength: 4 }), (changes) => {
      const pairs = Object.entries(fields).map(([key, text]): [string, string] => [`openid.${key}`, text]);
      for (const [key, text, isReplacement] of changes) {
        const index = pairs.findIndex(([existing]) => existing === key);
        if (isReplacement && index >= 0) pairs[index] = [key, text];
        else pairs.push([key, text]);
      }
      expectSamePerson(toQuery(pairs.filter(([key]) => key.isWellFormed())));
    }),
    { numRuns: 250 },
  );
});

test('no text at all throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'%&=+#ab0\n\ud800') })),
      (text) => {
        expect(check(text).outcome).not.toBe('accepted');
        readState(text);
      },
    ),
    { numRuns: 250 },
  );
});

test('a path that is kept stays on its own site', () => {
  const text = fc.string({ unit: fc.constantFrom(...'/\\.:@?#%25fFcC0aA\t\r\n ', 'evil.example') });
  fc.assert(
    fc.property(text, (rest) => {
      const path = localPath(`/${rest}`);
      if (path !== null) {
        const url = new URL(path, 'https://aliases.example/x/y');
        expect(url.origin).toBe('https://aliases.example');
        expect(url.pathname).toBe(path.split(/[?#]/)[0]);
      }
    }),
    { numRuns: 1000 },
  );
});
