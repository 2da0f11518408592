import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AdminAlias, BulkHold, BulkHoldResult } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { aliasesPath, aliasPath } from './keys.ts';

/** Lists and panels show what there is now, whatever came of it. */
function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [aliasesPath] });
}

export function useHoldAliases() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (wanted: BulkHold) =>
      (await api.post<BulkHoldResult>('admin/alias-holds', wanted)).body,
    onSettled: refresh,
  });
}

export function useFreeAlias(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (sent: { confirm: string; reason: string }) =>
      (await api.post<AdminAlias>(`${aliasPath(id)}/free`, sent)).body,
    // Not the panel: there is nothing to show in it any more.
    onSuccess: () => client.invalidateQueries({ queryKey: [aliasesPath, 'page'] }),
  });
}
