import { lazy, type ComponentType } from 'react';
import type { Part } from './i18n/catalogue.ts';
import { loadPart } from './i18n/index.ts';

/** A page with its script and its words loaded together when it is first opened. */
export function lazyPage<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
  ...parts: Part[]
) {
  return lazy(async () => {
    const [module] = await Promise.all([load(), loadPart('pages'), ...parts.map(loadPart)]);
    return { default: module[name] };
  });
}
