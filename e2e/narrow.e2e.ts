import { expect, heading, test } from './support/journey.ts';
import { expectNoSidewaysScroll } from './support/page-checks.ts';
import { memberPages, publicPages } from './support/pages.ts';
import { speakPseudoLanguage } from './support/pseudo-language.ts';

/** English and Korean at this width are looked at in every-page.e2e.ts. */
test.use({ viewport: { width: 380, height: 800 } });

test.describe('in a browser of its own, so that nobody else gets these words', () => {
  test.use({ locale: 'en-GB' });

  test('no page scrolls sideways in a long language with accents, written from right to left', async ({
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
