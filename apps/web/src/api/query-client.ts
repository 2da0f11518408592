import { MutationCache, QueryCache, QueryClient, onlineManager } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

export const meKey = ['me'] as const;

/** Worth asking again by itself: nobody refused, something was just not there. */
function isTransient(error: Error): boolean {
  return error instanceof ApiError && (error.code === 'unreachable' || (error.status ?? 0) >= 502);
}

export function createQueryClient({ retries = 2 }: { retries?: number } = {}): QueryClient {
  // A session that ended elsewhere shows up as 401 on whatever is asked first.
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.code === 'auth.required') client.setQueryData(meKey, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < retries && isTransient(error),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
    },
  });
  onlineManager.setOnline(navigator.onLine);
  return client;
}
