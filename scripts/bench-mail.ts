import { parseArgs } from 'node:util';
import type { Figure } from '../apps/api/bench/run.ts';
import { benchChecks } from './bench/mail-checks.ts';
import { benchMemory } from './bench/mail-memory.ts';
import { benchPostfix } from './bench/mail-postfix.ts';
import { benchSocketmap } from './bench/mail-socketmap.ts';
import { benchThroughput } from './bench/mail-throughput.ts';
import { generate } from './lib/generate.ts';

/**
 * `pnpm bench:mail [--only NAME] [--rounds 5]`: the mail path beside floors measured in the same run, on whatever machine
 * this is. Wants Postfix's `smtp-source` and `smtp-sink`. Exits 1 when a target is missed.
 */
const BENCHES = {
  throughput: benchThroughput,
  checks: benchChecks,
  postfix: benchPostfix,
  socketmap: benchSocketmap,
  memory: benchMemory,
};
const { values } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
const wanted = Object.entries(BENCHES).filter(([name]) => values.only === undefined || values.only === name);
if (wanted.length === 0) throw new Error(`--only is one of ${Object.keys(BENCHES).join(', ')}`);

await generate();
const figures: Figure[] = [];
for (const [, bench] of wanted) figures.push(...(await bench({ rounds: Number(values.rounds) })));
console.log('| what | floor | measured | to reach | |\n| --- | --- | --- | --- | --- |');
for (const { what, floor, measured, target, isReached } of figures) {
  console.log(`| ${what} | ${floor} | ${measured} | ${target} | ${isReached ? 'reached' : 'MISSED'} |`);
}
process.exit(figures.every(({ isReached }) => isReached) ? 0 : 1);
