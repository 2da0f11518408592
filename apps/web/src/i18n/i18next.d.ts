import 'i18next';
import type { en } from './en.ts';
import type { enPages } from './en-pages.ts';
import type { enAdmin } from './en-admin.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof en & typeof enPages & typeof enAdmin };
  }
}
