import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Event, Page } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { toQuery, type Filters } from '../filters.ts';

/** What happened to me and my addresses, newest first. */
export function eventsQuery(filters: Filters) {
  const params = toQuery(filters);
  return infiniteQueryOptions({
    queryKey: ['events', params.toString()],
    queryFn: async ({ signal, pageParam }) => {
      const searchParams = new URLSearchParams(params);
      if (pageParam !== null) searchParams.set('cursor', pageParam);
      return (await api.get<Page<Event>>('me/events', { signal, searchParams })).body;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function useGetEvents(filters: Filters) {
  const query = useInfiniteQuery(eventsQuery(filters));
  return {
    events: query.data?.pages.flatMap((page) => page.items) ?? null,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}
