import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alias, UpdateAlias } from '@ubuntu-aliases/shared';
import { ApiError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import { findAlias, showAlias } from './alias-cache.ts';
import { aliasesKey, aliasKey } from './keys.ts';

interface TaggedAlias {
  alias: Alias;
  etag: string | null;
}

const pathOf = (id: string) => `aliases/${encodeURIComponent(id)}`;

/** One address with its tag: what a change is made from. */
export const aliasQuery = (id: string) =>
  queryOptions({
    queryKey: aliasKey(id),
    queryFn: async ({ signal }): Promise<TaggedAlias> => {
      const { body, etag } = await api.get<Alias>(pathOf(id), { signal });
      return { alias: body, etag };
    },
  });

/** The page showed this; the address is another one now. */
export class ChangedElsewhere extends Error {
  readonly now: Alias;
  constructor(now: Alias) {
    super('changed elsewhere');
    this.now = now;
  }
}

interface Change {
  /** As the page showed it when the change was made. */
  alias: Alias;
  change: UpdateAlias;
}

const shownBy = ({ state, pauseReply, pausedUntil }: Alias) => `${state} ${pauseReply} ${pausedUntil}`;

/**
 * Pauses and resumes. Shown at once and taken back when it is refused; a change that somebody else made to the same
 * address in between is not overwritten but shown.
 */
export function useUpdateAlias() {
  const client = useQueryClient();
  return useMutation({
    scope: { id: 'alias' },
    mutationFn: async ({ alias, change }: Change): Promise<TaggedAlias> => {
      const { id } = alias;
      const before = await client.fetchQuery({ ...aliasQuery(id), staleTime: 0 });
      // It may have changed since the page was drawn, not only since the tag was read.
      if (shownBy(before.alias) !== shownBy(alias)) throw new ChangedElsewhere(before.alias);
      try {
        const { body, etag } = await api.patch<Alias>(pathOf(id), change, before.etag);
        return { alias: body, etag };
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'request.precondition_failed')) throw error;
        throw new ChangedElsewhere((await client.fetchQuery({ ...aliasQuery(id), staleTime: 0 })).alias);
      }
    },
    onMutate: async ({ alias, change }) => {
      await client.cancelQueries({ queryKey: aliasesKey });
      const before = findAlias(client, alias.id);
      showAlias(client, alias.id, {
        state: change.state,
        pauseReply: change.state === 'paused' ? (change.pauseReply ?? 'temporary') : null,
        pausedUntil: change.pausedUntil ?? null,
      });
      return { before };
    },
    onError: (error, { alias }, context) => {
      const now = error instanceof ChangedElsewhere ? error.now : context?.before;
      if (now) showAlias(client, alias.id, now);
    },
    onSuccess: (tagged) => {
      client.setQueryData(aliasKey(tagged.alias.id), tagged);
      showAlias(client, tagged.alias.id, tagged.alias);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: aliasesKey }),
  });
}
