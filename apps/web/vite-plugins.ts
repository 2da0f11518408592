import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { parse } from '@formatjs/icu-messageformat-parser';
import { Visitor, type Plugin } from 'vite';

/** Writes which modules went into which file, beside the manifest: what `scripts/size.ts` looks at. */
export function moduleList(): Plugin {
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

/**
 * The first load in one round trip: everything that `main.ts` imports later is named in the page, as are the words of
 * each language, of which `early.js` asks for those that will be shown.
 */
export function firstLoad(): Plugin {
  const LARGE = 20_000;
  return {
    name: 'first-load',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const chunkOf = (source: string) =>
          chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/${source}`));
        const files = new Set<string>();
        const add = (fileName: string) => {
          if (files.has(fileName)) return;
          files.add(fileName);
          for (const other of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) add(other);
        };
        const entry = chunks.find(({ isEntry }) => isEntry);
        if (!entry) return html;
        for (const file of entry.dynamicImports) add(file);
        const words = ['en', 'ko'].map(
          (locale) => `data-${locale}="/${chunkOf(`i18n/${locale}.ts`)?.fileName}"`,
        );
        // Without HTTP/2 a browser has six connections: what takes longest comes first.
        const sizeOf = (file: string) => chunks.find(({ fileName }) => fileName === file)?.code.length ?? 0;
        return {
          html: html.replace('src="/early.js"', (early) => `${early} ${words.join(' ')}`),
          tags: [...files]
            .filter((file) => !html.includes(file))
            .toSorted((a, b) => sizeOf(b) - sizeOf(a))
            .map((file) => ({
              tag: 'link',
              attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
              injectTo: sizeOf(file) > LARGE ? ('head-prepend' as const) : ('head' as const),
            })),
        };
      },
    },
  };
}

/** Each asset once more as Brotli at its best, which takes too long to be done for a request; the API sends that one. */
export function compressed(): Plugin {
  const WORTH_IT = 1024;
  return {
    name: 'compressed',
    async writeBundle({ dir = '' }) {
      const assets = path.join(dir, 'assets');
      const names = (await readdir(assets)).filter((name) => /\.(?:js|css)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const content = await readFile(path.join(assets, name));
          if (content.length < WORTH_IT) return;
          await writeFile(path.join(assets, `${name}.br`), await promisify(brotliCompress)(content));
        }),
      );
    },
  };
}

/**
 * The catalogue's messages, parsed here instead of in each browser: a string with an argument in it becomes its tree,
 * and the parser (7 kB gzip) stays out of what is loaded. In development and tests it is there.
 */
export function parsedMessages(): Plugin {
  const PARSER = '@formatjs/icu-messageformat-parser';
  return {
    name: 'parsed-messages',
    apply: 'build',
    config: () => ({
      resolve: {
        alias: [{ find: /^@formatjs\/icu-messageformat-parser$/, replacement: `${PARSER}/no-parser.js` }],
      },
    }),
    transform: {
      order: 'post',
      filter: { id: /\/src\/i18n\/(?:en|ko|parts\/.+)\.ts$/ },
      handler(code) {
        const edits: { start: number; end: number; tree: string }[] = [];
        new Visitor({
          Literal({ value, start, end }) {
            if (typeof value !== 'string' || !value.includes('{')) return;
            edits.push({ start, end, tree: JSON.stringify(parse(value, { ignoreTag: true })) });
          },
          TemplateLiteral: ({ start }) => this.error('a message is a string', start),
        }).visit(this.parse(code));
        return {
          code: edits.reduceRight(
            (text, { start, end, tree }) => text.slice(0, start) + tree + text.slice(end),
            code,
          ),
          map: null,
        };
      },
    },
  };
}
