import type { Locale } from '@ubuntu-aliases/shared';
import { IntlMessageFormat } from 'intl-messageformat';
import type { PartTexts, Texts } from './catalogue.ts';
import type { en } from './en.ts';
import { createFormatters } from './formatters.ts';

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Both) => void
  ? Both
  : never;

/** What can be said: a key of the catalogue. */
export type TextKey = keyof (typeof en & All<PartTexts[keyof PartTexts]>);

export type Values = Readonly<Record<string, string | number | undefined>>;

export type Translate = (key: TextKey, values?: Values) => string;

/**
 * Says a message of the catalogue (ICU MessageFormat) with its values. Marks like `<address/>` are left for `Rich`.
 * What a message is made ready for is kept: the same one is said again and again.
 */
export function createTranslate(locale: Locale, texts: Texts): Translate {
  const formatters = createFormatters();
  const ready = new Map<string, IntlMessageFormat>();
  return (key, values = {}) => {
    const text = texts[key];
    if (text === undefined) return key;
    if (typeof text === 'string' && !text.includes('{')) return text;
    let message = ready.get(key);
    if (!message) {
      message = new IntlMessageFormat(text, locale, undefined, { formatters, ignoreTag: true });
      ready.set(key, message);
    }
    // A value that nobody gave leaves a gap in the sentence instead of taking the page down.
    return String(message.format(new Proxy(values, { has: () => true })));
  };
}
