import { expect, heading, listOf, test } from './support/journey.ts';

test('a member of two teams has an address at both domains', async ({ page, sandbox, signIn }) => {
  const person = await sandbox.newPerson({ teams: ['ubuntumembers', 'kubuntu-members'] });
  await signIn(page, person);
  for (const domain of ['ubuntu.com', 'kubuntu.org'])
    await expect(page.getByRole('row', { name: `${person.name}@${domain}` })).toContainText('Active');
  await page.getByRole('link', { name: 'Eligibility' }).click();
  await expect(
    listOf(page, 'Mail domains').getByRole('listitem').filter({ hasText: 'You may have an address' }),
  ).toHaveCount(2);
});

const unusable = [
  { title: 'a reserved mailbox', openid: 'PstMst1' },
  { title: 'a dot at its end', openid: 'EndDot1' },
  { title: 'seventy characters', openid: 'LongNm7' },
];
for (const { title, openid } of unusable) {
  test(`a name with ${title} is explained`, async ({ page, signIn }) => {
    await signIn(page, openid);
    await expect(
      page.getByRole('heading', { name: 'Your Launchpad name cannot be an address' }),
    ).toBeVisible();
    await page.getByRole('link', { name: 'See my eligibility' }).click();
    await expect(page.getByText('You meet all five rules.')).toBeVisible();
    await expect(listOf(page, 'Mail domains')).toContainText('Your Launchpad name cannot be an address.');
  });
}

test('without an e-mail address the alias exists, and the page says what is missing', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'IdaBrg3');
  await expect(page.getByText('One address needs your attention')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose a mailbox', exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: 'ida-berg@' })).toContainText('Nowhere yet');
});

test('an e-mail address at one of our own domains would be a circle', async ({ page, signIn }) => {
  await signIn(page, 'LrsLp88');
  await expect(page.getByText('2 addresses need your attention')).toBeVisible();
  await expect(page.getByRole('row', { name: 'lars-loop@' }).filter({ hasText: 'Nowhere yet' })).toHaveCount(
    2,
  );
});

test('names are text: markup, another direction, another script', async ({
  page,
  sandbox,
  newVisitor,
  signIn,
}) => {
  for (const openid of ['XssTst1', 'LaylaH1', 'MinjiK1']) {
    const { displayName } = await sandbox.person(openid);
    await test.step(displayName, async () => {
      const visitor = openid === 'XssTst1' ? page : await newVisitor();
      await signIn(visitor, openid, { returnTo: '/account' });
      await expect(heading(visitor, 'Account')).toBeVisible();
      const name = visitor.getByRole('main').getByText(displayName, { exact: true });
      await expect(name).toBeVisible();
      await expect(name).toHaveJSProperty('tagName', 'BDI'); // Its direction stays its own.
      await expect(visitor.locator('img')).toHaveCount(0);
    });
  }
});
