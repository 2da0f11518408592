import { useMutation } from '@tanstack/react-query';
import type { RevealedPerson } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';

/** Unmasks the person of an entry; the API writes down who looked. Kept no longer than the panel is open. */
export function useRevealPerson(id: string) {
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () =>
      (await api.post<RevealedPerson>(`admin/errors/${encodeURIComponent(id)}/reveal`)).body,
    gcTime: 0,
  });
  return { reveal: () => mutate(), isRevealing: isPending, error, person: data ?? null };
}
