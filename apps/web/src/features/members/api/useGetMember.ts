import { queryOptions, useQuery } from '@tanstack/react-query';
import type { AdminMemberDetail } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { memberKey, memberPath } from './keys.ts';

export interface TaggedMember {
  member: AdminMemberDetail;
  etag: string | null;
}

const memberQuery = (id: string) =>
  queryOptions({
    queryKey: memberKey(id),
    queryFn: async ({ signal }): Promise<TaggedMember> => {
      const { body, etag } = await api.get<AdminMemberDetail>(memberPath(id), { signal });
      return { member: body, etag };
    },
  });

export function useGetMember(id: string) {
  const { data, isPending, error, refetch } = useQuery(memberQuery(id));
  return {
    member: data?.member ?? null,
    etag: data?.etag ?? null,
    isPending,
    error,
    retry: () => void refetch(),
  };
}
