import { defineConfig } from 'vitest/config';

// Files share a worker's modules: each has a database, a sandbox and ports of its own.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['../../packages/store/vitest-global-setup.ts'],
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
