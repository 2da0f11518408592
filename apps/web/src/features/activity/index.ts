import type { QueryClient } from '@tanstack/react-query';
import { eventsQuery } from './api/useGetEvents.ts';
import { readFilters } from './filters.ts';

export { ActivityPage } from './components/ActivityPage.tsx';
export type { Action } from './actions.ts';
export const prefetch = (client: QueryClient) =>
  void client.prefetchInfiniteQuery(eventsQuery(readFilters(new URLSearchParams())));
