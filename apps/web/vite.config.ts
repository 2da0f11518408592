import { defineConfig, type Plugin } from 'vite';
import react from '@vitejs/plugin-react';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

/** Writes which modules went into which file, beside the manifest: what `scripts/size.ts` looks at. */
function moduleList(): Plugin {
  return {
    name: 'module-list',
    generateBundle(_options, bundle) {
      const root = import.meta.dirname + '/';
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? [[file.fileName, file.moduleIds.map((id) => id.replace(root, ''))]] : [],
      );
      const source = JSON.stringify(Object.fromEntries(modules));
      this.emitFile({ type: 'asset', fileName: '.vite/modules.json', source });
    },
  };
}

export default defineConfig({
  plugins: [react(), moduleList()],
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
              test: /packages\/shared\/src\/app-error|web\/src\/(?:api|theme|paths|pages|lazy-page|usePrepare|features\/(?:landing|preferences|session)|components\/(?:Button|CopyButton|ErrorNotice|Icon|Name|Notification|PageHead\w+|RequestId|Rich|Skeleton)|frame\/(?!Member|Side)|i18n\/(?:index|locale|translate|useTranslation)\.)(?!.*useSignOut)/,
            },
            // What every page needs, in one file that stays cached while our own code changes. Of the
            // query library only what the landing pages use: the rest comes with the pages that need it.
            {
              name: 'libraries',
              priority: 1,
              test: /node_modules\/(?:react|react-dom|scheduler|react-router|ky|@tanstack\/(?:react-query|query-core))\/(?!.*(?:mutationObserver|useMutation|[iI]nfinite))/,
            },
          ],
        },
      },
    },
  },
});
