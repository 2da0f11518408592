import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { top } from './top.ts';

const PACKAGES = path.join(top, 'packages');

/** What is loaded before the first line of a module runs. */
const staticImports = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)[^'"]*?from '([^']+)'/gm)].flatMap(
    ([, specifier = '']) => fileOf(specifier, file) ?? [],
  );

function fileOf(specifier: string, from: string): string | null {
  if (specifier.startsWith('.')) return path.join(path.dirname(from), specifier);
  const [, name = '', rest = ''] = /^@ubuntu-aliases\/([^/]+)(.*)$/.exec(specifier) ?? [];
  if (name === '') return null;
  const manifest = JSON.parse(readFileSync(path.join(PACKAGES, name, 'package.json'), 'utf8')) as {
    exports: Record<string, string>;
  };
  return path.join(PACKAGES, name, manifest.exports[`.${rest}`] ?? '');
}

/** The way to a generated file, or nothing. */
function wayToGenerated(file: string, way: string[] = [], seen = new Set<string>()): string[] {
  const here = [...way, path.relative(top, file)];
  if (file.includes('/generated/')) return here;
  if (seen.has(file) || !/\.tsx?$/.test(file)) return [];
  seen.add(file);
  for (const next of staticImports(file)) {
    const found = wayToGenerated(next, here, seen);
    if (found.length > 0) return found;
  }
  return [];
}

test.each(['demo', 'start', 'build', 'test', 'lint'])(
  'in a fresh clone `pnpm %s` needs nothing that it generates itself',
  (script) => {
    expect(wayToGenerated(path.join(top, `scripts/${script}.ts`))).toEqual([]);
  },
);

test('a way that there is, is found', () => {
  expect(wayToGenerated(path.join(top, 'packages/store/src/index.ts')).at(-1)).toMatch(/generated/);
});
