import { choosePerson, expect, test } from './support/journey.ts';

test('a mail written outside reaches the mailbox behind the address', async ({ page, sandbox }) => {
  const person = await sandbox.newPerson();
  const address = `${person.name}@kubuntu.org`;
  await page.goto('/kubuntu');
  await page.getByRole('link', { name: 'Log in with Ubuntu One' }).click();
  await choosePerson(page, person);
  await expect(page.getByRole('row', { name: address })).toContainText('Active');

  const outside = await page.context().newPage();
  await outside.goto(`${sandbox.url}/write`);
  await outside.getByLabel('To').fill(address);
  await outside.getByLabel('Subject').fill('From an old friend');
  await outside.getByRole('button', { name: 'Send' }).click();
  await expect(outside.getByRole('status')).toContainText('Taken.');
  await outside.goto(`${sandbox.url}/inbox?to=${person.email}`);
  await outside.getByRole('link', { name: 'From an old friend' }).click();
  await expect(outside.locator('pre')).toContainText('How are you?');
  await expect(outside.locator('body')).toContainText(/SRS0=\S+@kubuntu\.org/);

  const nobody = await sandbox.write('nobody-of-that-name@kubuntu.org', 'x');
  expect(nobody).toMatchObject({ isAccepted: false, answer: expect.stringMatching(/^550 5\.1\.1 /) });
});
