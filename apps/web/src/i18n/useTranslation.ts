import { useSyncExternalStore } from 'react';
import type { Locale } from '@ubuntu-aliases/shared';
import type { Texts } from './catalogue.ts';
import { createTranslate, type Translate } from './translate.ts';

interface Shown {
  locale: Locale;
  t: Translate;
}

const catalogues: Partial<Record<Locale, Record<string, Texts[string]>>> = {};
const catalogueOf = (locale: Locale) =>
  (catalogues[locale] ??= Object.create(null) as Record<string, Texts[string]>);
const show = (locale: Locale): Shown => ({ locale, t: createTranslate(locale, catalogueOf(locale)) });

let shown = show('en');
const listeners = new Set<() => void>();

export const currentLocale = (): Locale => shown.locale;

export function addTexts(locale: Locale, texts: Texts): void {
  Object.assign(catalogueOf(locale), texts);
}

/** From here on everything is said in this language. */
export function speak(locale: Locale): void {
  if (locale === shown.locale) return;
  shown = show(locale);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words for a component; it is drawn anew when the language changes. */
export function useTranslation(): Shown {
  return useSyncExternalStore(subscribe, () => shown);
}
