import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page, Session } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

interface EndedSessions {
  ended: number;
}

const sessionsKey = ['sessions'] as const;

export const sessionsQuery = queryOptions({
  queryKey: sessionsKey,
  queryFn: async ({ signal }) => (await api.get<Page<Session>>('me/sessions', { signal })).body.items,
});

/** Where I am signed in. Ending one takes effect at its next request, and is made from what is there now. */
export function useSessions() {
  const client = useQueryClient();
  const query = useQuery(sessionsQuery);
  const forget = (gone: (session: Session) => boolean) =>
    client.setQueryData<Session[]>(sessionsKey, (all) => all?.filter((session) => !gone(session)));
  const onSettled = () => void client.invalidateQueries({ queryKey: sessionsKey });
  const end = useMutation({
    mutationFn: async (id: string) => {
      const path = `me/sessions/${encodeURIComponent(id)}`;
      const { etag } = await api.get<Session>(path);
      return api.delete<EndedSessions>(path, etag);
    },
    onSuccess: (_answer, id) => forget((session) => session.id === id),
    onSettled,
  });
  const endOthers = useMutation({
    mutationFn: async () => {
      const { etag } = await api.get<Page<Session>>('me/sessions');
      return api.delete<EndedSessions>('me/sessions', etag);
    },
    onSuccess: () => forget(({ isCurrent }) => !isCurrent),
    onSettled,
  });
  return {
    sessions: query.data ?? null,
    isPending: query.isPending,
    error: query.error ?? end.error ?? endOthers.error,
    retry: () => void query.refetch(),
    end,
    endOthers,
  };
}
