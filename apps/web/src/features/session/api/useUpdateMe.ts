import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Me, UpdateMe } from '@ubuntu-aliases/shared';
import { ApiError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import { meQuery, type Session } from './useGetMe.ts';

/** Changes one's own settings; made from an older state it is tried once more on the newer one. */
export function useUpdateMe() {
  const client = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: async (change: UpdateMe): Promise<Session> => {
      const send = async () => {
        const session = await client.fetchQuery({ ...meQuery, staleTime: 0 });
        const { body, etag } = await api.patch<Me>('me', change, session?.etag ?? null);
        return { member: body.member, etag };
      };
      try {
        return await send();
      } catch (error) {
        if (error instanceof ApiError && error.code === 'request.precondition_failed') return send();
        throw error;
      }
    },
    onSuccess: (session) => client.setQueryData(meQuery.queryKey, session),
  });
  return { updateMe: mutate, error };
}
