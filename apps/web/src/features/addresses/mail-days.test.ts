import { expect, test } from 'vitest';
import { lastDays, sumOf } from './mail-days.ts';

test('every one of the last days is there, with or without mail', () => {
  const days = [
    { day: '2027-01-01', forwarded: 2, refused: 1 },
    { day: '2026-12-30', forwarded: 5, refused: 0 },
    { day: '2026-11-30', forwarded: 9, refused: 9 },
  ];
  const shown = lastDays(days, 4, new Date('2027-01-02T00:30:00Z'));
  expect(shown.map(({ day, forwarded }) => [day, forwarded])).toEqual([
    ['2026-12-30', 5],
    ['2026-12-31', 0],
    ['2027-01-01', 2],
    ['2027-01-02', 0],
  ]);
  expect(sumOf(shown)).toEqual({ forwarded: 7, refused: 1 });
});
