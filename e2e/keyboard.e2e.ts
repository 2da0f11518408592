import type { Locator, Page } from '@playwright/test';
import { expect, heading, listOf, test } from './support/journey.ts';

/** Tabs on until this has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator, presses = 40) {
  await expect(target).toBeVisible();
  for (let press = 0; press < presses; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

test('a whole journey without a mouse', async ({ page, sandbox }) => {
  const person = await sandbox.newPerson({ teams: [] });
  await page.goto('/kubuntu');
  await expect(heading(page, /@kubuntu\.org/)).toBeVisible();

  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Log in with Ubuntu One' })).toBeFocused();
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: person.openid }).focus(); // The sandbox is not what is tested here.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No address yet' })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'See my eligibility' }));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Eligibility')).toBeFocused();

  await sandbox.join(person, 'kubuntu-members');
  await page.keyboard.press('Tab');
  const checkAgain = page.getByRole('button', { name: 'Check again' });
  await expect(checkAgain).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'you are eligible' })).toBeVisible();
  await expect(checkAgain).toBeFocused();
  await expect(listOf(page, 'Rules').getByText('Yes', { exact: true })).toHaveCount(5);

  await page.keyboard.press('Shift+Tab');
  await tabTo(page, page.getByRole('link', { name: 'My addresses' }));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'My addresses')).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: `Copy ${person.name}@kubuntu.org` }));
  await page.keyboard.press('Enter');

  await page.getByRole('link', { name: 'Skip to the content' }).focus();
  await tabTo(page, page.getByRole('button', { name: 'Log out', exact: true }));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Your Ubuntu address')).toBeFocused();
});

test('whatever has the focus shows it', async ({ page, sandbox, signIn }) => {
  await signIn(page, await sandbox.newPerson());
  await expect(page.getByRole('row', { name: '@kubuntu.org' })).toBeVisible();
  const bare: string[] = [];
  for (let press = 0; press < 14; press += 1) {
    await page.keyboard.press('Tab');
    bare.push(
      ...(await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return [];
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const isShown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        return isShown ? [] : [element.outerHTML.slice(0, 120)];
      })),
    );
  }
  expect(bare).toEqual([]);
});
