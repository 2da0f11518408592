/**
 * Weighs the built `dist`, gzip: the first load of a landing page (the entry, everything it imports statically and the
 * largest catalogue, fetched before the first render), then what each page adds to it with its words. Also sees to
 * it that no page of contributors brings code that only admins need. Exits 1 with what is wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import process from 'node:process';

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
  isEntry?: boolean;
  isDynamicEntry?: boolean;
}

const BUDGET = { script: 130_000, css: 35_000, page: 40_000 };
const LOCALES = ['en', 'ko'];
/** Every other feature is for admins. */
const FOR_EVERYBODY = [
  ...['landing', 'session', 'preferences', 'information'],
  ...['addresses', 'activity', 'eligibility', 'account', 'mail-links'],
  ...['addresses', 'claims', 'eligibility', 'account'],
];

const dist = new URL('../dist/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, dist));
const readJson = <T>(file: string) => JSON.parse(read(file).toString()) as T;
const manifest = readJson<Record<string, Chunk>>('.vite/manifest.json');
const modules = readJson<Record<string, string[]>>('.vite/modules.json');
const sizeOf = (file: string) => gzipSync(read(file), { level: 6 }).length;
const total = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + sizeOf(file), 0);

function chunk(key: string): Chunk {
  const found = manifest[key];
  if (!found) throw new Error(`${key} is not a chunk of its own any more`);
  return found;
}

/** Files of a chunk and of everything it imports statically. */
function closure(key: string, into = { scripts: new Set<string>(), styles: new Set<string>() }) {
  const { file, css = [], imports = [] } = chunk(key);
  if (into.scripts.has(file)) return into;
  into.scripts.add(file);
  for (const style of css) into.styles.add(style);
  for (const other of imports) closure(other, into);
  return into;
}

const words = (name: (locale: string) => string) =>
  Math.max(...LOCALES.map((locale) => sizeOf(chunk(name(locale)).file)));

const parts = readdirSync(new URL('../src/i18n/parts/', import.meta.url));
const problems: string[] = [];
function weigh(name: string, size: number, budget: number) {
  process.stdout.write(`${name} ${(size / 1000).toFixed(1)} kB of ${budget / 1000} kB gzip\n`);
  if (size > budget) problems.push(`${name}: ${size} bytes are more than ${budget}`);
}

const entry = Object.keys(manifest).find((key) => chunk(key).isEntry);
if (entry === undefined) throw new Error('no entry in the manifest');
// What the entry goes on to import is named in the page and comes with it.
const first = closure(entry);
for (const next of chunk(entry).dynamicImports ?? []) closure(next, first);
weigh(
  'script',
  total([...first.scripts, 'early.js']) + words((locale) => `src/i18n/${locale}.ts`),
  BUDGET.script,
);
weigh('css', total(first.styles), BUDGET.css);

function leavesAdminsAlone(name: string, files: Iterable<string>) {
  for (const module of [...files].flatMap((file) => modules[file] ?? [])) {
    const feature = /^src\/features\/([^/]+)\//.exec(module)?.[1];
    if (feature !== undefined && !FOR_EVERYBODY.includes(feature))
      problems.push(`${name} brings ${module}, which is for admins`);
  }
}
leavesAdminsAlone('the first load', first.scripts);

const frame = Object.keys(manifest).find((key) => key.endsWith('frame/MemberLayout.tsx'));
for (const key of Object.keys(manifest)) {
  const feature = /^src\/features\/([^/]+)\/index\.ts$/.exec(key)?.[1];
  if (feature === undefined || !chunk(key).isDynamicEntry) continue;
  const isForAdmins = !FOR_EVERYBODY.includes(feature);
  const files = closure(key);
  if (frame) closure(frame, files);
  if (!isForAdmins) leavesAdminsAlone(feature, files.scripts);
  const own = parts.includes(feature) ? feature : isForAdmins ? 'admin' : null;
  const text = [...new Set(['pages', ...(own ? [own] : [])])];
  const added = [...files.scripts, ...files.styles].filter(
    (file) => !first.scripts.has(file) && !first.styles.has(file),
  );
  const wordSize = text.reduce((sum, part) => sum + words((l) => `src/i18n/parts/${part}/${l}.ts`), 0);
  weigh(feature, total(added) + wordSize, BUDGET.page);
}

for (const problem of problems) process.stdout.write(`✗ ${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
