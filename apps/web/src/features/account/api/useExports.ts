import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DataExport, DataExports } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

const POLL_MS = 3000;
const exportsKey = ['exports'] as const;

export const exportsQuery = queryOptions({
  queryKey: exportsKey,
  queryFn: async ({ signal }) => (await api.get<DataExports>('me/exports', { signal })).body,
});

/** What the worker makes of my data where they are many; asked again while it is at it. */
export function useExports() {
  const client = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { data } = useQuery({
    ...exportsQuery,
    refetchInterval: ({ state }) => (state.data?.items[0]?.state === 'queued' ? POLL_MS : false),
  });
  const request = useMutation({
    mutationFn: async () => (await api.post<DataExport>('me/exports', undefined, key)).body,
    onSuccess: (item) => {
      client.setQueryData<DataExports>(exportsKey, { isLarge: true, items: [item] });
      setKey(crypto.randomUUID());
    },
  });
  return { isLarge: data?.isLarge ?? false, made: data?.items[0] ?? null, request };
}
