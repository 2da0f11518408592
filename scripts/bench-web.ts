import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Figure } from '../apps/api/bench/run.ts';
import startDemo from '../e2e/global-setup.ts';
import { measureClickToData } from './bench/click-to-data.ts';
import { measureFirstLoad } from './bench/first-load.ts';
import { measureLandingSpeed } from './bench/landing-speed.ts';
import { checkPages } from './bench/page-checks.ts';
import { CHROMIUM_FLAGS, findChromium } from './lib/chromium.ts';
import { run } from './lib/run.ts';
import { top } from './lib/top.ts';

/** `pnpm bench:web`: how heavy, how fast and how clean the pages are. Exits 1 when a target is missed. */
const PUBLIC = ['/', '/ubuntu', '/help', '/privacy', '/status'];
const SIGNED_IN = ['/addresses', '/activity', '/eligibility', '/account'];

const stop = await startDemo();
const url = process.env['E2E_URL'] ?? '';
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
const figures: Figure[] = [];
try {
  figures.push(...(await measureFirstLoad(url)));
  figures.push(await measurePages());
  figures.push(...(await measureLandingSpeed(browser, url)));
  figures.push(...(await measureClickToData(signedIn)));
  const page = await signedIn();
  figures.push(await checkPages(page, [...SIGNED_IN, ...PUBLIC]));
} finally {
  await browser.close();
  await stop?.();
}
console.log('| what | measured | to reach | |\n| --- | --- | --- | --- |');
for (const { what, measured, target, isReached } of figures)
  console.log(`| ${what} | ${measured} | ${target} | ${isReached ? 'reached' : 'MISSED'} |`);
process.exit(figures.every(({ isReached }) => isReached) ? 0 : 1);

async function signedIn() {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/auth/ubuntu');
  await page.getByRole('button', { name: 'BnMrsh2' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** The heaviest page beyond the first load; that admins' code stays away from contributors is part of it. */
async function measurePages(): Promise<Figure> {
  const { code, output } = await run('node', [path.join(top, 'apps/web/scripts/size.ts')]);
  const pages = [...output.matchAll(/^([\w-]+) ([\d.]+) kB of 40 kB/gm)];
  const [, name = '', size = 'NaN'] = pages.toSorted((a, b) => Number(b[2]) - Number(a[2]))[0] ?? [];
  return {
    what: `the heaviest page after that (${name}), gzip; admins' code only for admins`,
    floor: '–',
    measured: `${size} kB`,
    target: '≤ 40 kB',
    isReached: code === 0,
  };
}
