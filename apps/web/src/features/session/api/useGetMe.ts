import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Me, Member } from '@ubuntu-aliases/shared';
import { ApiError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import { meKey } from '../../../api/query-client.ts';

export interface Session {
  member: Member;
  etag: string | null;
}

/** Null is an answer: nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const { body, etag } = await api.get<Me>('me', { signal });
      return { member: body.member, etag };
    } catch (error) {
      if (error instanceof ApiError && error.code === 'auth.required') return null;
      throw error;
    }
  },
  // Another tab may have signed out, or an admin ended the session.
  refetchOnWindowFocus: 'always',
});

export function useGetMe() {
  const { data, isPending, error, refetch } = useQuery(meQuery);
  return { member: data?.member ?? null, isPending, error, retry: () => void refetch() };
}
