import { AppError } from '@ubuntu-aliases/shared';
import type { Clock } from './deadline.ts';

/** Those that tell of a moment's trouble; a 500 is an exception on their side and comes back the same. */
const RETRIED_STATUSES: ReadonlySet<unknown> = new Set([502, 503, 504]);
const RETRIED_REASONS: ReadonlySet<unknown> = new Set(['network', 'timeout', 'rate_limited']);

const FIRST_BACKOFF_MS = 250;
/** As far as Launchpad's own client (launchpadlib) goes. */
const LAST_BACKOFF_MS = 16_000;

/** Whether the same request may be sent again. Everything here is a GET, so it always does no harm. */
export function isRetryable(error: unknown): error is AppError {
  if (!(error instanceof AppError) || error.code !== 'launchpad.unavailable') return false;
  const { reason, status } = error.details ?? {};
  return RETRIED_REASONS.has(reason) || (reason === 'status' && RETRIED_STATUSES.has(status));
}

/** How long to wait after the n-th failed attempt: twice as long each time, half of it by chance. */
export function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), LAST_BACKOFF_MS);
  return Math.round(full / 2 + (full / 2) * random());
}

/** The wait after the n-th failed attempt: what Launchpad asked for in full, and no less than our own. */
export function waitMs(attempt: number, askedMs: number, random: () => number): number {
  // A little by chance on top of it too, or everybody who was told the same comes back together.
  return Math.max(backoffMs(attempt, random), askedMs > 0 ? askedMs + backoffMs(1, random) : 0);
}

/**
 * `Retry-After` as whole seconds from now; undefined when absent or unreadable. RFC 9110 §10.2.3: seconds
 * or an HTTP date, of which the three forms of §5.6.7 are read.
 */
export function parseRetryAfter(header: string | undefined, clock: Clock): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined;
  const at = Date.parse(/ GMT$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(Math.ceil((at - clock()) / 1000), 0);
}
