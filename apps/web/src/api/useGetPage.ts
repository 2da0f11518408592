import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Page } from '@ubuntu-aliases/shared';
import { api } from './client.ts';

/** One page of a list; the page before stays on the screen until it is there. Another `version` reads it again. */
export function useGetPage<T extends Page<unknown>>(path: string, params: URLSearchParams, version = '') {
  const query = useQuery({
    queryKey: [path, 'page', params.toString(), version],
    queryFn: async ({ signal }) => (await api.get<T>(path, { signal, searchParams: params })).body,
    placeholderData: keepPreviousData,
  });
  return {
    page: query.data ?? null,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
