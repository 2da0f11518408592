import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Alias,
  ConfirmRecipientChange,
  CreateRecipientChange,
  RecipientChange,
  RecipientChangeResult,
} from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { inUse } from '../pending.ts';
import { findAlias, showAlias } from './alias-cache.ts';
import { aliasesKey, changeKey } from './keys.ts';
import { aliasQuery } from './useUpdateAlias.ts';

const pathOf = (id: string) => `recipient-changes/${encodeURIComponent(id)}`;

const changeQuery = (id: string) =>
  queryOptions({
    queryKey: changeKey(id),
    queryFn: async ({ signal }) => (await api.get<RecipientChange>(pathOf(id), { signal })).body,
  });

/** One change that waits, for until when it does. */
export function useGetChange(id: string): RecipientChange | null {
  return useQuery(changeQuery(id)).data ?? null;
}

/** Asks for a change, proves it by the code, takes it back, or removes one of several recipients. */
export function useChangeRecipient(aliasId: string) {
  const client = useQueryClient();
  const path = `aliases/${encodeURIComponent(aliasId)}`;
  /** Shown before the list was asked again, and not waited for: a dialog about the old state closes first. */
  const show = (recipients: (alias: Alias) => Alias['recipients']) => {
    const alias = findAlias(client, aliasId);
    if (alias) showAlias(client, aliasId, { recipients: recipients(alias) });
    void client.invalidateQueries({ queryKey: aliasesKey });
  };
  const onError = () => void client.invalidateQueries({ queryKey: aliasesKey });

  const request = useMutation({
    // The same key when it is sent again after a lost answer: one mail, not two.
    mutationFn: async ({ key, ...change }: CreateRecipientChange & { key: string }) =>
      (await api.post<RecipientChange>(`${path}/recipient-changes`, change, key)).body,
    onSuccess: (change) => {
      client.setQueryData(changeKey(change.id), change);
      const { id, address } = change;
      show((alias) => [
        ...inUse(alias),
        { id, address, state: 'pending', failingSince: null, failure: null, failingHost: null },
      ]);
    },
  });
  const confirm = useMutation({
    mutationFn: async ({ id, ...proof }: ConfirmRecipientChange & { id: string }) =>
      (await api.post<RecipientChangeResult>(`${pathOf(id)}/confirm`, proof)).body,
    onSuccess: () => void client.invalidateQueries({ queryKey: aliasesKey }),
    onError,
  });
  const cancel = useMutation({
    mutationFn: async (id: string) =>
      (await api.post<RecipientChangeResult>(`${pathOf(id)}/cancel`, {})).body,
    onSuccess: () => show(inUse),
    onError,
  });
  const remove = useMutation({
    mutationFn: async (recipientId: string) => {
      const { etag } = await client.fetchQuery({ ...aliasQuery(aliasId), staleTime: 0 });
      return (await api.delete<Alias>(`${path}/recipients/${encodeURIComponent(recipientId)}`, etag)).body;
    },
    onSuccess: (now) => show(() => now.recipients),
    onError,
  });
  return { request, confirm, cancel, remove };
}
