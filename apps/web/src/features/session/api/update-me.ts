import type { QueryClient } from '@tanstack/react-query';
import type { Me, UpdateMe } from '@ubuntu-aliases/shared';
import { ApiError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import { meQuery, type Session } from './useGetMe.ts';

/** Changes one's own settings; when they were changed elsewhere in between, once more from there. */
export async function updateMe(client: QueryClient, change: UpdateMe): Promise<void> {
  const send = async () => {
    const session = await client.fetchQuery({ ...meQuery, staleTime: 0 });
    if (session === null) return;
    const { body, etag } = await api.patch<Me>('me', change, session.etag);
    const updated: Session = { member: body.member, etag };
    client.setQueryData(meQuery.queryKey, updated);
  };
  try {
    await send();
  } catch (error) {
    if (error instanceof ApiError && error.code === 'request.precondition_failed') return send();
    throw error;
  }
}
