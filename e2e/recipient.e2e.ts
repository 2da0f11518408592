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
    await expect(page.getByRole('textbox', { name: 'Code from the mail' })).toBeFocused();
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
    await expect(phone.getByRole('button', { name: 'Undo the change' })).toBeVisible();
    await expectAccessible(phone, 'cancel');
    await phone.getByRole('button', { name: 'Undo the change' }).click();
    await expect(phone.getByText('The change is undone')).toBeVisible();
    await page.reload();
    await expect(heading(page, 'Please log in')).toBeVisible();
  });
  await signIn(page, person);
  await expect(row).toContainText(person.email ?? '');
});

test('paused in Korean until a day; another browser that knows of nothing overwrites nothing', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
  age,
}) => {
  const person = await sandbox.newPerson();
  const alias = `${person.name}@kubuntu.org`;
  const other = await newVisitor();
  await signIn(other, person);
  await expect(other.getByRole('row', { name: alias })).toContainText('Active');
  await prefer(page, { locale: 'ko' });
  await signIn(page, person);

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
  const paused = '까지 직접 일시 중지했습니다. 메일은 보낸 사람에게 되돌아갑니다.';
  await expect(row).toContainText(paused);

  await test.step('what the other browser wants is not done, and it says what is', async () => {
    await expect(other.getByRole('row', { name: alias })).toContainText('Active');
    await other.getByRole('button', { name: `Manage ${alias}` }).click();
    await other.getByRole('button', { name: 'Pause' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    const alert = other.getByRole('alert');
    await expect(alert).toContainText(`Your change was not made. ${alias} is now: Paused.`);
    await expect(alert).toContainText('Senders get their mail back.');
    await expect(other.getByRole('row', { name: alias })).toContainText('Paused by you until');
    await page.reload();
    await expect(row).toContainText(paused);
  });

  await test.step('its end comes', async () => {
    await age(
      `UPDATE aliases SET paused_at = now() - interval '1 day', paused_until = now() - interval '1 second' WHERE local_part = $1`,
      [person.name],
    );
    await page.reload();
    await expect(row).toContainText('사용 중');
  });
});

test('two mailboxes, one of them removed; links that are wrong, too old, or of an older request', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
  age,
  expectedConsole,
}) => {
  expectedConsole.push(/status of 403/); // A code that is wrong.
  const person = await sandbox.newPerson({ teams: ['ubuntustudio-core'] });
  const alias = `${person.name}@ubuntustudio.com`;
  const second = `second-${person.openid.toLowerCase()}@example.org`;
  await age(`UPDATE domains SET settings = settings || '{"maxRecipients": 2}' WHERE name = $1`, [
    'ubuntustudio.com',
  ]);
  await signIn(page, person);
  const dialog = page.getByRole('dialog');
  const choose = async (item: string) => {
    await page.getByRole('button', { name: `Manage ${alias}` }).click();
    await page.getByRole('button', { name: item }).click();
  };
  const ask = async () => {
    await choose('Add a mailbox');
    await dialog.getByRole('textbox').fill(second);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('textbox', { name: 'Code from the mail' })).toBeFocused();
  };
  const mailAt = async (index: number) => {
    await expect.poll(async () => (await sandbox.mailsTo(second)).length).toBeGreaterThan(index);
    return (await sandbox.mailsTo(second)).toReversed()[index]?.text ?? '';
  };

  await ask();
  const first = await mailAt(0);
  const phone = await newVisitor();
  await test.step('a wrong link says nothing about whose it is', async () => {
    await phone.goto(linkIn(first).replace(/.{6}$/, 'AAAAAA'));
    await expect(phone.getByRole('alert')).toBeVisible();
    await expect(phone.getByText(alias)).toHaveCount(0);
    await expect(phone.getByRole('button', { name: 'Yes, send the mail here' })).toHaveCount(0);
  });
  await test.step('a link that is too old does nothing', async () => {
    await age(
      `UPDATE recipient_changes SET created_at = created_at - interval '2 days', expires_at = expires_at - interval '2 days' WHERE address = $1`,
      [second],
    );
    await phone.goto('about:blank');
    await phone.goto(linkIn(first));
    await expect(phone.getByText('This link is too old')).toBeVisible();
    await expect(phone.getByRole('button', { name: 'Yes, send the mail here' })).toHaveCount(0);
  });
  await page.goto('/addresses');
  await ask();
  const code = /\b\d{6}\b/.exec(await mailAt(1))?.[0] ?? '';
  await test.step('a wrong code is refused, the right one is taken', async () => {
    await page.keyboard.type(code.replace(/./g, (digit) => String((Number(digit) + 1) % 10)));
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('The link or the code is not right')).toBeVisible();
    await dialog.getByRole('textbox').fill(code);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Mail goes to ${second} now`)).toBeVisible();
  });
  await test.step('one of them is removed', async () => {
    await choose(`Remove ${second}`);
    await expectAccessible(page, 'dialog of a removal');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText(`Mail no longer goes to ${second}`)).toBeVisible();
    await expect(page.getByRole('row', { name: alias })).not.toContainText(second);
  });
  await choose('How much mail');
  await expect(dialog.getByText('No mail has come so far')).toBeVisible();
  await expectAccessible(page, 'dialog of the numbers');
});
