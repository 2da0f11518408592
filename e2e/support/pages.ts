import type { Page } from '@playwright/test';
import { expect, heading } from './journey.ts';

interface ProductPage {
  path: string;
  /** Its h1 in English and Korean; there once the page is. */
  title: { en: string | RegExp; ko: string | RegExp };
}

export const publicPages: ProductPage[] = [
  { path: '/', title: { en: 'Your Ubuntu address', ko: '나의 Ubuntu 주소' } },
  { path: '/ubuntu', title: { en: /@ubuntu\.com/, ko: /@ubuntu\.com/ } },
  { path: '/ubuntu-studio', title: { en: /@ubuntustudio\.com/, ko: /@ubuntustudio\.com/ } },
  { path: '/help', title: { en: 'Help', ko: '도움말' } },
  { path: '/privacy', title: { en: 'Privacy', ko: /개인정보/ } },
  { path: '/status', title: { en: 'Status', ko: /상태/ } },
  { path: '/there-is-nothing-here', title: { en: 'There is no page here', ko: '없는 페이지입니다' } },
];

/** What stands in place of a page that needs a member. */
export const signInPage: ProductPage = {
  path: '/account',
  title: { en: 'Please log in', ko: '로그인해 주세요' },
};

export const memberPages: ProductPage[] = [
  { path: '/addresses', title: { en: 'My addresses', ko: '내 주소' } },
  { path: '/eligibility', title: { en: 'Eligibility', ko: '자격' } },
  { path: '/activity', title: { en: 'Activity', ko: '활동 기록' } },
  { path: '/account', title: { en: 'Account', ko: '계정' } },
];

export const forbiddenPage: ProductPage = {
  path: '/admin/errors',
  title: { en: 'This page is for admins', ko: '관리자용 페이지입니다' },
};

export const adminPages: ProductPage[] = [
  { path: '/admin/errors', title: { en: 'Error log', ko: /오류/ } },
  { path: '/admin/addresses', title: { en: 'Addresses', ko: '주소' } },
  { path: '/admin/audit', title: { en: 'Audit log', ko: '감사 기록' } },
  { path: '/admin/overview', title: { en: 'Overview', ko: '개요' } },
  { path: '/admin/members', title: { en: 'Members', ko: '회원' } },
  { path: '/admin/sync', title: { en: 'Sync', ko: '동기화' } },
  { path: '/admin/domains', title: { en: 'Domains', ko: '도메인' } },
];

/** Opens a page and waits until nothing of it is still on its way. */
export async function open(page: Page, { path, title }: ProductPage, locale: 'en' | 'ko' = 'en') {
  await page.goto(path);
  await expect(heading(page, title[locale])).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

/**
 * Goes to a page by the link that leads there, as a person would: what is loaded already stays. Without
 * such a link it is opened by its address.
 */
export async function visit(page: Page, one: ProductPage) {
  const link = page.locator(`a[href="${one.path}"]`).filter({ visible: true }).first();
  if ((await link.count()) === 0) return open(page, one);
  await link.dispatchEvent('click');
  await expect(page).toHaveURL(one.path);
  const name = one.title.en;
  await expect(
    page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' }).first(),
  ).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

/** Chooses a language by the page's own switch, and waits for its words. */
export async function speak(page: Page, locale: 'en' | 'ko', { title }: ProductPage) {
  const [label, name] = locale === 'ko' ? ['Language', '한국어'] : ['언어', 'English'];
  await page.getByLabel(label).selectOption(name);
  await expect(heading(page, title[locale])).toBeVisible();
}

/** As if somebody had chosen these before; what `early.js` reads before the first paint. */
export async function prefer(page: Page, choices: { theme?: 'light' | 'dark'; locale?: 'en' | 'ko' }) {
  await page.addInitScript((chosen) => {
    // A new tab begins with an empty page, which has no storage.
    if (location.origin === 'null') return;
    for (const [name, value] of Object.entries(chosen)) if (value) localStorage.setItem(name, value);
  }, choices);
}
