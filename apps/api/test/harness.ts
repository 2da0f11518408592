import { afterAll, beforeAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@ubuntu-aliases/store/testing';
import { seed } from '../../../prisma/seed.ts';
import { startProduct, type Product, type ProductOptions } from './support/product.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

export { Answer, Browser } from './support/browser.ts';
export type { Product, ProductOptions } from './support/product.ts';
export type { CaughtMail, Sandbox } from './support/sandbox.ts';

/** A seeded database, a sandbox and the product over both, for the tests of one file. */
export function useProduct(options: ProductOptions = {}) {
  let database: TestDatabase;
  let sandbox: Sandbox;
  let product: Product;
  const more: Product[] = [];

  beforeAll(async () => {
    [database, sandbox] = await Promise.all([createTestDatabase(), startSandbox()]);
    await seed(database.url);
    product = await startProduct(sandbox, database.url, options);
  });
  afterAll(async () => {
    await Promise.all([product, ...more].map((p) => p.stop()));
    await Promise.all([sandbox.stop(), database.drop()]);
  });

  return {
    get product() {
      return product;
    },
    get sandbox() {
      return sandbox;
    },
    get databaseUrl() {
      return database.url;
    },
    get db() {
      return product.db;
    },
    browser: () => product.browser(),
    /** Another instance over the same database, with other settings. */
    async another(settings: ProductOptions): Promise<Product> {
      const started = await startProduct(sandbox, database.url, settings);
      more.push(started);
      return started;
    },
    /** A new browser in which this person is signed in. */
    async signedIn(person: string) {
      const browser = product.browser();
      const answer = await browser.signIn(person);
      if (answer.status !== 303) throw new Error(`not signed in: ${answer.status} ${answer.text}`);
      return browser;
    },
  };
}
