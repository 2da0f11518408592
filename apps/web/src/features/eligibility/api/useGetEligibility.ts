import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Eligibility } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

export const eligibilityQuery = queryOptions({
  queryKey: ['eligibility'],
  queryFn: async ({ signal }) => (await api.get<Eligibility>('me/eligibility', { signal })).body,
});

export function useGetEligibility() {
  const { data, isPending, error, refetch } = useQuery(eligibilityQuery);
  return { eligibility: data ?? null, isPending, error, retry: () => void refetch() };
}
