import { defineConfig } from 'vitest/config';

/** One run over every workspace; each has its own vitest config, or none when the defaults do. */
export default defineConfig({
  test: {
    // One number for all: projects that are run together may not differ in it. Most of the time tests wait
    // for a child process, a socket or the database, so two keep a small machine busy.
    maxWorkers: 2,
    projects: [
      'apps/*',
      'packages/*',
      {
        test: {
          name: 'scripts',
          include: ['scripts/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
