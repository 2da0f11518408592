import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AddDomain, AdminDomainDetail, RetireDomain, UpdateDomain } from '@ubuntu-aliases/shared';
import { api, type Answer } from '../../../api/client.ts';
import { domainKey, domainListKey, type TaggedDomain } from './useGetDomains.ts';

/** What is done to one domain; each answer is the domain as it is then. */
function useDomainAnswer<T>(send: (given: T) => Promise<Answer<AdminDomainDetail>>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: ({ body, etag }) => {
      client.setQueryData<TaggedDomain>(domainKey(body.id), { domain: body, etag });
      void client.invalidateQueries({ queryKey: domainListKey });
    },
  });
}

const path = (id: string) => `admin/domains/${encodeURIComponent(id)}`;

export const useAddDomain = () =>
  useDomainAnswer((domain: AddDomain) => api.post<AdminDomainDetail>('admin/domains', domain));

export const useCheckDomain = (id: string) =>
  useDomainAnswer((_: void) => api.post<AdminDomainDetail>(`${path(id)}/checks`));

export const useProveDomain = (id: string) =>
  useDomainAnswer((reason: string) => api.post<AdminDomainDetail>(`${path(id)}/prove`, { reason }));

/** The tag of what is shown: somebody else's newer change is then not passed over. */
function useEtagOf(id: string): () => string | null {
  const client = useQueryClient();
  return () => client.getQueryData<TaggedDomain>(domainKey(id))?.etag ?? null;
}

export function useRetireDomain(id: string) {
  const etag = useEtagOf(id);
  return useDomainAnswer((given: RetireDomain) =>
    api.post<AdminDomainDetail>(`${path(id)}/retire`, given, undefined, etag()),
  );
}

export function useUnretireDomain(id: string) {
  const etag = useEtagOf(id);
  return useDomainAnswer((reason: string) =>
    api.post<AdminDomainDetail>(`${path(id)}/unretire`, { reason }, undefined, etag()),
  );
}

export function useUpdateDomain(id: string) {
  const etag = useEtagOf(id);
  return useDomainAnswer((change: UpdateDomain) => api.patch<AdminDomainDetail>(path(id), change, etag()));
}
