import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ErrorEntryDetail, ErrorState, UpdateErrorEntry } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { errorEntryKey, errorListKey } from './keys.ts';
import { errorEntryQuery, type TaggedEntry } from './useGetErrorEntry.ts';
import type { ErrorPages } from './useGetErrors.ts';

interface Change {
  id: string;
  change: UpdateErrorEntry;
}

function showState(client: QueryClient, id: string, state: ErrorState): void {
  client.setQueriesData<ErrorPages>({ queryKey: errorListKey }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((entry) => (entry.id === id ? { ...entry, state } : entry)),
          })),
        },
  );
  client.setQueryData<TaggedEntry>(errorEntryKey(id), (data) =>
    data === undefined ? data : { ...data, entry: { ...data.entry, state } },
  );
}

/**
 * Acknowledges, resolves, reopens or notes. A new state is shown at once and taken back when it is refused;
 * the entry's tag keeps two admins from overwriting each other.
 */
export function useUpdateErrorEntry() {
  const client = useQueryClient();
  const { mutate, isPending, error, reset, variables } = useMutation({
    // One after the other: a second change is made from what the first one left, not refused because of it.
    scope: { id: 'error-entry' },
    mutationFn: async ({ id, change }: Change): Promise<TaggedEntry> => {
      const { etag } = await client.ensureQueryData(errorEntryQuery(id));
      const answer = await api.patch<ErrorEntryDetail>(
        `admin/errors/${encodeURIComponent(id)}`,
        change,
        etag,
      );
      return { entry: answer.body, etag: answer.etag };
    },
    onMutate: async ({ id, change }) => {
      await client.cancelQueries({ queryKey: errorListKey });
      const lists = client.getQueriesData<ErrorPages>({ queryKey: errorListKey });
      const detail = client.getQueryData<TaggedEntry>(errorEntryKey(id));
      if (change.state !== undefined) showState(client, id, change.state);
      return { lists, detail };
    },
    onError: (_error, { id }, before) => {
      for (const [key, data] of before?.lists ?? []) client.setQueryData(key, data);
      if (before?.detail) client.setQueryData(errorEntryKey(id), before.detail);
      void client.invalidateQueries({ queryKey: errorEntryKey(id) });
    },
    onSuccess: (tagged, { id }) => client.setQueryData(errorEntryKey(id), tagged),
    onSettled: () => void client.invalidateQueries({ queryKey: errorListKey }),
  });
  return { update: mutate, isUpdating: isPending, error, dismissError: reset, changing: variables ?? null };
}

export type UpdateErrorEntryFunction = ReturnType<typeof useUpdateErrorEntry>['update'];
