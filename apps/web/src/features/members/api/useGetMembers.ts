import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AdminMember, Page } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { writeFilters, type Filters } from '../filters.ts';
import { memberListKey } from './keys.ts';

interface MemberPage extends Page<AdminMember> {
  total: number;
}

export function useGetMembers(filters: Filters) {
  const params = writeFilters(filters);
  const query = useInfiniteQuery({
    queryKey: [...memberListKey, params.toString()],
    queryFn: async ({ signal, pageParam }) => {
      const searchParams = new URLSearchParams(params);
      searchParams.set('limit', '50');
      if (pageParam !== null) searchParams.set('cursor', pageParam);
      return (await api.get<MemberPage>('admin/members', { signal, searchParams })).body;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  return {
    members: query.data?.pages.flatMap((page) => page.items) ?? null,
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
