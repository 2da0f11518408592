import type { QueryClient } from '@tanstack/react-query';
import { exportsQuery } from './api/useExports.ts';
import { sessionsQuery } from './api/useSessions.ts';

export { AccountPage } from './components/AccountPage.tsx';
export function prefetch(client: QueryClient): void {
  void client.prefetchQuery(sessionsQuery);
  void client.prefetchQuery(exportsQuery);
}
