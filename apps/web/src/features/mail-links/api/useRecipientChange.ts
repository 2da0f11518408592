import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecipientChangePreview, RecipientChangeResult } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

/** What a link of a mail leads to, and the one thing that its page does. Opening it changes nothing. */
export function useRecipientChange(id: string, token: string) {
  const client = useQueryClient();
  const path = `recipient-changes/${encodeURIComponent(id)}`;
  const queryKey = ['recipient-change', id, token];
  const { data, isPending, error, refetch } = useQuery({
    queryKey,
    queryFn: async () => (await api.post<RecipientChangePreview>(`${path}/preview`, { token })).body,
    staleTime: Infinity,
  });
  const act = useMutation({
    mutationFn: async (action: 'confirm' | 'cancel') =>
      (await api.post<RecipientChangeResult>(`${path}/${action}`, { token })).body,
    onSettled: () =>
      client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'aliases' || name === 'me' }),
  });
  return { change: data ?? null, isPending, error, retry: () => void refetch(), act };
}
