import type { Page } from '@playwright/test';
import { expectAccessible } from './support/page-checks.ts';
import { expect, heading, test } from './support/journey.ts';

/** Answers of the service with something in them that would need days, or many people. */
const pretend = (page: Page, path: string, fields: Record<string, unknown>) =>
  page.route(path, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), ...fields } });
  });

test('an admin holds an address, reads why in the audit log, and plans a run', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
}) => {
  const person = await sandbox.newPerson({ teams: ['kubuntu-members'] });
  const owner = await newVisitor();
  await signIn(owner, person);
  const address = `${person.name}@kubuntu.org`;
  await expect(owner.getByText('Active', { exact: true }).first()).toBeVisible();

  await signIn(page, 'AdA7okf', { returnTo: '/admin/addresses' });
  await page.getByRole('searchbox').fill(address);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('1 address', { exact: true })).toBeVisible();
  await page.locator('.entry-link').click();
  const panel = page.getByRole('region', { name: address });
  await expectAccessible(page, 'panel');
  await panel.getByRole('button', { name: 'Hold…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('abuse was reported');
  await expectAccessible(page, 'dialog');
  await dialog.getByRole('button', { name: 'Hold the address' }).click();
  await expect(page.getByText('The address is held.')).toBeVisible();
  await expect(panel.getByText('Held by an admin')).toBeVisible();
  await owner.reload();
  await expect(owner.getByText('Mail is refused: an admin holds this address.').first()).toBeVisible();

  await panel.getByRole('link', { name: 'Its history in the audit log' }).click();
  await expect(heading(page, 'Audit log')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Address held' })).toBeVisible();
  await expect(page.getByText('abuse was reported')).toBeVisible();
  await expectAccessible(page, 'audit log');

  await page.goto('/admin/sync');
  await page.getByRole('combobox', { name: 'Domain' }).selectOption('lubuntu.me');
  await page.getByRole('button', { name: 'Plan only' }).click();
  await expect(page.getByText('The run is queued.')).toBeVisible();
  await page.locator('.sync-run .entry-link').filter({ hasText: 'lubuntu.me' }).first().click();
  await expect(heading(page, 'Run for lubuntu.me')).toBeVisible();
  // It follows the run by itself.
  await expect(page.getByText('Planned only')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 'run');
  await test.step('what it would ask if the brake held it, or its roster were not believed', async () => {
    await pretend(page, '**/api/v1/admin/sync-runs/*', { state: 'needs_approval', canAcceptRoster: true });
    await page.reload();
    for (const action of [/^Approve/, 'Reject the plan…', 'Accept the roster…']) {
      await page.getByRole('button', { name: action }).click();
      await expect(dialog.getByRole('textbox')).toBeVisible();
      await expectAccessible(page, `dialog: ${action}`);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
  });

  await test.step('the name of a released address is freed', async () => {
    await pretend(page, '**/api/v1/admin/aliases/*', { state: 'released' });
    await page.goto(`/admin/addresses?q=${address}`);
    await page.locator('.entry-link').click();
    await panel.getByRole('button', { name: 'Free the name…' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeVisible();
    await expectAccessible(page, 'dialog of freeing');
  });
});
