import type { Browser, BrowserContext } from '@playwright/test';

/**
 * A browser profile of its own costs a third of a second, and as much again until it has read the scripts.
 * So a worker keeps some and lends them: each journey gets one without cookies, storage, routes or pages of the
 * journey before. What stays is the cache of files that never change under their name.
 */
export function contextsToLend(browser: Browser, baseURL: string | undefined) {
  const free: BrowserContext[] = [];
  const all: BrowserContext[] = [];

  async function make(): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL, locale: 'en-US' });
    all.push(context);
    return context;
  }

  async function empty(context: BrowserContext): Promise<void> {
    await Promise.all(context.pages().map((page) => page.close()));
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await context.setOffline(false);
    await context.setStorageState({ cookies: [], origins: [] });
  }

  return {
    lend: async () => free.pop() ?? make(),
    giveBack: async (context: BrowserContext) => {
      await empty(context);
      free.push(context);
    },
    close: () => Promise.all(all.map((context) => context.close())),
  };
}

export type ContextsToLend = ReturnType<typeof contextsToLend>;
