import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyncRun, SyncRunMode } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { isUnderWay } from '../words.ts';

export const runsPath = 'admin/sync-runs';
const runPath = (id: string) => `${runsPath}/${encodeURIComponent(id)}`;
/** While a run is under way, and only while somebody looks (milliseconds). */
const POLL = 2_000;

export function useGetSyncRun(id: string) {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: [runsPath, 'one', id],
    queryFn: async ({ signal }) => (await api.get<SyncRun>(runPath(id), { signal })).body,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? POLL : false),
    refetchIntervalInBackground: false,
  });
  return { run: data ?? null, isPending, error, retry: () => void refetch() };
}

export function useStartSync() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (sent: { domain?: string; mode: SyncRunMode }) => (await api.post(runsPath, sent)).body,
    onSettled: () => client.invalidateQueries({ queryKey: [runsPath] }),
  });
}

export type Decision = 'apply' | 'reject' | 'accept-roster';

export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ decision, reason }: { decision: Decision; reason: string }) =>
      (await api.post(`${runPath(id)}/${decision}`, { reason })).body,
    onSettled: () => client.invalidateQueries({ queryKey: [runsPath] }),
  });
}
