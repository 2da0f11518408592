import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from '../api/query-client.ts';
import { App } from '../App.tsx';

/** The whole app at an address, as the browser would open it. */
export function renderAt(path: string) {
  window.history.replaceState(null, '', path);
  const user = userEvent.setup({ delay: null });
  const client = createQueryClient({ retries: 0 });
  const view = render(
    <BrowserRouter useTransitions={false}>
      <App client={client} />
    </BrowserRouter>,
  );
  return { user, client, ...view };
}
