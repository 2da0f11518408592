import type { Locale } from '@ubuntu-aliases/shared';
import { IntlMessageFormat } from 'intl-messageformat';
import { line, type Line } from './document.ts';

/** The messages are our own and few; making one ready, with its number formats, is most of the work. */
const ready = new Map<string, IntlMessageFormat>();

function readyMessage(locale: Locale, text: string): IntlMessageFormat {
  const key = `${locale} ${text}`;
  const known = ready.get(key) ?? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  ready.set(key, known);
  return known;
}

/**
 * A line that counts, in ICU MessageFormat: `{count, plural, one {# day} other {# days}} left`. A number chooses the
 * form and is written as the language writes it; a string is a value from outside, as in `line`.
 */
export function message(locale: Locale, text: string, values: Record<string, string | number | Line>): Line {
  const lines = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? line`${value}` : value,
  ]);
  // Lines go through as objects of their own, so that no value is ever read as words or as a part of the message.
  const parts = readyMessage(locale, text).formatToParts<Line>(
    Object.fromEntries(lines) as Record<string, number | Line>,
  );
  return { parts: parts.flatMap(({ value }) => (typeof value === 'string' ? [value] : value.parts)) };
}
