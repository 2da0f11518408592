import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '@ubuntu-aliases/shared';
import type { Part, Texts } from './catalogue.ts';
import { initialLocale, saveLocale, toLocale } from './locale.ts';

const NAMESPACE = 'translation';

/** The first load brings these words; the others come with the pages that use them. */
const frames: Record<Locale, () => Promise<Texts>> = {
  en: async () => (await import('./en.ts')).en,
  ko: async () => (await import('./ko.ts')).ko,
};

const parts = import.meta.glob<Texts>('./parts/*/*.ts', { import: 'texts' });

const wantedParts = new Set<Part>();
const loaded = new Set<string>();

export function currentLocale(): Locale {
  return toLocale(i18next.language) ?? 'en';
}

async function loadInto(locale: Locale, part: Part | 'frame'): Promise<void> {
  if (loaded.has(`${locale}/${part}`)) return;
  const load = part === 'frame' ? frames[locale] : parts[`./parts/${part}/${locale}.ts`];
  if (!load) throw new Error(`no words of ${part} in ${locale}`);
  i18next.addResourceBundle(locale, NAMESPACE, await load(), true, true);
  loaded.add(`${locale}/${part}`);
}

/** Brings a part of the catalogue in the language that is shown, now and after a change of language. */
export async function loadPart(part: Part): Promise<void> {
  wantedParts.add(part);
  await loadInto(currentLocale(), part);
}

export async function showLocale(locale: Locale): Promise<void> {
  await Promise.all((['frame', ...wantedParts] as const).map((part) => loadInto(locale, part)));
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** The reader's own choice: kept for the next visit. */
export async function chooseLocale(locale: Locale): Promise<void> {
  saveLocale(locale);
  await showLocale(locale);
}

export async function startI18n(locale: Locale = initialLocale()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: {},
    // Keys are flat and contain dots of their own.
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await showLocale(locale);
}
