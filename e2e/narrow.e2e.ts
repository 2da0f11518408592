import { expect, heading, test } from './support/journey.ts';
import { expectNoSidewaysScroll } from './support/page-checks.ts';
import {
  adminPages,
  forbiddenPage,
  memberPages,
  open,
  prefer,
  publicPages,
  signInPage,
} from './support/pages.ts';
import { speakPseudoLanguage } from './support/pseudo-language.ts';

test.use({ viewport: { width: 380, height: 800 } });

test('no page scrolls sideways in Korean', async ({ page }) => {
  await prefer(page, { locale: 'ko' });
  for (const one of [...publicPages, signInPage]) {
    await open(page, one, 'ko');
    await expectNoSidewaysScroll(page, one.path);
  }
});

test('nor do pages with the longest names there are', async ({ page, sandbox, signIn }) => {
  const person = await sandbox.newPerson({
    // A word without any place to break, then one of many words.
    displayName: `${'W'.repeat(120)} ${'long name '.repeat(8)}`.slice(0, 200),
    name: `l${Date.now().toString(36)}${'o'.repeat(64)}`.slice(0, 64),
    email: `${'m'.repeat(64)}@${'subdomain.'.repeat(5)}example.org`,
    teams: ['ubuntumembers', 'ubuntustudio-core'],
  });
  await signIn(page, person);
  await expect(page.getByRole('heading', { name: `${person.name}@ubuntustudio.com` })).toBeVisible();
  for (const one of [...memberPages, forbiddenPage]) {
    await open(page, one);
    await expectNoSidewaysScroll(page, one.path);
  }
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'drawer');
});

test('nor does any in a long language with accents, written from right to left', async ({
  page,
  sandbox,
  signIn,
}) => {
  await speakPseudoLanguage(page);
  for (const { path } of publicPages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[àäéêîïöøûüñšç]/);
    await expectNoSidewaysScroll(page, path);
  }
  await signIn(page, await sandbox.newPerson({ teams: ['ubuntumembers', 'ubuntustudio-core'] }));
  for (const { path } of memberPages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[àäéêîïöøûüñšç]/);
    await expect(page.locator('.skeleton')).toHaveCount(0);
    await expectNoSidewaysScroll(page, path);
  }
  await page.goto('/addresses');
  for (const nth of [0, 1, 2]) {
    await page.locator('.p-contextual-menu > button').first().click();
    await page.locator('.p-contextual-menu__link').nth(nth).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoSidewaysScroll(page, `dialog ${nth}`);
    await page.keyboard.press('Escape');
  }
});

test('nor the error log, nor an entry in it', async ({ page, sandbox, signIn, newVisitor }) => {
  const person = await sandbox.newPerson({
    displayName: 'W'.repeat(200),
    name: `e${Date.now().toString(36)}${'o'.repeat(64)}`.slice(0, 64),
    cocSigned: false,
  });
  await signIn(await newVisitor(), person);
  await signIn(page, 'AdA7okf');
  await open(page, adminPages[0]!);
  await expectNoSidewaysScroll(page, 'list');
  await page.getByText('More filters').click();
  await page.getByRole('searchbox', { name: 'Person or code' }).fill(person.name ?? '');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('link', { name: 'The Code of Conduct is not signed' })).toHaveCount(1);
  await expectNoSidewaysScroll(page, 'filters');
  await page.getByRole('link', { name: 'The Code of Conduct is not signed' }).click();
  const panel = page.getByRole('region', { name: 'The Code of Conduct is not signed' });
  await panel.getByRole('button', { name: 'Reveal the person' }).click();
  await expect(panel.getByText('W'.repeat(200))).toBeVisible();
  await expectNoSidewaysScroll(page, 'panel');
  await panel.getByRole('button', { name: 'Close the entry' }).click();
  await expect(page.getByRole('link', { name: 'The Code of Conduct is not signed' })).toBeFocused();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expectNoSidewaysScroll(page, 'dialog');
});

test('the drawer opens and closes by keyboard', async ({ page, sandbox, signIn }) => {
  await signIn(page, await sandbox.newPerson());
  await expect(heading(page, 'My addresses')).toBeVisible();
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  const account = page.getByRole('link', { name: 'Account' });
  await expect(account).toBeHidden(); // A closed drawer is not reached by Tab either.
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await expect(account).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await expect(account).toBeHidden();
  await page.keyboard.press('Enter');
  await account.focus();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Account')).toBeFocused();
  await expect(account).toBeHidden();
});
