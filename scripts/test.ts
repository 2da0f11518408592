import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Count, add, countPlaywright, countVitest } from './lib/count-results.ts';
import { generate } from './lib/generate.ts';
import { run } from './lib/run.ts';
import { top } from './lib/top.ts';
import { buildWeb } from './lib/web-build.ts';
import { runSteps } from './lint/run-steps.ts';
import { lintSteps } from './lint/steps.ts';

/**
 * `pnpm test`: build, lint, every test of every workspace, then the journeys in a browser. Goes on after a
 * failure and ends with one line that counts everything. `--unit` is for while one works: tests that
 * need no database, browser or socket. `--e2e` is the journeys alone.
 */
const { values } = parseArgs({
  options: { unit: { type: 'boolean', default: false }, e2e: { type: 'boolean', default: false } },
});
/** What needs a database, a socket or processes of its own stays out; the sandbox is nothing but sockets. */
const UNIT_ONLY = [
  ...['**/*.db.test.*', '**/test/**', '**/transport.test.ts', '**/http-retries.test.ts'].flatMap((glob) => [
    '--exclude',
    glob,
  ]),
  ...['!@ubuntu-aliases/sandbox', '!scripts'].flatMap((name) => ['--project', name]),
];

// What one process compiled, the hundreds after it read.
process.env.NODE_COMPILE_CACHE ??= path.join(top, 'node_modules/.cache/compile');

const reports = await mkdtemp(path.join(tmpdir(), 'aliases-reports-'));

const counts: Count[] = [];
const everything = !values.unit && !values.e2e;
try {
  counts.push(...(await build()));
  if (everything) counts.push(...(await lint()));
  if (!values.e2e) counts.push(await vitest());
  if (!values.unit) counts.push(await journeys());
} catch (error) {
  console.error(error);
  counts.push({ passed: 0, failed: 1 });
} finally {
  await rm(reports, { recursive: true, force: true });
}
const { passed, failed } = add(counts);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** Counted only when it fails: it is no test, but without it the rest says little. */
async function build(): Promise<Count[]> {
  const steps = [{ name: "Prisma's client", run: () => quietly(generate()) }];
  if (!values.unit) steps.push({ name: 'web app', run: () => quietly(buildWeb()) });
  const results = await runSteps(steps, 1);
  return results.filter(({ ok }) => !ok).map(() => ({ passed: 0, failed: 1 }));
}

async function quietly(work: Promise<unknown>): Promise<{ code: number; output: string }> {
  await work;
  return { code: 0, output: '' };
}

async function lint(): Promise<Count[]> {
  const results = await runSteps(lintSteps());
  return results.map(({ ok }) => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }));
}

/** One run for all workspaces, with one PostgreSQL that their global setup starts. */
async function vitest(): Promise<Count> {
  const report = path.join(reports, 'vitest.json');
  const unit = values.unit ? UNIT_ONLY : [];
  const { code } = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...unit],
    {
      passThrough: true,
      // Tests mostly wait for a process, a socket or the database. One number for all workspaces, since a run takes no other.
      env: { NODE_ENV: 'test', VITEST_MAX_WORKERS: '3', ...(values.unit ? { TEST_UNIT_ONLY: '1' } : {}) },
    },
  );
  return countVitest(report, code);
}

async function journeys(): Promise<Count> {
  const files = await readdir(path.join(top, 'e2e'), { recursive: true });
  if (!files.some((file) => file.endsWith('.e2e.ts'))) return { passed: 0, failed: 0 };
  const report = path.join(reports, 'playwright.json');
  const { code } = await run('playwright', ['test', '--config', 'e2e/playwright.config.ts'], {
    passThrough: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return countPlaywright(report, code);
}
