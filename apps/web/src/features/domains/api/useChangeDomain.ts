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

export const useRetireDomain = (id: string) =>
  useDomainAnswer((given: RetireDomain) => api.post<AdminDomainDetail>(`${path(id)}/retire`, given));

export const useUnretireDomain = (id: string) =>
  useDomainAnswer((reason: string) => api.post<AdminDomainDetail>(`${path(id)}/unretire`, { reason }));

export function useUpdateDomain(id: string) {
  const client = useQueryClient();
  return useDomainAnswer((change: UpdateDomain) => {
    const etag = client.getQueryData<TaggedDomain>(domainKey(id))?.etag ?? null;
    return api.patch<AdminDomainDetail>(path(id), change, etag);
  });
}
