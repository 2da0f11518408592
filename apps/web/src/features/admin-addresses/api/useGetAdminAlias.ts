import { useQuery } from '@tanstack/react-query';
import type { AdminAlias } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { aliasKey, aliasPath } from './keys.ts';

export function useGetAdminAlias(id: string) {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: aliasKey(id),
    queryFn: async ({ signal }) => (await api.get<AdminAlias>(aliasPath(id), { signal })).body,
  });
  return { alias: data ?? null, isPending, error, retry: () => void refetch() };
}
