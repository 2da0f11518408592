import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { createTranslate, type TextKey } from './translate.ts';

const texts = {
  plain: "It's as it is",
  'who.is': '{who} is <b>{ who }</b>',
  stay: '{count, plural, one {# day} few {# (few)} other {# days}} of {all, number}',
  an: '{sound, select, vowel {an} other {a}} {title}',
  page: '{page, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} page',
};
const said = { en: createTranslate('en', texts), ko: createTranslate('ko', texts) };

describe('a message of the catalogue', () => {
  it.each([
    ['plain', {}, "It's as it is"],
    ['who.is', { who: '$& {count} <i/>' }, '$& {count} <i/> is <b>$& {count} <i/></b>'],
    ['stay', { count: 1, all: 2000 }, '1 day of 2,000'],
    ['stay', { count: 2000, all: 1 }, '2,000 days of 1'],
    ['an', { title: 'Kubuntu' }, 'a Kubuntu'],
    ['an', { title: 'Edubuntu', sound: 'vowel' }, 'an Edubuntu'],
    ['an', { title: 'x', sound: 'constructor' }, 'a x'],
    ['page', { page: 22 }, '22nd page'],
    ['page', { page: 13 }, '13th page'],
    ['who.is', {}, ' is <b></b>'],
    ['nowhere', {}, 'nowhere'],
  ])('%s with %j', (key, values, expected) => {
    expect(said.en(key as TextKey, values)).toBe(expected);
  });

  it('takes the plural forms that its language has', () => {
    expect(said.ko('stay' as TextKey, { count: 1, all: 1 })).toBe('1 days of 1');
    // Prepared for languages with more forms than ours have.
    expect(createTranslate('pl' as 'en', texts)('stay' as TextKey, { count: 3, all: 5 })).toBe(
      '3 (few) of 5',
    );
  });

  it('is the same when it was parsed in the build', () => {
    const parsed = { stay: parse(texts.stay, { ignoreTag: true }) };
    expect(createTranslate('en', parsed)('stay' as TextKey, { count: 1, all: 3 })).toBe('1 day of 3');
  });
});
