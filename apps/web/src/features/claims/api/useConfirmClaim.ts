import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alias } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { claimsKey } from './useGetClaims.ts';

export function useConfirmClaim(id: string) {
  const client = useQueryClient();
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: async (token: string) =>
      (await api.post<Alias>(`me/claims/${encodeURIComponent(id)}/confirm`, { token })).body,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: claimsKey });
      void client.invalidateQueries({ queryKey: ['aliases'] });
    },
  });
  return { confirm: mutate, claimed: data ?? null, isConfirming: isPending, error };
}
