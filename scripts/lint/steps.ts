import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Ran, run } from '../lib/run.ts';
import { top } from '../lib/top.ts';
import { buildWeb } from '../lib/web-build.ts';

export interface Step {
  name: string;
  run(): Promise<Ran>;
}

/** By content: a fresh clone or a rebase touches every file, and changes few. */
const cached = (tool: string) => [
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  `node_modules/.cache/${tool}/cache`,
];

/** The native compiler, in half the time; ESLint's typed rules still need the one before it. */
const compiler = path.join(top, 'node_modules/typescript-native/bin/tsc');

/** Everything that `pnpm lint` looks at; the longest first, so that two lanes end together. */
export function lintSteps(): Step[] {
  return [
    { name: 'eslint', run: () => run('eslint', ['.', ...cached('eslint')]) },
    // What runs in Node is one program: workspace by workspace the compiler would read most of it three times.
    { name: 'types of the services', run: () => run(process.execPath, [compiler, '-p', '.']) },
    { name: 'types of the web app', run: () => run(process.execPath, [compiler, '-p', 'apps/web']) },
    {
      name: 'prettier',
      run: () => run('prettier', ['--check', '.', '--log-level', 'warn', ...cached('prettier')]),
    },
    { name: 'unused code', run: () => run('knip', ['--no-progress']) },
    {
      name: 'migrations lead to schema',
      run: () => run(process.execPath, ['packages/store/src/cli/diff.ts']),
    },
    { name: 'size of the web app', run: weighWebApp },
    { name: 'lock file', run: checkLockFile },
    { name: 'no registry named', run: checkRegistries },
  ];
}

/** What a visitor has to load, measured on the built app; built only when it is out of date. */
async function weighWebApp(): Promise<Ran> {
  await buildWeb();
  return run(process.execPath, ['apps/web/scripts/size.ts']);
}

/** In line with the manifests, not changed by an install, and without the package `request`. */
async function checkLockFile(): Promise<Ran> {
  const lock = readFileSync(path.join(top, 'pnpm-lock.yaml'), 'utf8');
  if (/^ {2}'?request@/m.test(lock)) return { code: 1, output: 'the unmaintained package `request` is back' };
  const changed = await run('git', ['status', '--porcelain', '--', 'pnpm-lock.yaml']);
  if (changed.code === 0 && changed.output.trim() !== '') {
    return { code: 1, output: 'pnpm-lock.yaml differs from the committed one' };
  }
  const [program, ...before] = pnpm();
  return run(program, [
    ...before,
    'install',
    '--frozen-lockfile',
    '--lockfile-only',
    '--offline',
    '--ignore-scripts',
  ]);
}

/** The pnpm that runs this script; it is often not on the PATH, as with `npx pnpm`. */
function pnpm(): [string, ...string[]] {
  const running = process.env.npm_execpath ?? '';
  if (!/pnpm/.test(running)) return ['npx', '-y', 'pnpm@12'];
  return /\.[cm]?js$/.test(running) ? [process.execPath, running] : [running];
}

/** A clone must install from whatever registry its user has, so no file may name one. */
async function checkRegistries(): Promise<Ran> {
  const named = String.raw`https?://[a-z0-9.:-]*(registry|npmjs|artifactory|nexus|verdaccio)|^ *registry *=|tarball: *http`;
  const found = await run('git', ['grep', '-nIiE', named, '--', '.', ':!scripts/lint/steps.ts']);
  if (found.code > 1) return { code: 0, output: 'no git here, not looked at' };
  return { code: found.code === 0 ? 1 : 0, output: found.output };
}
