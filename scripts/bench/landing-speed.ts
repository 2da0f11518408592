import type { Browser } from '@playwright/test';
import type { Figure } from '../../apps/api/bench/run.ts';

const ROUNDS = 5;
/** A middling phone on a middling connection, as Lighthouse has it. */
const SLOWER_CPU = 4;
const BYTES_PER_SECOND = 1_600_000 / 8;
const LATENCY = 150;

interface Vitals {
  largestPaint: number;
  blocking: number;
  shift: number;
}

/** How the landing page feels on a slow machine and a slow connection, nothing of it cached; median of five. */
export async function measureLandingSpeed(browser: Browser, productUrl: string): Promise<Figure[]> {
  const runs: Vitals[] = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await load(browser, `${productUrl}/ubuntu`));
  const median = (pick: (run: Vitals) => number) =>
    runs.map(pick).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  const figure = (what: string, measured: number, below: number, digits: number, unit: string): Figure => ({
    what: `landing page, ${SLOWER_CPU} × slower CPU, 1.6 Mbit/s, ${LATENCY} ms: ${what}`,
    floor: '–',
    measured: `${measured.toFixed(digits)}${unit}`,
    target: `< ${below}${unit}`,
    isReached: measured < below,
  });
  return [
    figure('largest paint', median(({ largestPaint }) => largestPaint) / 1000, 2, 2, ' s'),
    figure(
      'blocking time',
      median(({ blocking }) => blocking),
      150,
      0,
      ' ms',
    ),
    figure(
      'layout shift',
      median(({ shift }) => shift),
      0.02,
      4,
      '',
    ),
  ];
}

async function load(browser: Browser, url: string): Promise<Vitals> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY,
      downloadThroughput: BYTES_PER_SECOND,
      uploadThroughput: BYTES_PER_SECOND,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
    await page.goto(url, { waitUntil: 'networkidle' });
    // The network may be done before the page is drawn.
    await page.getByRole('heading', { level: 1 }).waitFor();
    return await page.evaluate(async () => {
      const entries = (type: string) =>
        new Promise<PerformanceEntry[]>((resolve) => {
          const seen: PerformanceEntry[] = [];
          new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({
            type,
            buffered: true,
          });
          setTimeout(() => resolve(seen), 300);
        });
      const [paints, tasks, shifts] = await Promise.all(
        ['largest-contentful-paint', 'longtask', 'layout-shift'].map(entries),
      );
      return {
        largestPaint: paints?.at(-1)?.startTime ?? Number.NaN,
        blocking: (tasks ?? []).reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
        shift: (shifts ?? []).reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0),
      };
    });
  } finally {
    await context.close();
  }
}
