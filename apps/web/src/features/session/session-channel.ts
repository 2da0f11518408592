import type { QueryClient } from '@tanstack/react-query';
import { meKey } from '../../api/query-client.ts';

const NAME = 'session';
const SIGNED_OUT = 'signed-out';

/** Drops everything that belongs to a person; what is public stays. */
export function forgetMember(client: QueryClient): void {
  client.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'domains' && queryKey[0] !== meKey[0],
  });
  client.getMutationCache().clear();
  client.setQueryData(meKey, null);
}

export function announceSignOut(): void {
  if (!('BroadcastChannel' in window)) return;
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(SIGNED_OUT);
  channel.close();
}

/** Signs this tab out when another one did. Tabs without this channel notice at their next focus. */
export function followSignOut(client: QueryClient): () => void {
  if (!('BroadcastChannel' in window)) return () => undefined;
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data === SIGNED_OUT) forgetMember(client);
  };
  return () => channel.close();
}
