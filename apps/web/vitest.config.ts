import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Files share a worker's modules, and the setup file puts the document, storage and words back.
export default defineConfig({
  plugins: [react()],
  test: {
    name: 'web',
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:3000/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    isolate: false,
    testTimeout: 10_000,
    server: { deps: { inline: ['@canonical/react-components'] } },
  },
});
