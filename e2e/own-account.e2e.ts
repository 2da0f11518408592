import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/page-checks.ts';
import { expect, heading, test } from './support/journey.ts';

test('a test arrives, one’s data is taken along, and who left comes back', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
}) => {
  const person = await sandbox.newPerson();
  const alias = `${person.name}@kubuntu.org`;
  const row = page.getByRole('row', { name: alias });
  const dialog = page.getByRole('dialog');
  await signIn(page, person);

  await test.step('the test is followed until it is seen in the mailbox', async () => {
    await page.getByRole('button', { name: `Manage ${alias}` }).click();
    await page.getByRole('button', { name: 'Send me a test' }).click();
    await dialog.getByRole('button', { name: 'Send me a test' }).click();
    // By way of the forwarder, which checks it like any mail.
    await expect(dialog.getByText(/^Accepted by/)).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page, 'dialog of a test');
    const linkInMail = async () => {
      const mails = await sandbox.mailsTo(person.email ?? '');
      return mails.map(({ text }) => /https?:\/\/\S+\/seen#token=\S+/.exec(text)?.[0]).find(Boolean) ?? '';
    };
    await expect.poll(linkInMail).not.toBe('');
    const phone = await newVisitor();
    const link = await linkInMail();
    await phone.goto(link.replace(/.{6}$/, 'AAAAAA'));
    await phone.getByRole('button', { name: 'I see it' }).click();
    await expect(phone.getByRole('alert')).toBeVisible();
    await phone.goto('about:blank');
    await phone.goto(link);
    await expect(heading(phone, 'Your test has arrived')).toBeVisible();
    await expectAccessible(phone, 'page of a test');
    await phone.getByRole('button', { name: 'I see it' }).click();
    await expect(phone.getByText('Thank you. Your address works.')).toBeVisible();
    await expect(dialog.getByText('It has arrived. Your address works.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  await page.getByRole('link', { name: 'Account' }).click();
  await test.step('the file has everything in it', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download JSON' }).click();
    const file = await readFile(await (await saved).path(), 'utf8');
    expect(JSON.parse(file)).toBeInstanceOf(Object);
    for (const part of [
      `"localPart":"${person.name}"`,
      person.email,
      person.claimedIdentifier,
      person.displayName,
    ])
      expect(file).toContain(part);
  });

  await test.step('leaving needs the name', async () => {
    await page.getByRole('button', { name: 'Delete my account…' }).click();
    const name = dialog.getByRole('textbox');
    await expect(name).toBeFocused();
    await page.keyboard.type('somebody-else');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Nothing was deleted')).toBeVisible();
    await expectAccessible(page, 'dialog of leaving');
    await name.fill(person.name ?? '');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Your account is deleted')).toBeVisible();
    expect(await sandbox.write(alias, 'too late')).toMatchObject({ isAccepted: false });
  });

  await signIn(page, person);
  await expect(row).toContainText('Active');
  // The forwarder remembers for a moment that nobody was there.
  const isAccepted = async () => (await sandbox.write(alias, 'again')).isAccepted;
  await expect.poll(isAccepted, { timeout: 15_000 }).toBe(true);
});
