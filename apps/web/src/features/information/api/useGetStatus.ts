import { useQuery } from '@tanstack/react-query';
import type { Status } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

export function useGetStatus() {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['status'],
    queryFn: async ({ signal }) => (await api.get<Status>('status', { signal })).body,
    refetchInterval: 60_000,
  });
  return { status: data ?? null, isPending, error, retry: () => void refetch() };
}
