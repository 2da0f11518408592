import { choosePerson, expect, heading, listOf, test } from './support/journey.ts';

// Each fault names the one person whom it is for.
test.afterEach(async ({ sandbox }) => {
  await sandbox.mendEverything();
});

test('while Launchpad is down one is signed in, and waiting does not look like a refusal', async ({
  page,
  sandbox,
  signIn,
}) => {
  const person = await sandbox.newPerson();
  await sandbox.addFault({ target: 'launchpad', kind: 'down', path: person.openid });
  // Slow enough that the page is drawn before it is known who reads it.
  await page.route('**/api/v1/me', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await signIn(page, person);
  await expect(page.getByRole('alert').filter({ hasText: 'We could not ask Launchpad' })).toBeVisible();
  await expect(page).toHaveURL('/addresses'); // The notice is told once.
  await expect(page.getByText('As soon as it answers, your address appears here.')).toBeVisible();

  await page.getByRole('link', { name: 'See my eligibility' }).click();
  await expect(page.getByText('Nothing was decided about you so far.')).toBeVisible();
  await expect(page.getByText('Never checked so far')).toBeVisible();
  const rules = listOf(page, 'Rules').getByRole('listitem');
  await expect(rules.getByText('Not known yet', { exact: true })).toHaveCount(5);
  await expect(rules.getByText('No', { exact: true })).toHaveCount(0);

  const checkAgain = page.getByRole('button', { name: 'Check again' });
  await checkAgain.click();
  await expect(page.getByRole('button', { name: 'Asking Launchpad…' })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Launchpad did not answer in time' })).toBeVisible({
    timeout: 15_000,
  });
  await sandbox.mendEverything();
  await checkAgain.click();
  await expect(
    page.getByRole('status').filter({ hasText: 'Checked just now: you are eligible.' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'My addresses' }).click();
  await expect(page.getByRole('row', { name: `${person.name}@kubuntu.org` })).toContainText('Active');
});

test('an outage takes no address away', async ({ page, sandbox, signIn }) => {
  const person = await sandbox.newPerson();
  await signIn(page, person);
  const row = page.getByRole('row', { name: `${person.name}@kubuntu.org` });
  await expect(row).toContainText('Active');
  await sandbox.addFault({ target: 'launchpad', kind: 'status', path: person.openid });
  await page.getByRole('link', { name: 'Eligibility' }).click();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Launchpad did not answer in time' })).toBeVisible({
    timeout: 15_000,
  });
  await expect(page.getByText('Until then you see what Launchpad said last.')).toBeVisible();
  await page.getByRole('link', { name: 'My addresses' }).click();
  await expect(row).toContainText('Active');
});

test('who cancels at Ubuntu One comes back to a calm notice', async ({ page }) => {
  await page.goto('/lubuntu');
  await page.getByRole('link', { name: 'Log in with Ubuntu One' }).click();
  await page.getByRole('button', { name: 'Cancel and go back' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'Sign-in was cancelled' });
  await expect(notice).toContainText('Nothing was changed.');
  await expect(page).toHaveURL('/');
  await notice.getByRole('button', { name: 'Close this message' }).click();
  await expect(notice).toBeHidden();
});

test('when Ubuntu One cannot confirm its own answer, starting again is one click away', async ({
  page,
  sandbox,
  expectedConsole,
}) => {
  expectedConsole.push(/status of 50[24]/);
  const person = await sandbox.newPerson();
  await page.goto('/auth/ubuntu?returnTo=%2Feligibility');
  await sandbox.addFault({ target: 'openid', kind: 'down', path: `id/${person.openid}` });
  await choosePerson(page, person);
  await expect(heading(page, /Ubuntu One/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Request id')).toBeVisible();
  await sandbox.mendEverything();
  await page.getByRole('link', { name: 'Try again' }).click();
  await choosePerson(page, person);
  await expect(heading(page, 'Eligibility')).toBeVisible();
  await expect(page).toHaveURL('/eligibility');
});

test('an answer that somebody made up signs nobody in', async ({ page }) => {
  await page.goto(
    '/auth/ubuntu/callback?openid.mode=id_res&openid.claimed_id=http://127.0.0.1/%2Bid/AdA7okf',
  );
  await expect(
    page.getByRole('alert').filter({ hasText: 'We could not confirm your sign-in' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Log in with Ubuntu One' })).toBeVisible();
});
