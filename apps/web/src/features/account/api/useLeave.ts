import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Left } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { paths } from '../../../paths.ts';
import { announceSignOut, forgetMember, meQuery } from '../../session/index.ts';

/** Deletes the account, made from the state that was shown. */
export function useLeave() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (confirm: string) => {
      const session = await client.fetchQuery({ ...meQuery, staleTime: 0 });
      return (await api.delete<Left>('me', session?.etag ?? null, { confirm })).body;
    },
    onSuccess: async () => {
      await navigate(`${paths.home}?notice=member.left`);
      forgetMember(client);
      announceSignOut();
    },
  });
}
