/**
 * Measures the first load of a landing page in the built `dist`: the entry, everything it imports
 * statically, and the largest catalogue (fetched before the first render), gzip. Exits 1 above the budget.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import process from 'node:process';

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  isEntry?: boolean;
}

const BUDGET = { script: 130_000, css: 35_000 };
const CATALOGUES = ['src/i18n/en.ts', 'src/i18n/ko.ts'];

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<
  string,
  Chunk
>;
const sizeOf = (file: string) => gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length;

const scripts = new Set<string>();
const styles = new Set<string>();
function collect(key: string): void {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  if (scripts.has(chunk.file)) return;
  scripts.add(chunk.file);
  for (const file of chunk.css ?? []) styles.add(file);
  for (const other of chunk.imports ?? []) collect(other);
}

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
if (entry === undefined) throw new Error('no entry in the manifest');
collect(entry);
const catalogue = Math.max(
  ...CATALOGUES.map((key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not a chunk of its own any more`);
    return sizeOf(chunk.file);
  }),
);

const total = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + sizeOf(file), 0);
const script = total([...scripts, 'early.js']) + catalogue;
const css = total(styles);
const line = (name: string, size: number, budget: number) =>
  process.stdout.write(`${name} ${(size / 1000).toFixed(1)} kB of ${budget / 1000} kB gzip\n`);
line('script', script, BUDGET.script);
line('css', css, BUDGET.css);
if (script > BUDGET.script || css > BUDGET.css) process.exitCode = 1;
