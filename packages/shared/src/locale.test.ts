import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { isLocale, LOCALES, pickLocale } from './locale.ts';

test.each([
  [null, 'en'], [undefined, 'en'], ['', 'en'], ['*', 'en'], ['ko', 'ko'], ['KO', 'ko'], ['ko-KR', 'ko'], ['ko-Hang-KR', 'ko'],
  ['en-GB', 'en'], ['fr', 'en'], ['fr, ko', 'ko'], ['en, ko', 'en'], ['ko, en', 'ko'], ['en;q=0.5, ko', 'ko'],
  ['en;q=0.8,ko;q=0.9', 'ko'], ['fr;q=1, ko;q=0.1, en;q=0.2', 'en'], ['ko;q=0, en;q=0.1', 'en'], ['ko;q=0', 'en'],
  ['ko;q=0.000,*;q=0.5', 'en'], ['ko ; q=0.9 , en ; q=0.8', 'ko'], ['ko;q=x', 'ko'], ['ko;q=1.2.3, en;q=0.1', 'en'],
  ['kok', 'en'], ['k', 'en'], [',,;;q=,', 'en'], ['ko;level=1;q=0.2, en;q=0.3', 'en'], ['ko_KR', 'en'],
] as const)('%j asks for %s', (header, expected) => {
  expect(pickLocale(header)).toBe(expected);
}); // prettier-ignore

it('answers any header with a language that there is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(0x2ff)).map((units) => String.fromCharCode(...units)),
      (header) => isLocale(pickLocale(header)),
    ),
  );
});

it('follows the weights, and the order where they are equal', () => {
  const weight = fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000);
  fc.assert(
    fc.property(weight, weight, (en, ko) => {
      expect(pickLocale(`en;q=${en}, ko;q=${ko}`)).toBe(ko > en ? 'ko' : 'en');
    }),
  );
});

test.each([['en', true], ['ko', true], ['EN', false], ['', false], ['toString', false]])(
  'isLocale(%j) is %s', (text, expected) => {
    expect(isLocale(text)).toBe(expected);
    expect((LOCALES as readonly string[]).includes(text)).toBe(expected);
  }); // prettier-ignore
