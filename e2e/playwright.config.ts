import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../scripts/lib/chromium.ts';

/** Every page and every way to the provider would be a process anew. What a page may do is the same in one. */
const FEWER_PROCESSES = [
  '--disable-site-isolation-trials',
  '--process-per-site',
  '--renderer-process-limit=1',
  '--in-process-gpu',
];

/** Journeys through the whole service, which global-setup.ts starts as `pnpm demo` does. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: false,
  workers: 2, // One sandbox world: each fault names the person whom it is for, all of them in one file.
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : 'list',
  use: {
    baseURL: process.env.E2E_URL,
    browserName: 'chromium',
    launchOptions: { executablePath: await findChromium(), args: [...CHROMIUM_FLAGS, ...FEWER_PROCESSES] },
    screenshot: 'only-on-failure',
    trace: 'off', // It doubles the time; `--trace on` looks closer at one journey.
  },
});
