import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { openDatabase } from '@ubuntu-aliases/store';
import { createSandbox, type Person, type Sandbox } from './sandbox.ts';

/** A seed of the sandbox by its identifier, or a person that the journey made for itself. */
type Who = string | Person;

interface Journey {
  sandbox: Sandbox;
  /** Goes through the sandbox's sign-in page, as a person would. */
  signIn: (page: Page, who: Who, options?: { returnTo?: string }) => Promise<void>;
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

export const test = base.extend<Journey>({
  sandbox: async ({}, use) => {
    await use(createSandbox(process.env.E2E_SANDBOX_URL ?? ''));
  },
  signIn: async ({ sandbox }, use) => {
    await use(async (page, who, { returnTo = '/addresses' } = {}) => {
      await page.goto(`/auth/ubuntu?${new URLSearchParams({ returnTo }).toString()}`);
      await choosePerson(page, who);
      await page.waitForURL((url) => url.origin !== sandbox.url);
    });
  },
  newVisitor: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, locale: 'en-US' });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
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
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^(https?|wss?):$/.test(protocol) && !own.includes(origin))
          complaints.push(`asks ${request.url()}`);
      });
      context.on('console', (message) => {
        const isOfProduct = message
          .page()
          ?.url()
          .startsWith(own[0] ?? '');
        if (message.type() !== 'error' || !isOfProduct || REFUSED.test(message.text())) return;
        if (!expectedConsole.some((pattern) => pattern.test(message.text())))
          complaints.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`));
      await use();
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** On the sandbox's sign-in page, each person is a button. */
export async function choosePerson(page: Page, who: Who): Promise<void> {
  const openid = typeof who === 'string' ? who : who.openid;
  await page.getByRole('button', { name: openid }).click();
}

/** The rows of a list with a name: `Rules`, `Mail domains`, `Error log`. */
export const listOf = (page: Page, name: string) => page.getByRole('list', { name, exact: true });

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

export { expect };
