import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { Figure } from '../../apps/api/bench/run.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What Lighthouse looks at for accessibility and best practices, page by page; each finding is printed. */
export async function checkPages(page: Page, paths: readonly string[]): Promise<Figure> {
  const findings: string[] = [];
  let path = '';
  const find = (what: string) => findings.push(`${path}: ${what}`);
  const origin = new URL(page.url()).origin;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Audits.enable');
  await devtools.send('Log.enable');
  // Deprecated interfaces, mixed content, cookies and policies that Chromium itself complains about.
  devtools.on('Audits.issueAdded', ({ issue }) => find(`${issue.code} ${JSON.stringify(issue.details)}`));
  devtools.on('Log.entryAdded', ({ entry }) => {
    if (entry.level === 'error' || entry.source === 'deprecation') find(`console: ${entry.text}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) find(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => find(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) find(`asks ${request.url()}`);
  });
  for (path of paths) {
    const answer = await page.goto(path, { waitUntil: 'networkidle' });
    const headers = answer?.headers() ?? {};
    const policy = headers['content-security-policy'] ?? '';
    if (!policy || /unsafe-inline|unsafe-eval/.test(policy)) find(`content security policy “${policy}”`);
    if (headers['x-content-type-options'] !== 'nosniff') find('its type may be guessed');
    for (const fault of await page.evaluate(faultsOfDocument)) find(fault);
    for (const violation of await violations(page)) find(violation);
  }
  for (const finding of findings) console.error(finding);
  return {
    what: `checks for accessibility and best practices, ${paths.length} pages: findings`,
    floor: '–',
    measured: String(findings.length),
    target: '0',
    isReached: findings.length === 0,
  };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const results = await axe.run({ runOnly, resultTypes: ['violations'] });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id} ${target.join(' ')}`),
    );
  }, AXE_TAGS);
}

/** Runs in the page. */
function faultsOfDocument(): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  expect(document.doctype?.name === 'html' && document.compatMode === 'CSS1Compat', 'no doctype');
  expect(document.characterSet === 'UTF-8', 'not UTF-8');
  expect(/^[a-z]{2}$/.test(document.documentElement.lang), 'no language');
  expect(document.title.length > 0, 'no title');
  const viewport = document.querySelector('meta[name=viewport]')?.getAttribute('content') ?? '';
  expect(
    viewport.includes('width=device-width') && !/user-scalable=no|maximum-scale/.test(viewport),
    'viewport',
  );
  expect(document.querySelectorAll('h1').length === 1, 'not one h1');
  expect(document.querySelectorAll('img:not([alt])').length === 0, 'a picture without alt');
  expect(
    document.querySelectorAll('a[target=_blank]:not([rel~=noopener])').length === 0,
    'a link without noopener',
  );
  expect(document.querySelectorAll('input[type=password][onpaste]').length === 0, 'pasting is refused');
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size === ids.length, 'an id twice');
  const small = [...document.querySelectorAll('p, li, td, a, button, label')].filter(
    (element) =>
      element.getClientRects().length > 0 && Number.parseFloat(getComputedStyle(element).fontSize) < 12,
  );
  expect(small.length === 0, 'text below 12 px');
  return faults;
}
