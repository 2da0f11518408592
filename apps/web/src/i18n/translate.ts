import type { Locale } from '@ubuntu-aliases/shared';
import type { PartTexts, Texts } from './catalogue.ts';
import type { en } from './en.ts';

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Both) => void
  ? Both
  : never;
type FullKey = keyof (typeof en & All<PartTexts[keyof PartTexts]>);
type Stem<Key> = Key extends `${infer Start}_${'one' | 'other' | 'vowel'}` ? Start : never;

/** What can be said: a key of the catalogue, without the ending that a number or a context chooses. */
export type TextKey = FullKey | Stem<FullKey>;

export interface Values {
  /** Chooses among the plural forms that the language has (CLDR: zero, one, two, few, many, other). */
  count?: number;
  /** Chooses a variant where the catalogue has one. */
  context?: string;
  [name: string]: string | number | undefined;
}

export type Translate = (key: TextKey, values?: Values) => string;

/** Says a key with `{{name}}` filled in and `{{count, number}}` written as the language writes numbers. */
export function createTranslate(locale: Locale, texts: Texts): Translate {
  // Made when they are first needed: a slow telephone takes a tenth of a second for each, and landing pages count nothing.
  let plural: Intl.PluralRules | undefined;
  let number: Intl.NumberFormat | undefined;
  const formOf = (count: number) => (plural ??= new Intl.PluralRules(locale)).select(count);
  const fill = (value: string | number | undefined, isNumber: boolean) =>
    typeof value === 'number' && isNumber
      ? (number ??= new Intl.NumberFormat(locale)).format(value)
      : String(value ?? '');
  return (key, values = {}) => {
    const { count, context } = values;
    const text =
      (context === undefined ? undefined : texts[`${key}_${context}`]) ??
      (count === undefined ? undefined : (texts[`${key}_${formOf(count)}`] ?? texts[`${key}_other`])) ??
      texts[key] ??
      key;
    return text.replace(/\{\{\s*(\w+)(,\s*number)?\s*\}\}/g, (_, name: string, isNumber?: string) =>
      fill(values[name], isNumber !== undefined),
    );
  };
}
