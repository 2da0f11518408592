import { describe, expect, it } from 'vitest';
import { createTranslate, type TextKey } from './translate.ts';

const texts = {
  plain: 'As it is',
  'who.is': '{{who}} is {{ who }}',
  stay_one: '{{count, number}} day',
  stay_few: '{{count, number}} (few)',
  stay_other: '{{count, number}} days',
  an: 'a {{title}}',
  an_vowel: 'an {{title}}',
};

describe('a text of the catalogue', () => {
  it.each([
    ['plain', {}, 'As it is'],
    ['who.is', { who: '$& {{count}} <b>' }, '$& {{count}} <b> is $& {{count}} <b>'],
    ['stay', { count: 1 }, '1 day'],
    ['stay', { count: 2000 }, '2,000 days'],
    ['an', { title: 'Kubuntu' }, 'a Kubuntu'],
    ['an', { title: 'Edubuntu', context: 'vowel' }, 'an Edubuntu'],
    ['an', { title: 'x', context: 'unheard' }, 'a x'],
    ['who.is', {}, ' is '],
    ['nowhere', {}, 'nowhere'],
  ])('%s with %j', (key, values, said) => {
    expect(createTranslate('en', texts)(key as TextKey, values)).toBe(said);
  });

  it('takes the plural forms that its language has', () => {
    expect(createTranslate('ko', texts)('stay' as TextKey, { count: 1 })).toBe('1 days');
    // Prepared for languages with more forms than ours have.
    expect(createTranslate('pl' as 'en', texts)('stay' as TextKey, { count: 3 })).toBe('3 (few)');
  });
});
