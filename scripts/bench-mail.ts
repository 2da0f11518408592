import { parseArgs } from 'node:util';
import type { Figure } from '../apps/api/bench/run.ts';
import { generate } from './lib/generate.ts';

/**
 * `pnpm bench:mail [--only NAME] [--rounds 5]`: the mail path beside floors measured in the same run, on whatever machine
 * this is. Wants Postfix's `smtp-source` and `smtp-sink`. Exits 1 when a target is missed.
 */
const BENCHES = {
  // Read once the client is there: they open the store.
  throughput: async () => (await import('./bench/mail-throughput.ts')).benchThroughput,
  checks: async () => (await import('./bench/mail-checks.ts')).benchChecks,
  postfix: async () => (await import('./bench/mail-postfix.ts')).benchPostfix,
  socketmap: async () => (await import('./bench/mail-socketmap.ts')).benchSocketmap,
  memory: async () => (await import('./bench/mail-memory.ts')).benchMemory,
};
const { values } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
const wanted = Object.entries(BENCHES).filter(([name]) => values.only === undefined || values.only === name);
if (wanted.length === 0) throw new Error(`--only is one of ${Object.keys(BENCHES).join(', ')}`);

// An orderly exit, so that what was started for the measurements ends too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
await generate();
const figures: Figure[] = [];
for (const [, read] of wanted) figures.push(...(await (await read())({ rounds: Number(values.rounds) })));
console.log('| what | floor | measured | to reach | |\n| --- | --- | --- | --- | --- |');
for (const { what, floor, measured, target, isReached } of figures) {
  console.log(`| ${what} | ${floor} | ${measured} | ${target} | ${isReached ? 'reached' : 'MISSED'} |`);
}
process.exit(figures.every(({ isReached }) => isReached) ? 0 : 1);
