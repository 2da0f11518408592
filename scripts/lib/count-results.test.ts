import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, countPlaywright, countVitest } from './count-results.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'count-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: unknown): Promise<string> {
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

describe('counting', () => {
  it('adds up', () => {
    expect(
      add([
        { passed: 2, failed: 0 },
        { passed: 3, failed: 1 },
      ]),
    ).toEqual({ passed: 5, failed: 1 });
  });

  it('takes the numbers of Vitest', async () => {
    const file = await report({ numPassedTests: 5, numFailedTests: 2, testResults: [] });
    expect(await countVitest(file, 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('counts a file that could not be loaded', async () => {
    const file = await report({
      numPassedTests: 5,
      testResults: [{ status: 'failed', assertionResults: [] }],
    });
    expect(await countVitest(file, 1)).toEqual({ passed: 5, failed: 1 });
  });

  it('never takes a bad exit for a good run', async () => {
    const file = await report({ numPassedTests: 5, numFailedTests: 0, testResults: [] });
    expect(await countVitest(file, 1)).toEqual({ passed: 5, failed: 1 });
    expect(await countVitest(path.join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1 });
    expect(await countPlaywright(path.join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1 });
  });

  it('takes the numbers of Playwright', async () => {
    const file = await report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 } });
    expect(await countPlaywright(file, 1)).toEqual({ passed: 4, failed: 2 });
  });
});
