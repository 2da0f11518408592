import { generate } from './lib/generate.ts';

/**
 * `pnpm bench:sync`: reading six large teams without a change, beside a bare loop over the same pages in the same run. Some
 * minutes; `BENCH_TEAM_SIZE` makes it smaller. Exits 1 when a target is missed.
 */
await generate();
const { benchSync } = await import('../apps/api/bench/sync/bench-sync.ts');
const figures = await benchSync();
console.log('| what | floor | measured | to reach | |\n| --- | --- | --- | --- | --- |');
for (const { what, floor, measured, target, isReached } of figures)
  console.log(`| ${what} | ${floor} | ${measured} | ${target} | ${isReached ? 'reached' : 'MISSED'} |`);
process.exit(figures.every(({ isReached }) => isReached) ? 0 : 1);
