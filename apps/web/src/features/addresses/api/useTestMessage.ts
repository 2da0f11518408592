import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TestMessage } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { testMessageKey } from './keys.ts';

const POLL_MS = 1500;

export const isClosed = ({ stages }: TestMessage) =>
  stages.some(({ name, state }) => state === 'failed' || (name === 'seen' && state === 'done'));

/** Sends a test and follows it, stage by stage, until it was seen or refused. */
export function useTestMessage(aliasId: string) {
  const client = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [id, setId] = useState<string | null>(null);
  const path = `aliases/${encodeURIComponent(aliasId)}/test-messages`;
  const send = useMutation({
    mutationFn: async () => (await api.post<TestMessage>(path, undefined, key)).body,
    onSuccess: (message) => {
      client.setQueryData(testMessageKey(message.id), message);
      setId(message.id);
      setKey(crypto.randomUUID());
    },
  });
  const { data } = useQuery({
    queryKey: testMessageKey(id ?? ''),
    enabled: id !== null,
    queryFn: async ({ signal }) =>
      (await api.get<TestMessage>(`${path}/${encodeURIComponent(id ?? '')}`, { signal })).body,
    refetchInterval: ({ state }) => (state.data && isClosed(state.data) ? false : POLL_MS),
  });
  const see = useMutation({
    mutationFn: async () =>
      (await api.post<TestMessage>(`test-messages/${encodeURIComponent(id ?? '')}/seen`, {})).body,
    onSuccess: (message) => client.setQueryData(testMessageKey(message.id), message),
  });
  return { message: id === null ? null : (data ?? null), send, see };
}
