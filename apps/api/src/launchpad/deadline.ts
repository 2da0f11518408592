import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds since the epoch. */
export type Clock = () => number;
/** Resolves after so many milliseconds, rejects when aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const sleepFor: Sleep = async (ms, signal) => {
  await delay(ms, undefined, { signal });
};

/** One span of time that everything done for a call shares, retries and waiting in line included. */
export interface Deadline {
  readonly signal: AbortSignal;
  remainingMs(): number;
  /** Frees the timer and lets go of the outer signals; to be called however the call ended. */
  release(): void;
}

/** The longest a timer of Node can be set to. */
const TIMER_MAX_MS = 2 ** 31 - 1;

export function startDeadline(options: {
  ms: number;
  clock: Clock;
  /** Signals that end it early. */
  outer: readonly (AbortSignal | undefined)[];
}): Deadline {
  const ms = Math.min(Math.max(options.ms, 0), TIMER_MAX_MS);
  const endsAt = options.clock() + ms;
  const controller = new AbortController();
  const onEnd = () => controller.abort(new DOMException('deadline passed', 'TimeoutError'));
  const timer = setTimeout(onEnd, ms);
  // A timer of nothing would still let one request out.
  if (ms === 0) onEnd();
  const releases = options.outer.map((signal) => {
    if (!signal) return () => {};
    const onAbort = () => controller.abort(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    return () => signal.removeEventListener('abort', onAbort);
  });
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(endsAt - options.clock(), 0),
    release() {
      clearTimeout(timer);
      for (const release of releases) release();
    },
  };
}

/**
 * Settles with the promise, or rejects at the moment of the abort. Needed because undici notices an abort
 * only once it has a connection, and a host that drops packets never gives one. What arrives too late is
 * handed to `dispose`.
 */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  dispose: (late: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const onAbort = () => {
      isLate = true;
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', onAbort);
        if (isLate) dispose(value);
        else resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      },
    );
  });
}
