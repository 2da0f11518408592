import { QueryClientProvider, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { followSignOut, useGetMe } from './features/session/index.ts';
import { showLocale } from './i18n/index.ts';
import { savedLocale } from './i18n/locale.ts';
import { AppRoutes } from './routes.tsx';

function SessionEffects({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { member } = useGetMe();
  const memberLocale = member?.locale;
  useEffect(() => followSignOut(client), [client]);
  useEffect(() => {
    // What was chosen in this browser goes before what was chosen elsewhere.
    if (memberLocale && savedLocale() === null) void showLocale(memberLocale);
  }, [memberLocale]);
  return <>{children}</>;
}

export function App({ client }: { client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <SessionEffects>
        <AppRoutes />
      </SessionEffects>
    </QueryClientProvider>
  );
}
