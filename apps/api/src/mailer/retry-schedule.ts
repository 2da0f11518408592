/**
 * When a mail that could not leave is tried again. Quick at first, since most trouble is a restart or
 * greylisting (RFC 6647); then hourly, and not for ever (RFC 5321 §4.5.4.1 speaks of 4–5 days; news
 * about an address is stale after three).
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const FIRST_DELAYS = [30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE] as const;
const GIVE_UP_AFTER = 72 * HOUR;

const FIRST_DELAYS_TOTAL = FIRST_DELAYS.reduce<number>((sum, delay) => sum + delay, 0);

/** How often a mail is tried in all: the first time, and after each delay that still ends within three days. */
export const MAX_SEND_ATTEMPTS =
  1 + FIRST_DELAYS.length + Math.floor((GIVE_UP_AFTER - FIRST_DELAYS_TOTAL) / HOUR);

/**
 * Milliseconds to wait after an attempt, or null when it was the last one.
 *
 * @param attempt How many attempts were made, the one that just ended included: 1 after the first
 * @param jitter From 0 to 1, `Math.random()` in production; spreads the delay over ±10 %, so that what
 *   failed together does not come back together
 */
export function retryDelay(attempt: number, jitter: number): number | null {
  if (!Number.isInteger(attempt) || attempt < 1) throw new RangeError('attempts are counted from 1');
  if (attempt >= MAX_SEND_ATTEMPTS) return null;
  const delay = FIRST_DELAYS[attempt - 1] ?? HOUR;
  return Math.round(delay * (0.9 + 0.2 * Math.min(Math.max(jitter, 0), 1)));
}
