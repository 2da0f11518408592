import { defineConfig } from 'vitest/config';

/** One run over every workspace; each has its own vitest config, or none when the defaults do. */
export default defineConfig({
  test: {
    projects: [
      'apps/*',
      'packages/*',
      {
        test: {
          name: 'scripts',
          include: ['scripts/**/*.test.ts'],
          testTimeout: 30_000,
          isolate: false,
          experimental: { viteModuleRunner: false },
        },
      },
    ],
  },
});
