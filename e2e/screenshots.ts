import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../scripts/lib/chromium.ts';
import startDemo from './global-setup.ts';
import { createSandbox } from './support/sandbox.ts';

/**
 * Pictures of every page, to look at by hand: `pnpm screenshots [--only text] [--docs]`. They land in
 * test-results/screenshots; `--docs` renews those of docs/images instead.
 */
const { values } = parseArgs({
  options: { docs: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const top = path.join(import.meta.dirname, '..');
const locales = ['en', 'ko'] as const;
const themes = ['light', 'dark'] as const;
const widths = [1280, 380] as const;

interface Look {
  locale: (typeof locales)[number];
  theme: (typeof themes)[number];
  width: number;
}

interface Scene {
  name: string;
  /** The person who looks at it; nobody for public pages. */
  openid?: string;
  path: string;
  prepare?: (page: Page) => Promise<void>;
}

const openEntry = async (page: Page) => {
  await page.locator('.entry-link').first().click();
  await page.locator('.entry-panel').waitFor();
};

const scenes: Scene[] = [
  { name: 'home', path: '/' },
  { name: 'landing', path: '/kubuntu' },
  { name: 'landing-long', path: '/ubuntu-studio' },
  { name: 'help', path: '/help' },
  { name: 'privacy', path: '/privacy' },
  { name: 'status', path: '/status' },
  { name: 'unknown', path: '/there-is-nothing-here' },
  { name: 'sign-in', path: '/account' },
  { name: 'cancelled', path: '/?notice=auth.cancelled' },
  { name: 'addresses', openid: 'BnMrsh2', path: '/addresses' },
  { name: 'addresses-none', openid: 'TvKj3r5', path: '/addresses' },
  { name: 'addresses-unusable', openid: 'PstMst1', path: '/addresses' },
  { name: 'addresses-nowhere', openid: 'LrsLp88', path: '/addresses' },
  { name: 'eligibility', openid: 'BnMrsh2', path: '/eligibility' },
  { name: 'eligibility-refused', openid: 'NevNot1', path: '/eligibility' },
  { name: 'eligibility-pending', openid: 'Hsu2Mei', path: '/eligibility' },
  { name: 'account', openid: 'BnMrsh2', path: '/account' },
  { name: 'account-long', openid: 'LongDp1', path: '/account' },
  {
    name: 'drawer',
    openid: 'AdA7okf',
    path: '/addresses',
    prepare: async (page) => {
      const menu = page.locator('button[aria-controls=navigation]');
      if (await menu.isVisible()) await menu.click();
    },
  },
  { name: 'forbidden', openid: 'BnMrsh2', path: '/admin/errors' },
  { name: 'error-log', openid: 'AdA7okf', path: '/admin/errors' },
  {
    name: 'error-log-filters',
    openid: 'AdA7okf',
    path: '/admin/errors?severity=warning,error&domain=kubuntu.org&q=o',
  },
  { name: 'error-log-none', openid: 'AdA7okf', path: '/admin/errors?q=nobody-has-this-name' },
  {
    name: 'error-log-panel',
    openid: 'AdA7okf',
    path: '/admin/errors?code=member.coc_unsigned',
    prepare: openEntry,
  },
  { name: 'admin-addresses', openid: 'AdA7okf', path: '/admin/addresses' },
  { name: 'admin-addresses-none', openid: 'AdA7okf', path: '/admin/addresses?state=released&q=nobody' },
  { name: 'admin-addresses-panel', openid: 'AdA7okf', path: '/admin/addresses', prepare: openEntry },
  {
    name: 'admin-addresses-hold',
    openid: 'AdA7okf',
    path: '/admin/addresses',
    prepare: async (page) => {
      await page.locator('.entry-cards, .entry-table').getByRole('checkbox').last().check({ force: true });
      await page.locator('.selection-bar button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'overview', openid: 'AdA7okf', path: '/admin/overview' },
  { name: 'members', openid: 'AdA7okf', path: '/admin/members' },
  {
    name: 'member',
    openid: 'AdA7okf',
    path: '/admin/members?q=ben-marsh',
    prepare: async (page) => {
      await page.locator('.entry-link').first().click();
      await page.getByRole('heading', { level: 1, name: 'ben-marsh' }).waitFor();
    },
  },
  { name: 'domains', openid: 'AdA7okf', path: '/admin/domains' },
  {
    name: 'domain',
    openid: 'AdA7okf',
    path: '/admin/domains',
    prepare: async (page) => {
      await page.getByRole('main').getByRole('link', { name: 'kubuntu.org' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'kubuntu.org' }).waitFor();
    },
  },
  { name: 'audit', openid: 'AdA7okf', path: '/admin/audit' },
  { name: 'sync', openid: 'AdA7okf', path: '/admin/sync' },
  {
    name: 'sync-run',
    openid: 'AdA7okf',
    path: '/admin/sync',
    prepare: async (page) => {
      await page.locator('.sync-start button').last().click();
      await page.locator('.sync-run .entry-link').first().click();
      await page.locator('.pairs').waitFor();
    },
  },
  {
    name: 'error-log-keys',
    openid: 'AdA7okf',
    path: '/admin/errors',
    prepare: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
];

const stop = await startDemo();
const sandbox = createSandbox(process.env.E2E_SANDBOX_URL ?? '');
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
try {
  await fillErrorLog();
  if (values.docs) await takeThoseOfTheDocs();
  else await takeAll();
} finally {
  await browser.close();
  await stop?.();
}

async function takeAll(): Promise<void> {
  const folder = path.join(top, 'test-results/screenshots');
  if (!values.only) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const locale of locales)
    for (const theme of themes)
      for (const width of widths)
        for (const openid of new Set(scenes.map((scene) => scene.openid))) {
          const wanted = scenes.filter(
            (scene) => scene.openid === openid && scene.name.includes(values.only),
          );
          if (wanted.length === 0) continue;
          const page = await openAs(openid, { locale, theme, width });
          for (const scene of wanted) {
            await show(page, scene);
            await page.screenshot({
              path: path.join(folder, `${scene.name}-${locale}-${theme}-${width}.png`),
              fullPage: true,
            });
          }
          await page.context().close();
        }
  console.log(`written to ${path.relative(process.cwd(), folder)}`);
}

async function takeThoseOfTheDocs(): Promise<void> {
  const folder = path.join(top, 'docs/images');
  await mkdir(folder, { recursive: true });
  const look: Look = { locale: 'en', theme: 'light', width: 1280 };
  for (const [name, file, height] of [
    ['addresses', 'my-addresses', 480],
    ['error-log', 'error-log', 720],
  ] as const) {
    const scene = scenes.find((one) => one.name === name);
    if (!scene) continue;
    const page = await openAs(scene.openid, { ...look, height });
    await show(page, scene);
    await page.screenshot({ path: path.join(folder, `${file}.png`) });
    await page.context().close();
  }
}

async function openAs(openid: string | undefined, look: Look & { height?: number }): Promise<Page> {
  const { locale, theme, width, height = 800 } = look;
  const page = await newPage(browser, locale, { width, height });
  await page.addInitScript(
    (choices) => Object.entries(choices).forEach(([name, value]) => localStorage.setItem(name, value)),
    { theme, locale },
  );
  if (openid) await signIn(page, openid);
  return page;
}

async function newPage(
  from: Browser,
  locale: string,
  viewport: { width: number; height: number },
): Promise<Page> {
  const context = await from.newContext({
    baseURL: process.env.E2E_URL,
    locale,
    viewport,
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

async function signIn(page: Page, openid: string): Promise<void> {
  await page.goto('/auth/ubuntu');
  await page.getByRole('button', { name: openid }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function show(page: Page, { path: address, prepare }: Scene): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  await prepare?.(page);
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  await page.evaluate(() => document.fonts.ready);
}

/** A log as an admin of a quiet week might find it: refusals, names that cannot be, and Launchpad away for one. */
async function fillErrorLog(): Promise<void> {
  await sandbox.addFault({ target: 'launchpad', kind: 'down', path: 'Hsu2Mei' });
  for (const openid of [
    'LeoWlk4',
    'TvKj3r5',
    'TvKj3r5',
    'NevNot1',
    'Sp4mSp4',
    'PstMst1',
    'LrsLp88',
    'Hsu2Mei',
  ]) {
    const page = await newPage(browser, 'en-US', { width: 1280, height: 800 });
    await signIn(page, openid);
    await page.context().close();
  }
}
