import { describe, expect, it } from 'vitest';
import { formatRelative } from './format.ts';
import { initialLocale, saveLocale, toLocale } from './locale.ts';

const now = new Date('2026-11-24T12:00:00Z');
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

describe('relative times', () => {
  it.each([
    [5_000, 'now', '지금'],
    [5 * 60_000, '5 minutes ago', '5분 전'],
    [3 * 3_600_000, '3 hours ago', '3시간 전'],
    [30 * 3_600_000, 'yesterday', '어제'],
    [6 * 86_400_000, '6 days ago', '6일 전'],
    [7 * 86_400_000, null, null],
    [-2 * 86_400_000, 'in 2 days', '모레'],
  ])('%i ms ago', (distance, en, ko) => {
    expect(formatRelative(ago(distance), now, 'en')).toBe(en);
    expect(formatRelative(ago(distance), now, 'ko')).toBe(ko);
  });
});

describe('the language', () => {
  it.each([
    ['ko-KR', 'ko'],
    ['EN', 'en'],
    ['fr', null],
    ['', null],
    [undefined, null],
  ])('of %s is %s', (tag, locale) => {
    expect(toLocale(tag)).toBe(locale);
  });

  it('is the one chosen before, whatever the browser prefers', () => {
    expect(initialLocale()).toBe('en');
    saveLocale('ko');
    expect(initialLocale()).toBe('ko');
  });
});
