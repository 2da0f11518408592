import { choosePerson, expect, heading, test } from './support/journey.ts';

test('from a landing page to a working address in three clicks, and out again', async ({ page, sandbox }) => {
  const person = await sandbox.newPerson({ displayName: 'Nadia Frost' });
  await page.goto('/kubuntu');
  await expect(
    heading(page, /Your @kubuntu\.org address, for as long as you are a Kubuntu member/),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Log in with Ubuntu One' }).click();
  await choosePerson(page, person);
  await expect(page).toHaveURL('/addresses');
  const row = page.getByRole('row', { name: `${person.name}@kubuntu.org` });
  await expect(row).toContainText('Active');
  await expect(row).toContainText(person.email ?? '');
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps.getByText('(done)')).toHaveCount(2);
  await steps.getByRole('button', { name: 'Got it' }).click();
  await expect(steps).toBeHidden();
  await page.reload();
  await expect(row).toBeVisible();
  await expect(steps).toBeHidden();

  await test.step('the mail about it has arrived', async () => {
    await expect.poll(async () => (await sandbox.mailsTo(person.email ?? '')).length).toBe(1);
    const inbox = await page.context().newPage();
    await inbox.goto(`${sandbox.url}/inbox?to=${person.email}`);
    await inbox.getByRole('link', { name: `Your address ${person.name}@kubuntu.org is ready` }).click();
    await expect(inbox.locator('pre')).toContainText(`${person.name}@kubuntu.org`);
    await expect(inbox.frameLocator('iframe').getByText(`${person.name}@kubuntu.org`).first()).toBeVisible();
    await inbox.close();
  });

  await test.step('after signing out nothing private is left, nor comes back', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    await expect(heading(page, 'Account')).toBeVisible();
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('link', { name: 'Log in with Ubuntu One' })).toBeVisible();
    await page.goBack();
    await expect(heading(page, 'Please log in')).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Nadia Frost');
    await expect(page.locator('body')).not.toContainText(person.email ?? '');
    await page.goto('/addresses');
    await expect(heading(page, 'Please log in')).toBeVisible();
  });
});

test('signing out in one tab signs out the other', async ({ page, sandbox, signIn }) => {
  await signIn(page, await sandbox.newPerson());
  const other = await page.context().newPage();
  await other.goto('/account');
  await expect(heading(other, 'Account')).toBeVisible();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(heading(other, 'Please log in')).toBeVisible();
});

test('somebody signed in goes on from the landing page without signing in again', async ({
  page,
  sandbox,
  signIn,
}) => {
  await signIn(page, await sandbox.newPerson());
  await page.goto('/kubuntu');
  await page.getByRole('link', { name: 'Go to my addresses' }).click();
  await expect(heading(page, 'My addresses')).toBeVisible();
});
