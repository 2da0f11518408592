import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** What another language must provide for an English catalogue; a missing key does not compile. */
export type Translated<Source> = Record<keyof Source, string>;

/** ICU MessageFormat: as it is written, or parsed in the build. */
export type Texts = Readonly<Record<string, string | MessageFormatElement[]>>;

/**
 * The parts of the catalogue that come with the pages that use them. A feature adds one of its own with a line
 * here and the files `parts/<name>/en.ts` and `ko.ts`, each exporting `texts`; `lazyPage` loads it by its name.
 */
export interface PartTexts {
  pages: typeof import('./parts/pages/en.ts').texts;
  domains: typeof import('./parts/domains/en.ts').texts;
  members: typeof import('./parts/members/en.ts').texts;
  overview: typeof import('./parts/overview/en.ts').texts;
  addresses: typeof import('./parts/addresses/en.ts').texts;
  account: typeof import('./parts/account/en.ts').texts;
  activity: typeof import('./parts/activity/en.ts').texts;
  'mail-links': typeof import('./parts/mail-links/en.ts').texts;
  admin: typeof import('./parts/admin/en.ts').texts;
  claims: typeof import('./parts/claims/en.ts').texts;
  registers: typeof import('./parts/registers/en.ts').texts;
  sync: typeof import('./parts/sync/en.ts').texts;
}

export type Part = keyof PartTexts;
