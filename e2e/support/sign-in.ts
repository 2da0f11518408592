import type { BrowserContext, Page } from '@playwright/test';
import { expect } from './journey.ts';
import type { Person, Sandbox } from './sandbox.ts';

/** A seed of the sandbox by its identifier, or a person that the journey made for itself. */
export type Who = string | Person;

const openidOf = (who: Who) => (typeof who === 'string' ? who : who.openid);

/** On the sandbox's sign-in page, each person is a button. */
export async function choosePerson(page: Page, who: Who): Promise<void> {
  await page.getByRole('button', { name: openidOf(who) }).click();
}

/**
 * The whole sign-in at Ubuntu One, redirect by redirect, without anything drawn: two pages less for a journey
 * that is about something else. Those that are about signing in press the buttons themselves (`choosePerson`).
 * Answers where the product led; the browser has its session.
 */
export async function comeIn(
  request: BrowserContext['request'],
  sandbox: Sandbox,
  who: Who,
  returnTo: string,
): Promise<URL> {
  const headers = { 'accept-language': 'en-US' };
  const asked = await request.get(`/auth/ubuntu?${new URLSearchParams({ returnTo })}`, { headers });
  const form = Object.fromEntries(new URL(asked.url()).searchParams);
  const ticked = { share_email: 'on', share_nickname: 'on', share_teams: 'on' };
  const answer = await request.post(`${sandbox.url}/+decide`, {
    form: { ...form, ...ticked, person: openidOf(who) },
    headers,
  });
  expect(answer.ok(), `${answer.url()} after the sign-in`).toBe(true);
  return new URL(answer.url());
}

/** Signed in, on the page where the product leads. */
export async function signInAs(page: Page, sandbox: Sandbox, who: Who, returnTo: string): Promise<void> {
  const { origin, href } = await comeIn(page.context().request, sandbox, who, returnTo);
  if (origin !== sandbox.url) {
    await page.goto(href);
    return;
  }
  // An answer too long for a link is a form that a browser has to send.
  await page.goto(`/auth/ubuntu?${new URLSearchParams({ returnTo })}`);
  await choosePerson(page, who);
  await page.waitForURL((url) => url.origin !== sandbox.url);
}
