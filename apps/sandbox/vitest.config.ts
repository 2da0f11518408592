import { defineConfig } from 'vitest/config';

// Every file has a sandbox of its own on its own ports, so the workers need not be fresh.
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], isolate: false, experimental: { viteModuleRunner: false } },
});
