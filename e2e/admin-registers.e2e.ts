import { expectAccessible } from './support/page-checks.ts';
import { expect, heading, test } from './support/journey.ts';

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
});
