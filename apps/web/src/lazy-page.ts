import type { QueryClient } from '@tanstack/react-query';
import { lazy, type ComponentType } from 'react';
import type { Part } from './i18n/catalogue.ts';
import { loadPart } from './i18n/index.ts';

type Module<Name extends string> = Record<Name, ComponentType> & {
  /** Asks for what the page shows first. */
  prefetch?: (client: QueryClient) => void;
};

/**
 * A page with its script and its words loaded together when it is first opened. `bring` does that before,
 * `prepare` asks for the page's data as well: somebody is about to follow a link to it.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Module<Name>>,
  name: Name,
  ...parts: Part[]
) {
  const bring = async () => {
    const [module] = await Promise.all([load(), loadPart('pages'), ...parts.map(loadPart)]);
    return module;
  };
  const prepare = async (client: QueryClient) => (await bring()).prefetch?.(client);
  return Object.assign(
    lazy(async () => ({ default: (await bring())[name] })),
    { bring, prepare },
  );
}
