import { defineConfig } from 'vitest/config';

// Files share a worker's modules: each has its own ports and next hops.
// Node reads the files itself, as in production, which costs a third less.
export default defineConfig({
  test: {
    name: 'forwarder',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['../../packages/store/vitest-global-setup.ts'],
    isolate: false,
    experimental: { viteModuleRunner: false },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
