import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ErrorRetry } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { errorEntryKey, errorListKey } from './keys.ts';

/** Does again what failed; what comes of it shows on the entry. */
export function useRetryEntry(id: string) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () =>
      (await api.post<{ retried: ErrorRetry }>(`admin/errors/${encodeURIComponent(id)}/retry`)).body.retried,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: errorEntryKey(id) });
      void client.invalidateQueries({ queryKey: errorListKey });
    },
  });
  return { retryEntry: mutate, isRetrying: isPending, error };
}
