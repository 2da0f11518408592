import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import type { Figure } from '../../apps/api/bench/run.ts';
import { CHROMIUM_FLAGS, findChromium } from '../lib/chromium.ts';

const KILO = 1000;

/** What Chromium really loads for a landing page, gzip: nothing of it cached, nothing left out. */
export async function measureFirstLoad(productUrl: string): Promise<Figure[]> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    const bodies: { kind: string; bytes: Promise<number> }[] = [];
    const foreign = new Set<string>();
    page.on('response', (response) => {
      const url = new URL(response.url());
      if (url.origin !== new URL(productUrl).origin) foreign.add(url.host);
      const bytes = response.body().then(
        (body) => gzipSync(body, { level: 6 }).length,
        () => 0,
      );
      bodies.push({ kind: response.request().resourceType(), bytes });
    });
    await page.goto(`${productUrl}/ubuntu`, { waitUntil: 'networkidle' });
    const sum = async (kind: string) => {
      const sizes = await Promise.all(bodies.filter((b) => b.kind === kind).map((b) => b.bytes));
      return sizes.reduce((total, size) => total + size, 0) / KILO;
    };
    const figure = (what: string, measured: number, most: number, unit: string): Figure => ({
      what,
      floor: '–',
      measured: `${Number(measured.toFixed(1))}${unit}`,
      target: `≤ ${most}${unit}`,
      isReached: measured <= most,
    });
    return [
      figure('first load of the landing page, script, gzip', await sum('script'), 130, ' kB'),
      figure('first load of the landing page, CSS, gzip', await sum('stylesheet'), 35, ' kB'),
      figure('foreign hosts asked by it', foreign.size, 0, ''),
    ];
  } finally {
    await browser.close();
  }
}
