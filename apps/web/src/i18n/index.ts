import type { Locale } from '@ubuntu-aliases/shared';
import type { Part, Texts } from './catalogue.ts';
import { initialLocale, saveLocale } from './locale.ts';
import { addTexts, currentLocale, speak } from './useTranslation.ts';

/** The first load brings these words; the others come with the pages that use them. */
const frames: Record<Locale, () => Promise<Texts>> = {
  en: async () => (await import('./en.ts')).en,
  ko: async () => (await import('./ko.ts')).ko,
};

const parts = import.meta.glob<Texts>('./parts/*/*.ts', { import: 'texts' });

const wantedParts = new Set<Part>();
const loaded = new Set<string>();

async function loadInto(locale: Locale, part: Part | 'frame'): Promise<void> {
  if (loaded.has(`${locale}/${part}`)) return;
  const load = part === 'frame' ? frames[locale] : parts[`./parts/${part}/${locale}.ts`];
  if (!load) throw new Error(`no words of ${part} in ${locale}`);
  addTexts(locale, await load());
  loaded.add(`${locale}/${part}`);
}

/** Brings a part of the catalogue in the language that is shown, now and after a change of language. */
export async function loadPart(part: Part): Promise<void> {
  wantedParts.add(part);
  await loadInto(currentLocale(), part);
}

export async function showLocale(locale: Locale): Promise<void> {
  let known: number;
  do {
    known = wantedParts.size;
    await Promise.all((['frame', ...wantedParts] as const).map((part) => loadInto(locale, part)));
  } while (wantedParts.size > known); // A page that was opened meanwhile has brought the words of the other language.
  speak(locale);
  document.documentElement.lang = locale;
}

/** The reader's own choice: kept for the next visit. */
export async function chooseLocale(locale: Locale): Promise<void> {
  saveLocale(locale);
  await showLocale(locale);
}

export const startI18n = (): Promise<void> => showLocale(initialLocale());
