import { useQuery } from '@tanstack/react-query';
import type { PendingClaim } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

export const claimsKey = ['claims'] as const;

/** Addresses of the service before for which a link was mailed. */
export function useGetClaims() {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: claimsKey,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: PendingClaim[] }>('me/claims', { signal })).body.items,
  });
  return { claims: data ?? null, isPending, error, retry: () => void refetch() };
}
