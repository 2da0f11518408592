import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { compressed, firstLoad, moduleList, parsedMessages } from './vite-plugins.ts';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), parsedMessages(), moduleList(), firstLoad(), compressed()],
  server: { proxy: { '/api': api, '/auth': api } },
  css: {
    preprocessorOptions: {
      scss: {
        quietDeps: true,
        // Vanilla is written with @import; the warnings are about its code, not ours.
        silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
      },
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    cssCodeSplit: true,
    target: 'es2022',
    // The content security policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Our own part of the first load, else it is cut into a dozen crumbs that compress badly.
            {
              name: 'frame',
              test: /packages\/shared\/src\/app-error|web\/src\/(?:api|theme|paths|pages|lazy-page|usePrepare|features\/(?:landing|preferences|session)|components\/(?:Button|CopyButton|ErrorNotice|Icon|Name|Notification|PageHead\w+|RequestId|Rich|Skeleton)|frame\/(?!Member|Side)|i18n\/(?:index|formatters|locale|translate|useTranslation)\.)(?!.*useSignOut)/,
            },
            // What every page needs, in files that stay cached while our own code changes; React by itself, to be
            // run while the other is still coming. Of the query library only what the landing pages use: the rest
            // comes with the pages that need it.
            { name: 'loader', priority: 3, test: /vite\/preload-helper|rolldown\/runtime/ },
            { name: 'react', priority: 2, test: /node_modules\/(?:react|react-dom|scheduler)\// },
            {
              name: 'libraries',
              priority: 1,
              test: /node_modules\/(?:react-router|ky|intl-messageformat|@formatjs|@tanstack\/(?:react-query|query-core))\/(?!.*(?:mutationObserver|useMutation|[iI]nfinite))/,
            },
          ],
        },
      },
    },
  },
});
