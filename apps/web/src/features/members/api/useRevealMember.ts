import { useMutation } from '@tanstack/react-query';
import type { RevealedPerson } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { memberPath } from './keys.ts';

/** The API writes down who looked. Kept no longer than the page is open. */
export function useRevealMember(id: string) {
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () => (await api.post<RevealedPerson>(memberPath(id, '/reveal'))).body,
    gcTime: 0,
  });
  return { reveal: () => mutate(), isRevealing: isPending, error, email: data?.email ?? null };
}
