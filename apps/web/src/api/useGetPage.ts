import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Page } from '@ubuntu-aliases/shared';
import { api } from './client.ts';

interface Options<T> {
  /** Another one reads the page again. */
  version?: string;
  /** While this holds it is read every other second, and only while somebody looks. */
  isMoving?: (page: T) => boolean;
}

const POLL = 2_000;

/** One page of a list; the page before stays on the screen until it is there. */
export function useGetPage<T extends Page<unknown>>(
  path: string,
  params: URLSearchParams,
  { version = '', isMoving = () => false }: Options<T> = {},
) {
  const query = useQuery({
    queryKey: [path, 'page', params.toString(), version],
    queryFn: async ({ signal }) => (await api.get<T>(path, { signal, searchParams: params })).body,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? POLL : false),
  });
  return {
    page: query.data ?? null,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
