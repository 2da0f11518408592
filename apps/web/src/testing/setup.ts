import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { server } from './server.ts';

// A busy machine may need longer to read a page's modules; what is there is found at once.
configure({ asyncUtilTimeout: 5000 });

const unhandled: string[] = [];

// jsdom has no layout: a wide screen in light colours, unless a test says otherwise.
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: query.includes('min-width') && window.innerWidth >= Number(/\d+/.exec(query)?.[0] ?? 0),
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));

// jsdom has the element without its methods.
HTMLDialogElement.prototype.showModal ??= function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close() {
  this.open = false;
};

beforeAll(async () => {
  server.listen({
    onUnhandledFrame: ({ frame, defaults }) => {
      const { request } = frame.data as { request?: Request };
      unhandled.push(request ? `${request.method} ${request.url}` : frame.protocol);
      defaults.error();
    },
  });
});

beforeEach(async () => {
  const { showLocale } = await import('../i18n/index.ts');
  window.innerWidth = 1280;
  await showLocale('en');
});

afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  window.history.replaceState(null, '', '/');
  expect(unhandled.splice(0), 'requests that no handler answers').toEqual([]);
});

afterAll(() => server.close());
