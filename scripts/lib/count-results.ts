import { readFile } from 'node:fs/promises';

export interface Count {
  passed: number;
  failed: number;
}

export const add = (counts: Count[]): Count => ({
  passed: counts.reduce((sum, count) => sum + count.passed, 0),
  failed: counts.reduce((sum, count) => sum + count.failed, 0),
});

/**
 * The count of a Vitest JSON report. A file that could not even be loaded has no test to count, so it is one
 * failure itself; so is a run that ended badly with nothing failed (an error outside a test) or no report.
 */
export async function countVitest(file: string, exitCode: number): Promise<Count> {
  const report = await readReport(file);
  const files = Array.isArray(report?.testResults) ? report.testResults : [];
  const unloadable = files.filter((one) => one?.status === 'failed' && isEmpty(one.assertionResults)).length;
  const count = {
    passed: numberIn(report, 'numPassedTests'),
    failed: numberIn(report, 'numFailedTests') + unloadable,
  };
  return withExitCode(count, exitCode);
}

/** The count of a Playwright JSON report; a journey that passed at the second try only is no pass. */
export async function countPlaywright(file: string, exitCode: number): Promise<Count> {
  const report = await readReport(file);
  const stats = report?.stats;
  const failed = numberIn(stats, 'unexpected') + numberIn(stats, 'flaky');
  return withExitCode({ passed: numberIn(stats, 'expected'), failed }, exitCode);
}

const withExitCode = ({ passed, failed }: Count, exitCode: number): Count => ({
  passed,
  failed: failed === 0 && exitCode !== 0 ? 1 : failed,
});

interface Report {
  testResults?: { status?: string; assertionResults?: unknown }[];
  stats?: unknown;
}

async function readReport(file: string): Promise<Report | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null; // No report: the exit code tells.
  }
}

function numberIn(value: unknown, key: string): number {
  const found =
    typeof value === 'object' && value ? Object.entries(value).find(([name]) => name === key)?.[1] : 0;
  return typeof found === 'number' ? found : 0;
}

const isEmpty = (list: unknown) => !Array.isArray(list) || list.length === 0;
