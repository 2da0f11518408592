import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'store',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: './vitest-global-setup.ts',
    testTimeout: 20_000,
    isolate: false,
    experimental: { viteModuleRunner: false },
    hookTimeout: 30_000,
  },
});
