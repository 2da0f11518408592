import { choosePerson, expect, heading, test } from './support/journey.ts';

test.describe('a Korean browser', () => {
  test.use({ locale: 'ko-KR' });

  test('speaks Korean from the landing page to the mail', async ({ page, sandbox }) => {
    const person = await sandbox.newPerson({ displayName: '이서연' });
    await page.goto('/kubuntu');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await expect(heading(page, 'Kubuntu 회원인 동안 쓰는 나의 @kubuntu.org 주소')).toBeVisible();
    await page.getByRole('link', { name: 'Ubuntu One으로 로그인' }).click();
    await choosePerson(page, person);
    await expect(heading(page, '내 주소')).toBeVisible();
    await expect(page.getByRole('row', { name: `${person.name}@kubuntu.org` })).toContainText('사용 중');
    await page.getByRole('link', { name: '자격' }).click();
    await page.getByRole('button', { name: '다시 확인' }).click();
    await expect(page.getByRole('status').filter({ hasText: '방금 확인했습니다' })).toBeVisible();
    await page.getByRole('link', { name: '계정' }).click();
    await expect(page.getByRole('main').getByText('이서연')).toBeVisible();
    await expect.poll(async () => (await sandbox.mailsTo(person.email ?? ''))[0]?.subject).toMatch(/[가-힣]/);
    await page.getByRole('button', { name: '로그아웃', exact: true }).click();
    await expect(heading(page, '나의 Ubuntu 주소')).toBeVisible();
  });
});

test('a chosen language stays after a reload and after signing in', async ({
  page,
  sandbox,
  signIn,
  newVisitor,
}) => {
  await page.goto('/kubuntu');
  await page.getByLabel('Language').selectOption('한국어');
  await expect(heading(page, /Kubuntu 회원인 동안/)).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(heading(page, /Kubuntu 회원인 동안/)).toBeVisible();

  const person = await sandbox.newPerson();
  await signIn(page, person);
  await expect(heading(page, '내 주소')).toBeVisible();

  await test.step('chosen while signed in, it goes along to another browser', async () => {
    await page.getByLabel('언어').selectOption('English');
    await expect(heading(page, 'My addresses')).toBeVisible();
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await page.getByLabel('Language').selectOption('한국어');
    expect((await saved).ok()).toBe(true);
    const elsewhere = await newVisitor();
    await signIn(elsewhere, person);
    await expect(heading(elsewhere, '내 주소')).toBeVisible();
  });
});

test('a theme is there before the first paint, and follows the system until one is chosen', async ({
  page,
}) => {
  /** The class when the body begins, which is before anything is painted. */
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      document.documentElement.dataset['first'] = document.documentElement.classList.contains('is-dark')
        ? 'dark'
        : 'light';
    }).observe(document, { childList: true, subtree: true });
  });
  const html = page.locator('html');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const painted = { light: 'rgb(255, 255, 255)', dark: 'rgb(38, 38, 38)' };

  for (const system of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: system });
    await page.goto('/help');
    await expect(html).toHaveAttribute('data-first', system);
    await expect(heading(page, 'Help')).toBeVisible();
    expect(await background()).toBe(painted[system]);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(html).toHaveClass(/is-dark/); // The system changed while the page was open.

  await page.getByLabel('Theme').selectOption('Light');
  await expect(html).not.toHaveClass(/is-dark/);
  await page.reload();
  await expect(html).toHaveAttribute('data-first', 'light');
  await page.getByLabel('Theme').selectOption('Dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload();
  await expect(html).toHaveAttribute('data-first', 'dark');
  await page.getByLabel('Theme').selectOption('As the system');
  await expect(html).not.toHaveClass(/is-dark/);
});

test('nothing moves for who asks for less motion', async ({ page, sandbox, signIn }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page, await sandbox.newPerson(), { returnTo: '/eligibility' });
  await page.setViewportSize({ width: 380, height: 800 });
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .map((element) => ({ element: element.className, style: getComputedStyle(element) }))
      .filter(({ style }) =>
        [...style.animationDuration.split(','), ...style.transitionDuration.split(',')].some(
          (duration) => Number.parseFloat(duration) > 0.01,
        ),
      )
      .map(({ element }) => element),
  );
  expect(moving).toEqual([]);
});
