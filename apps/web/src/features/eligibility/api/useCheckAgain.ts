import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Eligibility } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { eligibilityQuery } from './useGetEligibility.ts';

/** Asks Launchpad now. The answer may also have made an address, or mailed a link to one, so the lists are read again. */
export function useCheckAgain() {
  const client = useQueryClient();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () => (await api.post<Eligibility>('me/verification')).body,
    onSuccess: async (eligibility) => {
      client.setQueryData(eligibilityQuery.queryKey, eligibility);
      void client.invalidateQueries({ queryKey: ['claims'] });
      await client.invalidateQueries({ queryKey: ['aliases'] });
    },
  });
  return { checkAgain: () => mutate(), isChecking: isPending, error, result: data ?? null };
}
