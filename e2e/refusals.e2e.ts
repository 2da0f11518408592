import type { Person, Sandbox } from './support/sandbox.ts';
import { expect, heading, listOf, test } from './support/journey.ts';

interface Refusal {
  title: string;
  rule: string;
  /** What the rule says to do, and where. */
  advice: RegExp;
  remedy: { list: 'Rules' | 'Mail domains'; link: string; href: string } | null;
  person: Parameters<Sandbox['newPerson']>[0];
  mend: (sandbox: Sandbox, person: Person) => Promise<unknown>;
}

const refusals: Refusal[] = [
  {
    title: 'somebody in no team',
    rule: 'You are a member of a team that has addresses',
    advice: /in none of the teams below/,
    remedy: {
      list: 'Mail domains',
      link: 'Team ~kubuntu-members',
      href: 'https://launchpad.net/~kubuntu-members',
    },
    person: { teams: [] },
    mend: (sandbox, person) => sandbox.join(person, 'kubuntu-members'),
  },
  {
    title: 'somebody who has not signed the Code of Conduct',
    rule: 'The Ubuntu Code of Conduct is signed',
    advice: /have not signed it/,
    remedy: {
      list: 'Rules',
      link: 'Sign the Code of Conduct on Launchpad',
      href: 'https://launchpad.net/codeofconduct',
    },
    person: { cocSigned: false },
    mend: (sandbox, person) => sandbox.change(person, { cocSigned: true }),
  },
  {
    title: 'somebody whose account is suspended',
    rule: 'Your Launchpad account is active',
    advice: /deactivated, suspended/,
    remedy: null,
    person: { accountStatus: 'Suspended' },
    mend: (sandbox, person) => sandbox.change(person, { accountStatus: 'Active' }),
  },
  {
    title: 'somebody who deactivated the account',
    rule: 'Your Launchpad account is active',
    advice: /deactivated, suspended/,
    remedy: null,
    person: { accountStatus: 'Deactivated' },
    mend: (sandbox, person) =>
      sandbox.change(person, { accountStatus: 'Active', cocSigned: true, teams: ['kubuntu-members'] }),
  },
  {
    title: 'somebody whom Launchpad does not know',
    rule: 'Launchpad knows your account',
    advice: /Log in to Launchpad once/,
    remedy: { list: 'Rules', link: 'Open Launchpad and log in', href: 'https://launchpad.net/' },
    person: { name: null, teams: [] },
    mend: (sandbox, person) =>
      sandbox.change(person, {
        name: `known-${person.openid.toLowerCase()}`,
        cocSigned: true,
        teams: ['kubuntu-members'],
      }),
  },
];

for (const refusal of refusals) {
  test(`${refusal.title} sees why, mends it, and has an address`, async ({ page, sandbox, signIn }) => {
    const person = await sandbox.newPerson(refusal.person);
    await signIn(page, person);
    await expect(page.getByRole('heading', { name: 'No address yet' })).toBeVisible();
    await page.getByRole('link', { name: 'See my eligibility' }).click();
    await expect(heading(page, 'Eligibility')).toBeFocused();

    const rule = listOf(page, 'Rules').getByRole('listitem').filter({ hasText: refusal.rule });
    await expect(rule.getByText('No', { exact: true })).toBeVisible();
    await expect(rule).toContainText(refusal.advice);
    if (refusal.remedy) {
      const { list, link, href } = refusal.remedy;
      await expect(listOf(page, list).getByRole('link', { name: link })).toHaveAttribute('href', href);
    }

    await refusal.mend(sandbox, person);
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(
      page.getByRole('status').filter({ hasText: 'Checked just now: you are eligible.' }),
    ).toBeVisible();
    await expect(rule.getByText('Yes', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'My addresses' }).click();
    await expect(page.getByRole('row', { name: '@kubuntu.org' })).toContainText('Active');
  });
}

test('checking again without a change says that the answer is the same', async ({
  page,
  sandbox,
  signIn,
}) => {
  const person = await sandbox.newPerson({ teams: [], cocSigned: false });
  await signIn(page, person, { returnTo: '/eligibility' });
  const rules = listOf(page, 'Rules').getByRole('listitem');
  await expect(rules.getByText('No', { exact: true })).toHaveCount(2);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'at least one rule is not met yet' }),
  ).toBeVisible();
});
