import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SEND_ATTEMPTS, retryDelay } from './retry-schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('retryDelay', () => {
  it.each([
    [1, MINUTE / 2],
    [2, 2 * MINUTE],
    [3, 5 * MINUTE],
    [4, 15 * MINUTE],
    [5, 30 * MINUTE],
    [6, HOUR],
    [MAX_SEND_ATTEMPTS - 1, HOUR],
    [MAX_SEND_ATTEMPTS, null],
    [MAX_SEND_ATTEMPTS + 1, null],
  ])('after attempt %i waits %s ms', (attempt, expected) => {
    expect(retryDelay(attempt, 0.5)).toBe(expected);
  });

  it('gives up in the third day’s last hour', () => {
    let total = 0;
    for (let attempt = 1; attempt < MAX_SEND_ATTEMPTS; attempt += 1) total += retryDelay(attempt, 0.5) ?? 0;
    expect(total).toBeLessThanOrEqual(72 * HOUR);
    expect(total).toBeGreaterThan(71 * HOUR);
  });

  it('stays within ten per cent whatever the jitter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_SEND_ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, jitter) => {
          const exact = retryDelay(attempt, 0.5) ?? 0;
          const delay = retryDelay(attempt, jitter) ?? 0;
          expect(Math.abs(delay - exact)).toBeLessThanOrEqual(exact / 10 + 1);
        },
      ),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s as a count', (attempt) => {
    expect(() => retryDelay(attempt, 0)).toThrow(RangeError);
  });
});
