import { queryOptions, useQuery } from '@tanstack/react-query';
import type { PendingClaim } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

export const claimsKey = ['claims'] as const;

/** Addresses of the service before for which a link was mailed. */
export const claimsQuery = queryOptions({
  queryKey: claimsKey,
  queryFn: async ({ signal }) =>
    (await api.get<{ items: PendingClaim[] }>('me/claims', { signal })).body.items,
});

export function useGetClaims() {
  const { data, isPending, error, refetch } = useQuery(claimsQuery);
  return { claims: data ?? null, isPending, error, retry: () => void refetch() };
}
