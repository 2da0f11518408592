import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Alias, Page } from '@ubuntu-aliases/shared';
import { aliasesKey } from './keys.ts';

type AliasPages = InfiniteData<Page<Alias>, string | null>;

/** Shows an address as it is now, in the list. */
export function showAlias(client: QueryClient, id: string, change: Partial<Alias>): void {
  client.setQueryData<AliasPages>(
    aliasesKey,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((alias) => (alias.id === id ? { ...alias, ...change } : alias)),
        })),
      },
  );
}

export function findAlias(client: QueryClient, id: string): Alias | undefined {
  return client
    .getQueryData<AliasPages>(aliasesKey)
    ?.pages.flatMap((page) => page.items)
    .find((alias) => alias.id === id);
}
