import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../scripts/lib/chromium.ts';
import startDemo from './global-setup.ts';
import { takeMails } from './support/mail-pictures.ts';
import { createSandbox } from './support/sandbox.ts';
import { scenes, type Scene } from './support/scenes.ts';

/**
 * Pictures of every page in its states and of every mail, to look at by hand: `pnpm screenshots [--only text]
 * [--look ko-dark-380] [--docs]`. They land in test-results/screenshots; `--docs` renews those of docs/images instead.
 */
const { values } = parseArgs({
  options: {
    docs: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    look: { type: 'string', default: '' },
  },
});
const top = path.join(import.meta.dirname, '..');
const locales = ['en', 'ko'] as const;
const themes = ['light', 'dark'] as const;
const widths = [1280, 380] as const;

const HEIGHT = 800;

interface Look {
  locale: (typeof locales)[number];
  theme: (typeof themes)[number];
  width: number;
}

const nameOf = ({ locale, theme, width }: Look) => `${locale}-${theme}-${width}`;

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
  if (!values.only && !values.look) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const wanted = scenes.filter(({ name }) => name.includes(values.only));
  for (const look of looks()) {
    for (const openid of new Set(wanted.map((scene) => scene.openid))) {
      const page = await openAs(openid, look);
      for (const scene of wanted.filter((one) => one.openid === openid)) {
        await show(page, scene);
        await growToContent(page);
        await page.screenshot({ path: path.join(folder, `${scene.name}-${nameOf(look)}.png`) });
        await page.setViewportSize({ width: look.width, height: HEIGHT });
        // What a scene pretends is not true of the next one.
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await page.context().setOffline(false);
      }
      await page.context().close();
    }
    if ('mail'.includes(values.only) || values.only.startsWith('mail'))
      await takeMails(
        await newPage(browser, look.locale, { width: look.width, height: HEIGHT }),
        look,
        folder,
      );
  }
  console.log(`written to ${path.relative(process.cwd(), folder)}`);
}

function* looks(): Generator<Look> {
  for (const locale of locales)
    for (const theme of themes)
      for (const width of widths) {
        const look = { locale, theme, width };
        if (nameOf(look).includes(values.look)) yield look;
      }
}

/** Signed in, the page itself does not scroll but its main part does: the window is made as high as that. */
async function growToContent(page: Page): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 1280 };
  const hidden = await page.evaluate(() =>
    Math.max(
      ...[
        document.documentElement,
        ...document.querySelectorAll('main, dialog[open], .l-main, .l-aside'),
      ].map((element) => element.scrollHeight - element.clientHeight),
    ),
  );
  if (hidden > 0) await page.setViewportSize({ width, height: HEIGHT + hidden });
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
  const { locale, theme, width, height = HEIGHT } = look;
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

async function show(page: Page, { path: address, before, prepare }: Scene): Promise<void> {
  await before?.(page);
  // The same page with another fragment would not be loaded anew.
  await page.goto('about:blank');
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
