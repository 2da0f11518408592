import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../../../api/client.ts';
import { paths } from '../../../paths.ts';
import { announceSignOut, forgetMember } from '../session-channel.ts';

export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: api.signOut,
    onSuccess: async () => {
      // First away from the page that needs a member, so that no sign-in page flashes up.
      await navigate(paths.home);
      forgetMember(client);
      announceSignOut();
    },
  });
  return { signOut: () => mutate(), isSigningOut: isPending, error };
}
