import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from './api/query-client.ts';
import { App } from './App.tsx';
import { domainsQuery } from './features/landing/index.ts';
import { meQuery } from './features/session/index.ts';
import { startI18n } from './i18n/index.ts';

const client = createQueryClient();
// Asked for while the words are still on their way.
void client.prefetchQuery(domainsQuery);
void client.prefetchQuery(meQuery);

await startI18n();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
// As a transition it is drawn in slices: the reader can scroll and press meanwhile.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      {/* Otherwise a second quick change of filters starts from the address before the first. */}
      <BrowserRouter useTransitions={false}>
        <App client={client} />
      </BrowserRouter>
    </StrictMode>,
  ),
);
