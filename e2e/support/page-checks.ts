import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe found, in a form that names the place: everything in the light theme, then in the dark one what
 * a theme can change. axe is put into the page once; its wrappers do so again for each question, which
 * takes most of their time.
 */
export async function expectAccessible(page: Page, what: string) {
  // Colours are measured as they are, not half faded in.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  expect.soft(await violations(page, standards), what).toEqual([]);
  await setTheme(page, 'dark');
  expect.soft(await violations(page, ['color-contrast']), `${what}, dark`).toEqual([]);
  await setTheme(page, 'light');
}

/** As the system would while the page is open; ends when every colour has arrived. */
async function setTheme(page: Page, theme: 'dark' | 'light') {
  await page.emulateMedia({ colorScheme: theme });
  const html = page.locator('html');
  await (theme === 'dark' ? expect(html) : expect(html).not).toHaveClass(/is-dark/);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}

function violations(page: Page, runOnly: string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const results = await axe.run({ runOnly: only, resultTypes: ['violations'] });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${target.join(' ')} – ${failureSummary?.replace(/\s+/g, ' ')}`,
      ),
    );
  }, runOnly);
}

/** At the width of a small telephone: the page itself, and the part of it that scrolls when signed in. */
export async function expectNoSidewaysScroll(page: Page, what: string) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 380, height: 800 });
  const tooWide = () =>
    page.evaluate(() =>
      [document.documentElement, document.body, document.querySelector('main')]
        .filter((element) => element !== null)
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth} > ${clientWidth}`),
    );
  // What is drawn otherwise at this width is so a moment after.
  await expect.soft.poll(tooWide, { message: what }).toEqual([]);
  if (before) await page.setViewportSize(before);
}
