import type { Page } from '@playwright/test';
import { expectAccessible } from './support/page-checks.ts';
import { expect, heading, test } from './support/journey.ts';

/** What an admin's browser does for a run, and its end. */
async function syncNow(admin: Page, domain: string): Promise<string> {
  return admin.evaluate(async (name) => {
    const started = await fetch('/api/v1/admin/sync-runs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ domain: name }),
    });
    const { id } = (await started.json()) as { id: string };
    for (;;) {
      const { state } = (await (await fetch(`/api/v1/admin/sync-runs/${id}`)).json()) as { state: string };
      if (!['queued', 'reading', 'planned', 'applying'].includes(state)) return state;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }, domain);
}

test('who leaves the team is told, keeps getting mail, and comes back as if nothing had been', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
}) => {
  const person = await sandbox.newPerson({ teams: ['edubuntu-members'] });
  const alias = `${person.name}@edubuntu.org`;
  const row = page.getByRole('row', { name: alias });
  await signIn(page, person);
  await expect(row).toContainText('Active');
  const admin = await newVisitor();
  await signIn(admin, 'AdA7okf');

  await sandbox.leaveTeam(person, 'edubuntu-members');
  // Gone from one roster alone is not gone.
  expect(await syncNow(admin, 'edubuntu.org')).toBe('applied');
  await page.reload();
  await expect(row).toContainText('Active');
  expect(await syncNow(admin, 'edubuntu.org')).toBe('applied');
  await page.reload();
  await expect(row).toContainText('Grace period');
  await expect(row).toContainText('Mail is forwarded until');
  await expect(page.getByText('Launchpad no longer lists you as entitled')).toBeVisible();
  await expectAccessible(page, 'an address in grace');
  expect((await sandbox.write(alias, 'still there')).isAccepted).toBe(true);
  const subjects = async () => (await sandbox.mailsTo(person.email ?? '')).map(({ subject }) => subject);
  await expect.poll(subjects).toContainEqual(expect.stringMatching(/ends/));

  await sandbox.join(person, 'edubuntu-members');
  await page.getByRole('link', { name: 'See my eligibility' }).click();
  await expect(heading(page, 'Eligibility')).toBeVisible();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'you are eligible' })).toBeVisible();
  await page.getByRole('link', { name: 'My addresses' }).click();
  await expect(row).toContainText('Active');
  await expect.poll(subjects).toContainEqual(expect.stringMatching(/is restored/));
});
