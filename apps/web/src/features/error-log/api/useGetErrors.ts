import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { ErrorEntry, Page } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { toQuery, type Filters } from '../filters.ts';
import { errorListKey } from './keys.ts';

export interface ErrorPage extends Page<ErrorEntry> {
  total: number;
}
export type ErrorPages = InfiniteData<ErrorPage, string | null>;

export function useGetErrors(filters: Filters) {
  const params = toQuery(filters);
  const query = useInfiniteQuery({
    queryKey: [...errorListKey, params.toString()],
    queryFn: async ({ signal, pageParam }) => {
      const searchParams = new URLSearchParams(params);
      searchParams.set('limit', '50');
      if (pageParam !== null) searchParams.set('cursor', pageParam);
      return (await api.get<ErrorPage>('admin/errors', { signal, searchParams })).body;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  return {
    entries: query.data?.pages.flatMap((page) => page.items) ?? null,
    total: query.data?.pages[0]?.total ?? 0,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}
