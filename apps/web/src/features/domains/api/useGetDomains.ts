import { useQuery } from '@tanstack/react-query';
import type { AdminDomainDetail, AdminDomainPage } from '@ubuntu-aliases/shared';
import { api, type Answer } from '../../../api/client.ts';

export const domainListKey = ['admin-domains'] as const;
export const domainKey = (id: string) => ['admin-domain', id] as const;

export interface TaggedDomain {
  domain: AdminDomainDetail;
  etag: string | null;
}

/** All that the reader may see; there are few. */
export function useGetDomains() {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: domainListKey,
    queryFn: async ({ signal }) => {
      const items: AdminDomainPage['items'] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const searchParams: URLSearchParams = new URLSearchParams({
          limit: '100',
          ...(cursor && { cursor }),
        });
        const { body }: Answer<AdminDomainPage> = await api.get<AdminDomainPage>('admin/domains', {
          signal,
          searchParams,
        });
        items.push(...body.items);
        cursor = body.nextCursor;
      }
      return items;
    },
  });
  return { domains: data ?? null, isPending, error, retry: () => void refetch() };
}

export function useGetDomain(id: string) {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: domainKey(id),
    queryFn: async ({ signal }): Promise<TaggedDomain> => {
      const { body, etag } = await api.get<AdminDomainDetail>(`admin/domains/${encodeURIComponent(id)}`, {
        signal,
      });
      return { domain: body, etag };
    },
  });
  return { domain: data?.domain ?? null, isPending, error, retry: () => void refetch() };
}
