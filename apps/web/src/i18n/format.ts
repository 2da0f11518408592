import { useSyncExternalStore } from 'react';
import { useTranslation } from './useTranslation.ts';

let timeZone: string | undefined;
const listeners = new Set<() => void>();

/** The reader's own choice; without one, the browser's. */
export function showTimeZone(zone: string | null): void {
  if ((zone ?? undefined) === timeZone) return;
  timeZone = zone ?? undefined;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Under a week in words of distance, else null: then the date itself says more. */
export function formatRelative(date: Date, now: Date, locale: string): string | null {
  const distance = date.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size >= WEEK) return null;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (size < MINUTE) return format.format(0, 'second');
  if (size < HOUR) return format.format(Math.trunc(distance / MINUTE), 'minute');
  if (size < DAY) return format.format(Math.trunc(distance / HOUR), 'hour');
  return format.format(Math.trunc(distance / DAY), 'day');
}

export interface Format {
  number: (value: number) => string;
  date: (date: Date) => string;
  /** A day of the calendar, `2026-11-24`: the same one in every time zone. */
  day: (day: string) => string;
  dateTime: (date: Date) => string;
  relative: (date: Date) => string;
  list: (items: string[]) => string;
}

/** Numbers, dates and lists as the reader's language and time zone have them. */
export function useFormat(): Format {
  const { locale } = useTranslation();
  const zone = useSyncExternalStore(subscribe, () => timeZone);
  const date = (value: Date) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(value);
  return {
    number: (value) => new Intl.NumberFormat(locale).format(value),
    date,
    day: (value) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${value}T00:00Z`),
      ),
    dateTime: (value) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone: zone }).format(value),
    relative: (value) => formatRelative(value, new Date(), locale) ?? date(value),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
}
