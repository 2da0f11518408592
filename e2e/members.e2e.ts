import { expect, heading, test } from './support/journey.ts';

test('an admin finds somebody, bans them, and lets them in again', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
}) => {
  const person = await sandbox.newPerson({ teams: ['ubuntumembers'] });
  const visitor = await newVisitor();
  await signIn(visitor, person);
  await signIn(page, 'AdA7okf', { returnTo: '/admin/overview' });
  await expect(heading(page, 'Overview')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'ubuntu.com' })).toBeVisible();

  await test.step('by the beginning of the name', async () => {
    await page.getByRole('link', { name: 'Members', exact: true }).click();
    await page.getByRole('searchbox').fill((person.name ?? '').slice(0, -1));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=/);
    await page.getByRole('link', { name: `~${person.name}` }).click();
    await expect(heading(page, `~${person.name}`)).toBeVisible();
    await expect(page.getByText(`${person.name}@ubuntu.com`).first()).toBeVisible();
  });

  await test.step('banned, they are out, and see why when they come back', async () => {
    await page.getByRole('textbox', { name: 'Reason, for the other admins' }).fill('Sends spam');
    await page.getByRole('button', { name: 'Ban this member' }).click();
    await expect(page.getByText('Sends spam')).toBeVisible();
    await visitor.goto('/eligibility');
    await expect(heading(visitor, 'Please log in')).toBeVisible();
    await signIn(visitor, person, { returnTo: '/eligibility' });
    await expect(visitor.getByText('An admin has stopped your use of this service').first()).toBeVisible();
  });

  await test.step('and in again', async () => {
    await page.getByRole('textbox', { name: 'Reason, for the other admins' }).fill('Apologised');
    await page.getByRole('button', { name: 'Lift the ban' }).click();
    await expect(page.getByRole('button', { name: 'Ban this member' })).toBeVisible();
  });
});
