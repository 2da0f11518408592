import { parseArgs } from 'node:util';
import { generate } from './lib/generate.ts';
import { buildWeb } from './lib/web-build.ts';

/**
 * `pnpm bench`: numbers beside a floor measured in the same run, on whatever machine this is. `--fresh` adds the time
 * from a fresh clone to a page that answers, which downloads everything anew. Exits 1 when a target is missed.
 */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });

await generate();
await buildWeb();
const { benchApi } = await import('../apps/api/bench/run.ts');
const { measureFirstLoad } = await import('./bench/first-load.ts');
const { measureFreshClone } = await import('./bench/fresh-clone.ts');

const figures = [...(await benchApi(measureFirstLoad)), ...(values.fresh ? await measureFreshClone() : [])];
console.log('| what | floor | measured | to reach | |\n| --- | --- | --- | --- | --- |');
for (const { what, floor, measured, target, isReached } of figures) {
  console.log(`| ${what} | ${floor} | ${measured} | ${target} | ${isReached ? 'reached' : 'MISSED'} |`);
}
process.exit(figures.every(({ isReached }) => isReached) ? 0 : 1);
