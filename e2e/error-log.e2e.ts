import type { Page } from '@playwright/test';
import type { Person, Sandbox } from './support/sandbox.ts';
import { expect, heading, listOf, test } from './support/journey.ts';

const admin = 'AdA7okf';
const unsigned = 'The Code of Conduct is not signed';

/** Somebody who comes in and is refused, so that the log has an entry. */
async function refuse(sandbox: Sandbox, visit: (person: Person) => Promise<void>, displayName?: string) {
  const person = await sandbox.newPerson({ cocSigned: false, displayName });
  await visit(person);
  return person;
}

/** Only the entries about these people; nobody else's entries can come in between. */
async function openLogOf(page: Page, text: string, shown: number) {
  await page.goto(`/admin/errors?q=${text}`);
  await expect(page.getByRole('link', { name: unsigned })).toHaveCount(shown);
}

const entryOf = (page: Page, person: Person) =>
  page
    .getByRole('row')
    .filter({ hasText: `~${person.name}` })
    .getByRole('link', { name: unsigned });
const panelOf = (page: Page) => page.getByRole('region', { name: unsigned });
const toast = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });
/** What tells an admin of entries; the mails about new addresses go to the same mailbox. */
const problemMails = async (sandbox: Sandbox) =>
  (await sandbox.mailsTo('ada@example.org')).filter(({ text }) => text.includes('/admin/errors'));

test('a refusal is listed, mailed once, and worked on to its end', async ({
  page,
  sandbox,
  newVisitor,
  signIn,
}) => {
  const visitor = await newVisitor();
  const person = await refuse(sandbox, (who) => signIn(visitor, who), 'Greta Holt');
  await expect.poll(async () => (await problemMails(sandbox)).length, { timeout: 15_000 }).toBe(1);

  await test.step('the second time it is counted', async () => {
    await visitor.goto('/eligibility');
    await visitor.getByRole('button', { name: 'Check again' }).click();
    await expect(visitor.getByRole('status').filter({ hasText: 'Checked just now' })).toBeVisible();
  });

  await signIn(page, admin, { returnTo: '/admin/errors' });
  await test.step('filters are chips and live in the address', async () => {
    await page.getByText('More filters').click();
    await page.getByRole('searchbox', { name: 'Person or code' }).fill(person.name ?? '');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByLabel('Domain').selectOption('kubuntu.org');
    await page.getByRole('group', { name: 'Severity' }).getByRole('button', { name: 'Warning' }).click();
    await expect(page).toHaveURL(`/admin/errors?severity=warning&domain=kubuntu.org&q=${person.name}`);
    await page.reload();
    await expect(page).toHaveURL(/severity=warning&domain=kubuntu\.org&q=/);
    await expect(listOf(page, 'Active filters').getByRole('listitem')).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Warning' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('row').filter({ hasText: unsigned })).toContainText('2');

    await listOf(page, 'Active filters').getByRole('button', { name: 'Remove the filter Domain' }).click();
    await expect(page).not.toHaveURL(/domain=/);
    await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'Open' }).click();
    await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'Resolved' }).click();
    await expect(page).toHaveURL(/state=acknowledged/);
    await expect(page.getByText('Nothing matches these filters')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(page).toHaveURL('/admin/errors');
  });

  await openLogOf(page, person.name ?? '', 1);
  await entryOf(page, person).click();
  const panel = panelOf(page);
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(panel).toContainText('2 times');
  await expect(panel).toContainText('Ask the person to sign it on Launchpad.');

  await test.step('the person is masked until somebody asks', async () => {
    await expect(panel).not.toContainText(person.email ?? '');
    await expect(panel).toContainText('…@example.org');
    await panel.getByRole('button', { name: 'Reveal the person' }).click();
    await expect(panel.getByText(person.email ?? '', { exact: true })).toBeVisible();
    await expect(panel.getByText('Greta Holt', { exact: true })).toBeVisible();
    await expect(panel.getByText('Revealed. This was recorded in the audit log')).toBeVisible();
  });

  await test.step('a note, and the states', async () => {
    const note = panel.getByLabel('Note for the other admins');
    await note.fill('Asked on the list.');
    await panel.getByRole('button', { name: 'Save the note' }).click();
    await expect(toast(page, 'The note is saved.')).toBeVisible();
    await panel.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(toast(page, 'The entry is acknowledged.')).toBeVisible();
    await panel.getByRole('button', { name: 'Resolve' }).click();
    await toast(page, 'The entry is resolved.').getByRole('button', { name: 'Undo' }).click();
    await expect(panel.getByText('Acknowledged')).toBeVisible();
    await panel.getByRole('button', { name: 'Resolve' }).click();
    await expect(toast(page, 'The entry is resolved.')).toBeVisible();
    await page.reload();
    await expect(note).toHaveValue('Asked on the list.');
    await expect(panel.getByRole('button', { name: 'Reopen' })).toBeVisible();
  });
  expect(await problemMails(sandbox)).toHaveLength(1);
});

