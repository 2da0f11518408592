import { describe, expect, it } from 'vitest';
import { suggestAddress } from './typo.ts';

describe('a guess at what was meant', () => {
  it.each([
    ['mira@gmial.com', 'mira@gmail.com'],
    ['Mira@gmail.con', 'Mira@gmail.com'],
    ['mira@gmail.co', 'mira@gmail.com'],
    ['mira@hotnail.com', 'mira@hotmail.com'],
    ['mira@outlok.com', 'mira@outlook.com'],
    ['mira@navre.com', 'mira@naver.com'],
    ['mira@protonnmail.con', 'mira@protonmail.com'],
    ['a@b@gmial.com', 'a@b@gmail.com'],
  ])('%s → %s', (typed, meant) => expect(suggestAddress(typed)).toBe(meant));

  it.each([
    ...['mira@gmail.com', 'mira@mail.com', 'mira@gmx.de', 'mira@web.de', 'mira@example.org'],
    ...['mira@yahoo.de', 'mira@outlook.fr', 'mira', '@gmial.com', '', 'mira@ubuntu.com', 'mira@GMAIL.com'],
  ])('none for %s', (typed) => expect(suggestAddress(typed)).toBeNull());
});
