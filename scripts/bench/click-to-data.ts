import type { Page } from '@playwright/test';
import type { Figure } from '../../apps/api/bench/run.ts';

/** So long that nothing else counts beside it. */
const ROUND_TRIP = 500;

/** From a click on each link of the navigation to the page with its data, in round trips; the worst of them. */
export async function measureClickToData(signedIn: () => Promise<Page>): Promise<Figure[]> {
  const page = await signedIn();
  const devtools = await page.context().newCDPSession(page);
  await page.waitForLoadState('networkidle');
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  const trips: number[] = [];
  const shifts: number[] = [];
  for (const path of ['/activity', '/eligibility', '/account']) {
    const link = page.locator(`nav a[href="${path}"]`);
    await link.evaluate((element) =>
      element.addEventListener('click', () => performance.mark('click'), { once: true }),
    );
    await link.click();
    await page.waitForFunction(
      (wanted) =>
        location.pathname === wanted &&
        document.querySelector('main h1') &&
        !document.querySelector('.skeleton'),
      path,
      { polling: 'raf' },
    );
    const milliseconds = await page.evaluate(() => {
      const clicked = performance.getEntriesByName('click').at(-1)?.startTime ?? Number.NaN;
      return performance.now() - clicked;
    });
    trips.push(Math.floor(milliseconds / ROUND_TRIP));
    shifts.push(await shiftOf(page));
  }
  await page.context().close();
  return [
    {
      what: 'signed-in page from click to its data, round trips (worst page)',
      floor: '–',
      measured: String(Math.max(...trips)),
      target: '≤ 1',
      isReached: Math.max(...trips) <= 1,
    },
    {
      what: 'layout shift of signed-in pages that load slowly (sum)',
      floor: '–',
      measured: Math.max(...shifts).toFixed(4),
      target: '< 0.02',
      isReached: Math.max(...shifts) < 0.02,
    },
  ];
}

/** All of it since the page was loaded; what follows a click at once is not counted by browsers. */
const shiftOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput)
              sum += Number(entry.value);
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );
