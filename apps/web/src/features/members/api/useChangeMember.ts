import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { GrantAlias, SetRoles } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { memberKey, memberListKey, memberPath } from './keys.ts';

export type MemberChange =
  | { kind: 'check' }
  | { kind: 'ban' | 'unban'; reason: string }
  | ({ kind: 'grant' } & GrantAlias)
  | ({ kind: 'roles'; etag: string | null } & SetRoles);

function send(id: string, change: MemberChange): Promise<unknown> {
  switch (change.kind) {
    case 'check':
      return api.post(memberPath(id, '/verification'));
    case 'ban':
    case 'unban':
      return api.post(memberPath(id, `/${change.kind}`), { reason: change.reason });
    case 'grant':
      return api.post(memberPath(id, '/aliases'), { domain: change.domain, localPart: change.localPart });
    case 'roles':
      return api.put(memberPath(id, '/roles'), { roles: change.roles }, change.etag);
  }
}

/** What an admin does to one member; afterwards the page shows what has become of it. */
export function useChangeMember(id: string) {
  const client = useQueryClient();
  const { mutate, isPending, error, reset, variables } = useMutation({
    mutationFn: (change: MemberChange) => send(id, change),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: memberKey(id) });
      void client.invalidateQueries({ queryKey: memberListKey });
    },
  });
  return {
    change: mutate,
    changing: isPending ? (variables?.kind ?? null) : null,
    failed: error ? (variables?.kind ?? null) : null,
    error,
    dismissError: reset,
  };
}

export type ChangeMember = ReturnType<typeof useChangeMember>;
