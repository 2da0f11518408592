import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MailCounts } from '@ubuntu-aliases/shared';
import { ApiError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import { mailCountsKey } from './keys.ts';

const pathOf = (id: string) => `aliases/${encodeURIComponent(id)}/mail-counts`;

const mailCountsQuery = (id: string) =>
  queryOptions({
    queryKey: mailCountsKey(id),
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const { body, etag } = await api.get<MailCounts>(pathOf(id), { signal });
      return { counts: body, etag };
    },
  });

/** How much mail an address has, and the switch. Made from what is shown: a change made elsewhere is shown instead. */
export function useMailCounts(aliasId: string) {
  const client = useQueryClient();
  const query = useQuery(mailCountsQuery(aliasId));
  const change = useMutation({
    mutationFn: async (isCounted: boolean) => {
      const { body, etag } = await api.patch<MailCounts>(
        pathOf(aliasId),
        { isCounted },
        query.data?.etag ?? null,
      );
      return { counts: body, etag };
    },
    onSuccess: (now) => client.setQueryData(mailCountsKey(aliasId), now),
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'request.precondition_failed') void query.refetch();
    },
  });
  return {
    counts: query.data?.counts ?? null,
    error: query.error,
    retry: () => void query.refetch(),
    change,
  };
}
