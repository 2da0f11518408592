import type { Step } from './steps.ts';

export interface StepResult {
  name: string;
  ok: boolean;
}

/** Runs all steps in a few lanes, says how each went when it ends, and goes on after a failure. */
export async function runSteps(steps: Step[], lanes = 2): Promise<StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;

  async function lane(): Promise<void> {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const startedAt = Date.now();
      const { code, output } = await step
        .run()
        .catch((error: unknown) => ({ code: 1, output: String(error) }));
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${step.name} ${seconds} s`);
      if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '    '));
      results.push({ name: step.name, ok: code === 0 });
    }
  }
}
