import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { errorEntryKey } from './keys.ts';

export interface TaggedEntry {
  entry: ErrorEntryDetail;
  etag: string | null;
}

export const errorEntryQuery = (id: string) =>
  queryOptions({
    queryKey: errorEntryKey(id),
    queryFn: async ({ signal }): Promise<TaggedEntry> => {
      const { body, etag } = await api.get<ErrorEntryDetail>(`admin/errors/${encodeURIComponent(id)}`, {
        signal,
      });
      return { entry: body, etag };
    },
  });

export function useGetErrorEntry(id: string) {
  const { data, isPending, error, refetch } = useQuery(errorEntryQuery(id));
  return { entry: data?.entry ?? null, isPending, error, retry: () => void refetch() };
}
