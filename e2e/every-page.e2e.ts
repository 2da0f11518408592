import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/page-checks.ts';
import { expect, heading, test } from './support/journey.ts';
import {
  adminPages,
  forbiddenPage,
  memberPages,
  open,
  publicPages,
  signInPage,
  speak,
  visit,
} from './support/pages.ts';
import { longestNames } from './support/long-names.ts';

/**
 * One visit of a page serves everything that is asked of all of them: axe in both themes, nothing wider than a
 * telephone, and the same in Korean. narrow.e2e.ts has the third language, from right to left.
 */
test.describe.configure({ mode: 'parallel' });

async function expectWellMade(page: Page, what: string) {
  await expectAccessible(page, what);
  await expectNoSidewaysScroll(page, what);
}

test('public pages, in English and Korean', async ({ page }) => {
  for (const one of [...publicPages, signInPage]) {
    await visit(page, one);
    await expectWellMade(page, one.path);
    await speak(page, 'ko', one);
    await expectNoSidewaysScroll(page, `${one.path}, Korean`);
    await speak(page, 'en', one);
  }
});

test('pages of a member with the longest names there are, and a drawer', async ({
  page,
  sandbox,
  signIn,
}) => {
  const person = await sandbox.newPerson(longestNames());
  await signIn(page, person);
  await expect(page.getByRole('row', { name: `${person.name}@ubuntustudio.com` })).toBeVisible();
  for (const one of [...memberPages, forbiddenPage]) {
    await visit(page, one);
    await expectWellMade(page, one.path);
  }
  await page.setViewportSize({ width: 380, height: 800 });
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expectWellMade(page, 'drawer');
});

test('pages of somebody without an address, and without a mailbox', async ({ page, sandbox, signIn }) => {
  await signIn(page, await sandbox.newPerson({ teams: [], cocSigned: false }));
  for (const one of memberPages.slice(0, 2)) {
    await visit(page, one);
    await expectAccessible(page, `${one.path}, refused`);
  }
  await signIn(page, 'IdaBrg3');
  await open(page, memberPages[0]!);
  await expectAccessible(page, 'without a mailbox');
});

test('registers of an admin, a member and a domain', async ({ page, signIn, signInElsewhere }) => {
  await signInElsewhere('BnMrsh2');
  await signIn(page, 'AdA7okf', { returnTo: '/admin/addresses' });
  for (const one of adminPages.slice(1)) {
    await visit(page, one);
    await expectWellMade(page, one.path);
  }
  await page.getByRole('main').getByRole('link', { name: 'kubuntu.org' }).first().click();
  await expect(heading(page, 'kubuntu.org')).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await expectWellMade(page, 'a domain');
  await page.goto('/admin/members?q=ben-marsh');
  await page.locator('.entry-link').first().click();
  await expect(heading(page, '~ben-marsh')).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await expectWellMade(page, 'a member');
});

test('error log: list and filters, an entry with long names, the dialog, nothing found', async ({
  page,
  sandbox,
  signIn,
  signInElsewhere,
}) => {
  const title = 'The Code of Conduct is not signed';
  const displayName = 'W'.repeat(200);
  // In one team only: each team would make an entry of its own.
  const person = await sandbox.newPerson({
    ...longestNames(),
    displayName,
    cocSigned: false,
    teams: ['kubuntu-members'],
  });
  await signInElsewhere(person);
  await signIn(page, 'AdA7okf', { returnTo: '/admin/errors' });
  await visit(page, adminPages[0]!);
  await page.getByText('More filters').click();
  await expectWellMade(page, 'list and filters');
  await page.setViewportSize({ width: 380, height: 800 });
  await page.getByRole('searchbox', { name: 'Person or code' }).fill(person.name ?? '');
  await page.getByRole('button', { name: 'Search' }).click();
  const entry = page.getByRole('link', { name: title });
  await expect(entry).toHaveCount(1);
  await expectNoSidewaysScroll(page, 'filters in use');
  await entry.click();
  const panel = page.getByRole('region', { name: title });
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused();
  await panel.getByRole('button', { name: 'Reveal the person' }).click();
  await expect(panel.getByText(displayName)).toBeVisible();
  await expectNoSidewaysScroll(page, 'panel');
  await page.setViewportSize({ width: 1280, height: 720 });
  await expectAccessible(page, 'panel');
  await page.setViewportSize({ width: 380, height: 800 });
  await panel.getByRole('button', { name: 'Close the entry' }).click();
  await expect(entry).toBeFocused();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoSidewaysScroll(page, 'dialog');
  await page.setViewportSize({ width: 1280, height: 720 });
  await expectAccessible(page, 'dialog');
  await page.keyboard.press('Escape');
  await page.goto('/admin/errors?q=nobody-has-this-name');
  await expect(page.locator('.empty')).toBeVisible();
  await expectAccessible(page, 'nothing found');
});

test('a page about what went wrong', async ({ page, expectedConsole }) => {
  expectedConsole.push(/status of 500/);
  await page.route('**/api/v1/domains', (route) =>
    route.fulfill({
      status: 500,
      json: { code: 'internal', requestId: 'c0ffee00-0000-4000-8000-000000000000' },
    }),
  );
  await page.goto('/');
  await expect(heading(page, 'Your Ubuntu address')).toBeVisible();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'error notice');
});