test('the whole log by keyboard', async ({ page, sandbox, signIn, signInElsewhere }) => {
  const group = `Keys${Date.now().toString(36)}`;
  const people: Person[] = [];
  for (const number of [1, 2]) people.push(await refuse(sandbox, signInElsewhere, `${group} ${number}`));
  const [older, newer] = people as [Person, Person];
  await signIn(page, admin, { returnTo: `/admin/errors?q=${group}` });
  await expect(page.getByRole('link', { name: unsigned })).toHaveCount(2);

  await page.keyboard.press('j');
  await expect(entryOf(page, newer)).toBeFocused();
  await page.keyboard.press('j');
  await expect(entryOf(page, older)).toBeFocused();
  await page.keyboard.press('k');
  await expect(entryOf(page, newer)).toBeFocused();

  await page.keyboard.press('e');
  await expect(toast(page, 'The entry is acknowledged.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: `~${newer.name}` })).toContainText('Acknowledged');

  await page.keyboard.press('Enter');
  await expect(panelOf(page).getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panelOf(page)).toBeHidden();
  await expect(entryOf(page, newer)).toBeFocused();

  await page.keyboard.press('r');
  await expect(toast(page, 'The entry is resolved.')).toBeVisible();
  await expect(entryOf(page, newer)).toBeHidden();
  await page.keyboard.press('j');
  await expect(entryOf(page, older)).toBeFocused();

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(entryOf(page, older)).toBeFocused();
});

test('two admins at the same entry: the later one is told, and nothing is lost', async ({
  page,
  sandbox,
  signIn,
  signInElsewhere,
  expectedConsole,
}) => {
  expectedConsole.push(/status of 412/);
  const person = await refuse(sandbox, signInElsewhere);
  await signIn(page, admin);
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await openLogOf(tab, person.name ?? '', 1);
    await entryOf(tab, person).click();
    await expect(panelOf(tab).getByRole('button', { name: 'Acknowledge' })).toBeVisible();
  }
  await panelOf(page).getByRole('button', { name: 'Acknowledge' }).click();
  await expect(toast(page, 'The entry is acknowledged.')).toBeVisible();

  await panelOf(other).getByRole('button', { name: 'Resolve' }).click();
  const told = other.getByRole('alert').filter({ hasText: 'Your change was taken back' });
  await expect(told).toContainText('Somebody else changed this entry in the meantime.');
  await expect(panelOf(other).getByText('Acknowledged')).toBeVisible();
  await panelOf(other).getByRole('button', { name: 'Resolve' }).click();
  await expect(toast(other, 'The entry is resolved.')).toBeVisible();
});

test('it is not for everybody', async ({ page, sandbox, signIn }) => {
  await signIn(page, await sandbox.newPerson(), { returnTo: '/admin/errors' });
  await expect(heading(page, 'This page is for admins')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Errors' })).toBeHidden();
  await page.getByRole('link', { name: 'To my addresses' }).click();
  await expect(heading(page, 'My addresses')).toBeFocused();
});
