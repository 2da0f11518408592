import { expect, it } from 'vitest';
import { addressHistory, firstDay } from './address-history.ts';

it('adds up day by day, today included, and over the end of a month', () => {
  const from = firstDay(new Date('2026-03-02T23:59:00Z'), 4);
  const changes = [
    { day: '2026-02-27', change: 5 },
    { day: '2026-03-01', change: 2 },
    { day: '2026-03-01', change: -1 },
  ];
  expect(addressHistory(changes, from, 4)).toEqual([
    { day: '2026-02-27', addresses: 5 },
    { day: '2026-02-28', addresses: 5 },
    { day: '2026-03-01', addresses: 6 },
    { day: '2026-03-02', addresses: 6 },
  ]);
});
