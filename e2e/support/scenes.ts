import type { Page } from '@playwright/test';
import { contributorScenes } from './contributor-scenes.ts';

export interface Scene {
  name: string;
  /** The person who looks at it; nobody for public pages. */
  openid?: string;
  path: string;
  /** What the API is to say, before the page is opened. */
  before?: (page: Page) => Promise<unknown>;
  prepare?: (page: Page) => Promise<void>;
}

const openEntry = async (page: Page) => {
  await page.locator('.entry-link').first().click();
  await page.locator('.entry-panel').waitFor();
};

export const scenes: Scene[] = [
  ...contributorScenes,
  { name: 'home', path: '/' },
  { name: 'landing', path: '/kubuntu' },
  { name: 'landing-long', path: '/ubuntu-studio' },
  { name: 'help', path: '/help' },
  { name: 'privacy', path: '/privacy' },
  { name: 'status', path: '/status' },
  { name: 'unknown', path: '/there-is-nothing-here' },
  { name: 'sign-in', path: '/account' },
  { name: 'cancelled', path: '/?notice=auth.cancelled' },
  { name: 'addresses', openid: 'BnMrsh2', path: '/addresses' },
  { name: 'addresses-none', openid: 'TvKj3r5', path: '/addresses' },
  { name: 'addresses-unusable', openid: 'PstMst1', path: '/addresses' },
  { name: 'addresses-nowhere', openid: 'LrsLp88', path: '/addresses' },
  { name: 'eligibility', openid: 'BnMrsh2', path: '/eligibility' },
  { name: 'eligibility-refused', openid: 'NevNot1', path: '/eligibility' },
  { name: 'eligibility-pending', openid: 'Hsu2Mei', path: '/eligibility' },
  { name: 'account', openid: 'BnMrsh2', path: '/account' },
  { name: 'account-long', openid: 'LongDp1', path: '/account' },
  {
    name: 'drawer',
    openid: 'AdA7okf',
    path: '/addresses',
    prepare: async (page) => {
      const menu = page.locator('button[aria-controls=navigation]');
      if (await menu.isVisible()) await menu.click();
    },
  },
  { name: 'forbidden', openid: 'BnMrsh2', path: '/admin/errors' },
  { name: 'error-log', openid: 'AdA7okf', path: '/admin/errors' },
  {
    name: 'error-log-filters',
    openid: 'AdA7okf',
    path: '/admin/errors?severity=warning,error&domain=kubuntu.org&q=o',
  },
  { name: 'error-log-none', openid: 'AdA7okf', path: '/admin/errors?q=nobody-has-this-name' },
  {
    name: 'error-log-panel',
    openid: 'AdA7okf',
    path: '/admin/errors?code=member.coc_unsigned',
    prepare: openEntry,
  },
  { name: 'admin-addresses', openid: 'AdA7okf', path: '/admin/addresses' },
  { name: 'admin-addresses-none', openid: 'AdA7okf', path: '/admin/addresses?state=released&q=nobody' },
  { name: 'admin-addresses-panel', openid: 'AdA7okf', path: '/admin/addresses', prepare: openEntry },
  {
    name: 'admin-addresses-hold',
    openid: 'AdA7okf',
    path: '/admin/addresses',
    prepare: async (page) => {
      await page.locator('.entry-cards, .entry-table').getByRole('checkbox').last().check({ force: true });
      await page.locator('.selection-bar button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'overview', openid: 'AdA7okf', path: '/admin/overview' },
  { name: 'members', openid: 'AdA7okf', path: '/admin/members' },
  {
    name: 'member',
    openid: 'AdA7okf',
    path: '/admin/members?q=ben-marsh',
    prepare: async (page) => {
      await page.locator('.entry-link').first().click();
      await page.getByRole('heading', { level: 1, name: 'ben-marsh' }).waitFor();
    },
  },
  { name: 'domains', openid: 'AdA7okf', path: '/admin/domains' },
  {
    name: 'domain',
    openid: 'AdA7okf',
    path: '/admin/domains',
    prepare: async (page) => {
      await page.getByRole('main').getByRole('link', { name: 'kubuntu.org' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'kubuntu.org' }).waitFor();
    },
  },
  { name: 'audit', openid: 'AdA7okf', path: '/admin/audit' },
  { name: 'sync', openid: 'AdA7okf', path: '/admin/sync' },
  {
    name: 'sync-run',
    openid: 'AdA7okf',
    path: '/admin/sync',
    prepare: async (page) => {
      await page.locator('.sync-start button').last().click();
      await page.locator('.sync-run .entry-link').first().click();
      await page.locator('.pairs').waitFor();
    },
  },
  {
    name: 'error-log-keys',
    openid: 'AdA7okf',
    path: '/admin/errors',
    prepare: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
];
