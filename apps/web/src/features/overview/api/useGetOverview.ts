import { useQuery } from '@tanstack/react-query';
import type { Overview } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

export function useGetOverview() {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['overview'],
    queryFn: async ({ signal }) => (await api.get<Overview>('admin/overview', { signal })).body,
    // Somebody may leave it open on a screen.
    refetchInterval: 60_000,
  });
  return { overview: data ?? null, isPending, error, retry: () => void refetch() };
}
