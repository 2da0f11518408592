import {
  test as base,
  expect,
  type BrowserContext,
  type ConsoleMessage,
  type Page,
  type Request,
  type WebError,
} from '@playwright/test';
import { openDatabase } from '@ubuntu-aliases/store';
import { contextsToLend, type ContextsToLend } from './lend-context.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { comeIn, signInAs, type Who } from './sign-in.ts';

interface Journey {
  sandbox: Sandbox;
  /** Opens a page as this person. */
  signIn: (page: Page, who: Who, options?: { returnTo?: string }) => Promise<void>;
  /** Somebody else signs in, somewhere where nobody looks; what the service made of it is there afterwards. */
  signInElsewhere: (who: Who) => Promise<void>;
  /** A browser of somebody else, for journeys with more than one person in them. */
  newVisitor: () => Promise<Page>;
  /** Lets time pass where nobody can wait for it: what was to happen later is past now. */
  age: (sql: string, values: unknown[]) => Promise<void>;
  /** Messages of the console that belong to the case which a journey makes. */
  expectedConsole: RegExp[];
  watch: void;
}

/** A request that was refused shows up in every browser's console; the page says it in words. */
const REFUSED = /Failed to load resource.*status of (401|404)/;

export const test = base.extend<Journey, { contexts: ContextsToLend }>({
  contexts: [
    async ({ browser }, use) => {
      const contexts = contextsToLend(browser, process.env.E2E_URL);
      await use(contexts);
      await contexts.close();
    },
    { scope: 'worker' },
  ],
  // A journey that asks for a language of its own gets a browser of its own.
  context: async ({ browser, baseURL, contexts, locale }, use) => {
    const isUsual = locale === 'en-US';
    const context = isUsual ? await contexts.lend() : await browser.newContext({ baseURL, locale });
    await use(context);
    await (isUsual ? contexts.giveBack(context) : context.close());
  },
  page: async ({ context, viewport }, use) => {
    const page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
  },

  sandbox: async ({}, use) => {
    await use(createSandbox(process.env.E2E_SANDBOX_URL ?? ''));
  },
  signIn: async ({ sandbox }, use) => {
    await use((page, who, { returnTo = '/addresses' } = {}) => signInAs(page, sandbox, who, returnTo));
  },
  signInElsewhere: async ({ sandbox, playwright, baseURL }, use) => {
    await use(async (who) => {
      const request = await playwright.request.newContext({ baseURL });
      await comeIn(request, sandbox, who, '/addresses');
      await request.dispose();
    });
  },
  newVisitor: async ({ contexts }, use) => {
    const lent: BrowserContext[] = [];
    await use(async () => {
      const context = await contexts.lend();
      lent.push(context);
      return context.newPage();
    });
    for (const context of lent) await contexts.giveBack(context);
  },
  age: async ({}, use) => {
    const database = openDatabase({ url: process.env.E2E_DATABASE_URL ?? '', poolSize: 1 });
    await use(async (sql, values) => {
      const { rowCount } = await database.pool.query(sql, values);
      expect(rowCount, sql).toBe(1);
    });
    await database.close();
  },
  expectedConsole: async ({}, use) => use([]),
  // Whatever a journey is about: nothing comes from a foreign host, and the browser complains about nothing.
  watch: [
    async ({ context, baseURL, sandbox, expectedConsole }, use) => {
      const complaints: string[] = [];
      const own = [new URL(baseURL ?? '').origin, new URL(sandbox.url).origin];
      const onRequest = (request: Request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^(https?|wss?):$/.test(protocol) && !own.includes(origin))
          complaints.push(`asks ${request.url()}`);
      };
      const onConsole = (message: ConsoleMessage) => {
        const isOfProduct = message
          .page()
          ?.url()
          .startsWith(own[0] ?? '');
        if (message.type() !== 'error' || !isOfProduct || REFUSED.test(message.text())) return;
        if (!expectedConsole.some((pattern) => pattern.test(message.text())))
          complaints.push(`console: ${message.text()}`);
      };
      const onError = (error: WebError) => void complaints.push(`script: ${error.error().message}`);
      context.on('request', onRequest).on('console', onConsole).on('weberror', onError);
      await use();
      context.off('request', onRequest).off('console', onConsole).off('weberror', onError);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** The rows of a list with a name: `Rules`, `Mail domains`, `Error log`. */
export const listOf = (page: Page, name: string) => page.getByRole('list', { name, exact: true });

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

export { choosePerson } from './sign-in.ts';
export { expect };
