import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Domain, DomainsResponse } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

export const domainsQuery = queryOptions({
  queryKey: ['domains'],
  queryFn: async ({ signal }) => (await api.get<DomainsResponse>('domains', { signal })).body,
  staleTime: 5 * 60_000,
});

export function useGetDomains() {
  const { data, isPending, error, refetch } = useQuery(domainsQuery);
  return { domains: data ?? null, isPending, error, retry: () => void refetch() };
}

export interface LandingDomain extends Domain {
  landingPath: string;
}

export function withLandingPage(domains: readonly Domain[]): LandingDomain[] {
  return domains.filter((domain): domain is LandingDomain => domain.landingPath !== null);
}
