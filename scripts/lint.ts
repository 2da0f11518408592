import { generate } from './lib/generate.ts';
import { runSteps } from './lint/run-steps.ts';
import { lintSteps } from './lint/steps.ts';

/** `pnpm lint`: everything that can be said about the code without running it. */
await generate();
const results = await runSteps(lintSteps());
const failed = results.filter((result) => !result.ok);
console.log(failed.length === 0 ? 'all well' : `${failed.length} of ${results.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
