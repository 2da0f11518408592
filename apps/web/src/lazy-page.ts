import { lazy, type ComponentType } from 'react';
import type { Part } from './i18n/catalogue.ts';
import { loadPart } from './i18n/index.ts';

/** A page with its script and its words loaded together when it is first opened. */
export function lazyPage<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
  part: Part = 'pages',
) {
  return lazy(async () => {
    const [module] = await Promise.all([load(), loadPart('pages'), loadPart(part)]);
    return { default: module[name] };
  });
}
