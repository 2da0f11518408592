import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UpdateMe } from '@ubuntu-aliases/shared';
import { meQuery, updateMe } from '../../session/index.ts';

/** Changes one's own settings: shown at once, taken back when it is refused. */
export function useUpdateSettings() {
  const client = useQueryClient();
  const { mutate, error, reset, isPaused } = useMutation({
    scope: { id: 'me' },
    mutationFn: (change: UpdateMe) => updateMe(client, change),
    onMutate: async ({ notifications, ...change }) => {
      await client.cancelQueries({ queryKey: meQuery.queryKey });
      const before = client.getQueryData(meQuery.queryKey);
      if (before) {
        const { member } = before;
        const mails = { ...member.notifications, ...notifications };
        const shown: typeof before = { ...before, member: { ...member, ...change, notifications: mails } };
        client.setQueryData(meQuery.queryKey, shown);
      }
      return { before };
    },
    onError: (_error, _change, context) => {
      if (context?.before) client.setQueryData(meQuery.queryKey, context.before);
    },
  });
  return { update: mutate, error, dismissError: reset, isPaused };
}
