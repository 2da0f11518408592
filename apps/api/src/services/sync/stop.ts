import { AppError } from '@ubuntu-aliases/shared';

/** Why a run stopped, in codes: what Launchpad did or did not answer, and on which page. */
export interface StopReason {
  code: string;
  detail: string;
  page: number | null;
  /** Until when Launchpad asked to wait. */
  retryAt: Date | null;
}

/** A run that changes nothing, because of what was or was not answered. */
export class StoppedError extends Error {
  readonly reason: StopReason;
  constructor(reason: StopReason) {
    super(`stopped: ${reason.detail}`);
    this.name = 'StoppedError';
    this.reason = reason;
  }
}

/** Conditions of an accepted roster that reading itself finds broken; the rest is not Launchpad answering at all. */
const CONDITIONS = new Set(['shape', 'foreign_link', 'page_twice', 'too_many_pages', 'too_many_entries']);

export function notAccepted(detail: string, page: number | null): StopReason {
  return { code: 'sync.roster_not_accepted', detail, page, retryAt: null };
}

/** The fault of one request, as a reason; null when it is none of Launchpad's. */
export function reasonOf(error: unknown, page: number | null, now: Date): StopReason | null {
  if (!(error instanceof AppError) || !error.code.startsWith('launchpad.')) return null;
  const { reason, status, retryAfterSeconds } = error.details ?? {};
  const detail = typeof reason === 'string' ? reason : 'unknown';
  if (CONDITIONS.has(detail)) return notAccepted(detail, page);
  if (typeof retryAfterSeconds === 'number' && retryAfterSeconds > 0) {
    const retryAt = new Date(now.getTime() + Math.min(retryAfterSeconds, LONGEST_WAIT) * 1000);
    return { code: error.code, detail: 'asked_to_wait', page, retryAt };
  }
  return {
    code: error.code,
    detail: typeof status === 'number' ? `status_${status}` : detail,
    page,
    retryAt: null,
  };
}

/** A date in a million years is no reason never to ask again (seconds). */
export const LONGEST_WAIT = 86_400;
