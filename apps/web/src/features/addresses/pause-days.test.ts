import { describe, expect, it } from 'vitest';
import { pauseRange, startOfDay } from './pause-days.ts';

describe('the day on which a pause ends', () => {
  it('is tomorrow at the earliest, and not much more than a year away', () => {
    expect(pauseRange(new Date(2026, 11, 31, 23, 59))).toEqual({ min: '2027-01-01', max: '2027-12-31' });
  });

  it.each([
    ['2027-01-05', new Date(2027, 0, 5)],
    ['2027-02-30', null],
    ['', null],
    ['tomorrow', null],
  ])('%s', (field, date) => expect(startOfDay(field)).toEqual(date));
});
