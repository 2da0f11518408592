import 'i18next';
import type { PartTexts } from './catalogue.ts';
import type { en } from './en.ts';

type Both<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof en & Both<PartTexts[keyof PartTexts]> };
  }
}
