import { choosePerson, expect, heading, test } from './support/journey.ts';

test('an address that is nobody’s says so, to people and to programs', async ({ page, request }) => {
  const answer = await page.goto('/there-is-nothing-here');
  expect(answer?.status()).toBe(404);
  await expect(heading(page, 'There is no page here')).toBeVisible();
  await page.getByRole('link', { name: 'To the start page' }).click();
  await expect(heading(page, 'Your Ubuntu address')).toBeFocused();
  for (const path of ['/', '/kubuntu', '/addresses', '/admin/errors'])
    expect((await request.get(path, { headers: { accept: 'text/html' } })).status(), path).toBe(200);
});

test('a link to a page that needs a member leads there after signing in', async ({ page, sandbox }) => {
  const person = await sandbox.newPerson();
  await page.goto('/eligibility');
  await expect(heading(page, 'Please log in')).toBeVisible();
  await page.getByRole('link', { name: 'Log in with Ubuntu One' }).click();
  await choosePerson(page, person);
  await expect(page).toHaveURL('/eligibility');
  await expect(page.getByText('You meet all five rules.')).toBeVisible();
});

test('offline it says so, and goes on by itself', async ({
  page,
  context,
  sandbox,
  signIn,
  expectedConsole,
}) => {
  expectedConsole.push(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page, await sandbox.newPerson());
  await expect(page.getByRole('row', { name: '@kubuntu.org' })).toBeVisible();
  await page.getByRole('link', { name: 'Eligibility' }).hover(); // What it needs may be fetched ahead.
  await context.setOffline(true);
  const banner = page.getByRole('status').filter({ hasText: 'You are offline.' });
  await expect(banner).toBeVisible();
  await expect(page.getByRole('row', { name: '@kubuntu.org' })).toBeVisible();
  await context.setOffline(false);
  await expect(banner).toBeHidden();
  await page.getByRole('link', { name: 'Eligibility' }).click();
  await expect(page.getByText('You meet all five rules.')).toBeVisible();
});

for (const { status, code, words } of [
  { status: 500, code: 'internal', words: 'Something went wrong on our side.' },
  { status: 503, code: 'store.unavailable', words: 'Our database does not answer.' },
]) {
  test(`a ${status} is told in words, with the id to quote and a way on`, async ({
    page,
    sandbox,
    signIn,
    expectedConsole,
  }) => {
    expectedConsole.push(new RegExp(`status of ${status}`));
    const requestId = 'c0ffee00-0000-4000-8000-000000000000';
    await page.route('**/api/v1/aliases*', (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', json: { status, code, requestId } }),
    );
    await signIn(page, await sandbox.newPerson());
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(words);
    await expect(alert).toContainText(requestId);
    await page.unroute('**/api/v1/aliases*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('row', { name: '@kubuntu.org' })).toBeVisible();
    await expect(alert).toBeHidden();
  });
}

test('a slow answer shows the frame at once, and words only when it takes longer', async ({
  page,
  sandbox,
  signIn,
}) => {
  const person = await sandbox.newPerson();
  await signIn(page, person);
  await expect(page.getByRole('row', { name: '@kubuntu.org' })).toBeVisible();
  const held = Promise.withResolvers<void>();
  await page.route('**/api/v1/aliases*', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.reload();
  await expect(heading(page, 'My addresses')).toBeVisible();
  await expect(page.locator('.skeleton').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toBeVisible();
  held.resolve();
  await expect(page.getByRole('row', { name: `${person.name}@kubuntu.org` })).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
});

test('an ended session is noticed at the next thing one does', async ({ page, context, sandbox, signIn }) => {
  await signIn(page, await sandbox.newPerson(), { returnTo: '/eligibility' });
  await expect(page.getByText('You meet all five rules.')).toBeVisible();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(heading(page, 'Please log in')).toBeVisible();
});
