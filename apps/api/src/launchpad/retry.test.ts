import { describe, expect, it } from 'vitest';
import { unavailable, unexpectedResponse } from './errors.ts';
import { backoffMs, isRetryable, parseRetryAfter, waitMs } from './retry.ts';

const clock = () => Date.UTC(2026, 0, 2, 3, 4, 5, 500);

describe('parseRetryAfter', () => {
  it.each([
    ['900', 900],
    [' 0 ', 0],
    ['Fri, 02 Jan 2026 03:04:10 GMT', 5],
    ['Friday, 02-Jan-26 03:04:10 GMT', 5],
    ['Fri Jan  2 03:04:10 2026', 5],
    ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e9', undefined],
    ['99999999999999', undefined],
    ['soon', undefined],
    ['Fri, 99 Foo 2026', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %s', (header, seconds) => {
    expect(parseRetryAfter(header, clock)).toBe(seconds);
  });
});

describe('waiting', () => {
  it('doubles, half of it by chance, up to a limit', () => {
    expect([1, 2, 3, 4, 40].map((n) => backoffMs(n, () => 1))).toEqual([250, 500, 1000, 2000, 16000]);
    expect([1, 2, 3, 4, 40].map((n) => backoffMs(n, () => 0))).toEqual([125, 250, 500, 1000, 8000]);
  });

  it('is never shorter than what was asked for', () => {
    expect(waitMs(1, 3000, () => 0)).toBe(3125);
    expect(waitMs(5, 1000, () => 1)).toBe(4000);
    expect(waitMs(1, 0, () => 1)).toBe(250);
  });
});

it.each([
  [true, unavailable({ reason: 'network' })],
  [true, unavailable({ reason: 'timeout' })],
  [true, unavailable({ reason: 'rate_limited', status: 429 })],
  [true, unavailable({ reason: 'status', status: 502 })],
  [true, unavailable({ reason: 'status', status: 503 })],
  [true, unavailable({ reason: 'status', status: 504 })],
  [false, unavailable({ reason: 'status', status: 500 })],
  [false, unavailable({ reason: 'status', status: 403 })],
  [false, unavailable({ reason: 'cancelled' })],
  [false, unexpectedResponse({ reason: 'status', status: 204 })],
  [false, unexpectedResponse({ reason: 'not_json' })],
  [false, new Error('network')],
])('retries: %s for %o', (expected, error) => {
  expect(isRetryable(error)).toBe(expected);
});
