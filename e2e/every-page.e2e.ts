import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/page-checks.ts';
import { expect, heading, test } from './support/journey.ts';
import { adminPages, forbiddenPage, memberPages, open, publicPages, signInPage } from './support/pages.ts';

test.describe.configure({ mode: 'parallel' });

async function expectWellMade(page: Page, what: string) {
  await expectAccessible(page, what);
  await expectNoSidewaysScroll(page, what);
}

test('public pages', async ({ page }) => {
  for (const one of [...publicPages, signInPage]) {
    await open(page, one);
    await expectWellMade(page, one.path);
  }
});

test('pages of a member, with and without an address', async ({ page, sandbox, signIn, newVisitor }) => {
  await signIn(page, await sandbox.newPerson({ teams: ['ubuntumembers', 'kubuntu-members'] }));
  for (const one of [...memberPages, forbiddenPage]) {
    await open(page, one);
    await expectWellMade(page, one.path);
  }
  const refused = await newVisitor();
  await signIn(refused, await sandbox.newPerson({ teams: [], cocSigned: false }));
  for (const one of memberPages.slice(0, 2)) {
    await open(refused, one);
    await expectAccessible(refused, `${one.path}, refused`);
  }
});

test('something to attend to, and a drawer', async ({ page, signIn }) => {
  await signIn(page, 'IdaBrg3');
  await open(page, memberPages[0]!);
  await expectAccessible(page, 'without a mailbox');
  await page.setViewportSize({ width: 380, height: 800 });
  await page.locator('button[aria-controls=navigation]').click();
  await expectAccessible(page, 'drawer');
});

test('overview and members', async ({ page, signIn }) => {
  await signIn(page, 'BnMrsh2');
  await page.context().clearCookies();
  await signIn(page, 'AdA7okf');
  for (const one of adminPages.slice(1)) {
    await open(page, one);
    await expectWellMade(page, one.path);
  }
  await page.goto('/admin/members?q=ben-marsh');
  await page.locator('.entry-link').first().click();
  await expect(heading(page, '~ben-marsh')).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await expectWellMade(page, 'a member');
});

test('error log, panel and dialog', async ({ page, sandbox, signIn, newVisitor }) => {
  const visitor = await newVisitor();
  const person = await sandbox.newPerson({ cocSigned: false });
  await signIn(visitor, person);
  await signIn(page, 'AdA7okf');
  await open(page, adminPages[0]!);
  await page
    .locator('details')
    .first()
    .evaluate((details: HTMLDetailsElement) => (details.open = true));
  await expectAccessible(page, 'list and filters');
  await page.goto(`/admin/errors?q=${person.name}`);
  await page.locator('.entry-link').click();
  await expect(page.locator('.entry-panel').getByRole('heading', { level: 2 })).toBeFocused();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await expectAccessible(page, 'panel');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
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
