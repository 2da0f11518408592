import type { Formatters } from 'intl-messageformat';

/**
 * What messages are written with, made when it is first needed and once for all messages: a slow telephone takes a
 * tenth of a second for each, and the landing pages count nothing.
 */
export function createFormatters(): Formatters {
  const made = new Map<string, unknown>();
  function once<T>(kind: string, options: unknown, make: () => T): T {
    const key = `${kind} ${JSON.stringify(options)}`;
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  }
  return {
    getNumberFormat: (...args) => once('number', args, () => new Intl.NumberFormat(...args)),
    getDateTimeFormat: (...args) => once('date', args, () => new Intl.DateTimeFormat(...args)),
    getPluralRules: (...args) => once('plural', args, () => new Intl.PluralRules(...args)),
  };
}
