import { useMutation } from '@tanstack/react-query';
import type { RevealedRecipients } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { aliasPath } from './keys.ts';

/** Where mail goes, unmasked; the API writes down who looked. Kept no longer than the panel is open. */
export function useRevealRecipients(id: string) {
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () => (await api.post<RevealedRecipients>(`${aliasPath(id)}/reveal`)).body,
    gcTime: 0,
  });
  return { reveal: () => mutate(), isRevealing: isPending, error, recipients: data?.recipients ?? null };
}
