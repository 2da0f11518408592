import type { Locale } from '@ubuntu-aliases/shared';

/** Each language by its own name. A record, so that a new one cannot be forgotten here. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', ko: '한국어' };
export const LOCALES = Object.keys(LANGUAGE_NAMES) as Locale[];

export function toLocale(tag: string | null | undefined): Locale | null {
  const base = tag?.toLowerCase().split('-')[0];
  return LOCALES.find((locale) => locale === base) ?? null;
}

const STORAGE_KEY = 'locale';

export function savedLocale(): Locale | null {
  try {
    return toLocale(localStorage.getItem(STORAGE_KEY));
  } catch {
    return null;
  }
}

export function saveLocale(locale: Locale): void {
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the page.
  }
}

/** What was chosen here before, else the browser's languages in their order, else English. */
export function initialLocale(): Locale {
  return savedLocale() ?? navigator.languages.map(toLocale).find((locale) => locale !== null) ?? 'en';
}
