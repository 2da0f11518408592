import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { Alias, Page } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

/** One's own addresses, a page at a time; nearly everybody has all of them on the first. */
export const aliasesQuery = infiniteQueryOptions({
  queryKey: ['aliases'],
  queryFn: async ({ signal, pageParam }) => {
    const searchParams = new URLSearchParams(pageParam === null ? {} : { cursor: pageParam });
    return (await api.get<Page<Alias>>('aliases', { signal, searchParams })).body;
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

export function useGetAliases() {
  const query = useInfiniteQuery(aliasesQuery);
  return {
    aliases: query.data?.pages.flatMap((page) => page.items) ?? null,
    isPending: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}
