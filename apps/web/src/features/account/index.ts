import type { QueryClient } from '@tanstack/react-query';
import { sessionsQuery } from './api/useSessions.ts';

export { AccountPage } from './components/AccountPage.tsx';
export const prefetch = (client: QueryClient) => void client.prefetchQuery(sessionsQuery);
