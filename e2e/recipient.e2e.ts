import { expect, heading, test } from './support/journey.ts';
import { expectAccessible } from './support/page-checks.ts';
import { prefer } from './support/pages.ts';

const linkIn = (text: string) => /https?:\/\/\S+#token=\S+/.exec(text)?.[0] ?? '';

test('mail goes elsewhere: asked for here, agreed to there, undone from the old mailbox', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
}) => {
  const person = await sandbox.newPerson();
  const alias = `${person.name}@kubuntu.org`;
  const next = `elsewhere-${person.openid.toLowerCase()}@example.org`;
  const row = page.getByRole('row', { name: alias });
  await signIn(page, person);

  await test.step('by keyboard', async () => {
    const manage = page.getByRole('button', { name: `Manage ${alias}` });
    await manage.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Change where mail goes' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'New mailbox' })).toBeFocused();
    await expectAccessible(page, 'dialog of the new mailbox');
    await page.keyboard.type(next);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Code from the mail' })).toBeVisible();
    await expectAccessible(page, 'dialog of the code');
    await page.keyboard.press('Escape');
    await expect(manage).toBeFocused();
  });
  await expect(row).toContainText(person.email ?? '');
  await expect(row).toContainText(next);

  const phone = await newVisitor();
  await test.step('the link alone changes nothing, its button does', async () => {
    await expect.poll(async () => (await sandbox.mailsTo(next)).length).toBe(1);
    const [mail] = await sandbox.mailsTo(next);
    await phone.goto(linkIn(mail?.text ?? ''));
    await expect(heading(phone, 'Confirm the mailbox')).toBeVisible();
    const button = phone.getByRole('button', { name: 'Yes, send the mail here' });
    await expect(button).toBeVisible();
    await expectAccessible(phone, 'confirm');
    await button.click();
    await expect(phone.getByText('Done. Mail for')).toBeFocused();
    await phone.reload();
    await expect(phone.getByText('This is done')).toBeVisible();
  });
  await page.reload();
  await expect(row).not.toContainText(person.email ?? '');

  await test.step('the old mailbox undoes it and ends all sessions', async () => {
    const mails = await sandbox.mailsTo(person.email ?? '');
    const notice = mails.find(({ text }) => text.includes('/cancel#token='));
    await phone.goto(linkIn(notice?.text ?? ''));
    await phone.getByRole('button', { name: 'Undo the change' }).click();
    await expect(phone.getByText('The change is undone')).toBeVisible();
    await page.reload();
    await expect(heading(page, 'Please log in')).toBeVisible();
  });
  await signIn(page, person);
  await expect(row).toContainText(person.email ?? '');
});

test('paused in Korean until a day, and two tabs that do not agree', async ({ page, sandbox, signIn }) => {
  const person = await sandbox.newPerson();
  const alias = `${person.name}@kubuntu.org`;
  await prefer(page, { locale: 'ko' });
  await signIn(page, person);
  const other = await page.context().newPage();
  await other.goto('/addresses');
  await expect(other.getByRole('button', { name: `${alias} 관리` })).toBeVisible();

  await page.getByRole('button', { name: `${alias} 관리` }).click();
  await page.getByRole('button', { name: '일시 중지' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, 'dialog of a pause');
  await dialog.getByText('배달할 수 없다고').click();
  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('저절로 다시 받기 시작할 날').fill(day);
  await dialog.getByRole('button', { name: '일시 중지' }).click();
  await expect(page.getByText(`${alias} 주소를 일시 중지했습니다`)).toBeVisible();
  const row = page.getByRole('row', { name: alias });
  await expect(row).toContainText('까지 직접 일시 중지했습니다. 메일은 보낸 사람에게 되돌아갑니다.');

  // The other tab still shows it as active, unless it has asked again by itself when it came to the front.
  const state = other.getByRole('row', { name: alias });
  if ((await state.textContent())?.includes('사용 중')) {
    await other.getByRole('button', { name: `${alias} 관리` }).click();
    await other.getByRole('button', { name: '일시 중지' }).click();
    await other.getByRole('dialog').getByRole('button', { name: '일시 중지' }).click();
    await expect(other.getByRole('alert')).toContainText('요청하신 대로 바꾸지 않았습니다');
  }
  await other.close();

  await page.getByRole('button', { name: `${alias} 관리` }).click();
  await page.getByRole('button', { name: '다시 받기' }).click();
  await expect(row).toContainText('사용 중');
});
