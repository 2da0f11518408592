import { Agent, type Dispatcher } from 'undici';
import { AppError } from '@ubuntu-aliases/shared';
import { type Clock, type Deadline, type Sleep, sleepFor, startDeadline } from './deadline.ts';
import { abortedError, isTimeout, maskPath, unexpectedResponse } from './errors.ts';
import { exchange } from './exchange.ts';
import { createLimiter } from './limiter.ts';
import { type LaunchpadBase, lowerCaseRedirect, parseBase } from './links.ts';
import { isRetryable, waitMs } from './retry.ts';
import type { LaunchpadCallOptions } from './types.ts';

export interface LaunchpadHttpOptions {
  /** Without version; may have a path and a trailing slash. */
  baseUrl: string;
  /** Version of this program and whom to write to: the operators of Launchpad ask for both. */
  version: string;
  contact: string;
  /** For one call, retries included, when the caller sets no deadline. */
  timeoutMs?: number;
  /** For one attempt. Launchpad's own limit for a request is below 65 s. */
  attemptTimeoutMs?: number;
  connectTimeoutMs?: number;
  maxAttempts?: number;
  maxBodyBytes?: number;
  clock?: Clock;
  sleep?: Sleep;
  random?: () => number;
  /** Told at once when Launchpad asks to be left alone for so many seconds, so that others can be told. */
  onAskedToWait?: (seconds: number) => Promise<void>;
  /** Stands in for the client's own agent; it is not closed by `close()`. */
  dispatcher?: Dispatcher;
}

/** `path` is the one that answered: in lower case after Launchpad's redirect. */
export type LaunchpadAnswer =
  { status: 200; path: string; value: unknown } | { status: 404 | 410; path: string };

export interface Call {
  deadline: Deadline;
  maxWaitMs: number;
  beforeAttempt?: (() => Promise<void>) | undefined;
}

export interface LaunchpadHttp {
  readonly base: LaunchpadBase;
  /** Runs something under one deadline that all its requests share. */
  call<T>(options: LaunchpadCallOptions, run: (call: Call) => Promise<T>): Promise<T>;
  /** GET with retries; `path` from the version on, `query` with its question mark or empty. */
  get(path: string, query: string, call: Call): Promise<LaunchpadAnswer>;
  close(): Promise<void>;
}

const MAX_AT_ONCE = 2;
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** What Launchpad sees of us. Only what a header may hold is kept of the parts (RFC 9110 §10.1.5). */
export function formatUserAgent(version: string, contact: string): string {
  const clean = (text: string) => text.replace(/[^\x21-\x7e]|[()\\]/g, '');
  return `ubuntu-email-aliases/${clean(version)} (+${clean(contact)})`;
}

export function createLaunchpadHttp(options: LaunchpadHttpOptions): LaunchpadHttp {
  const { clock = Date.now, sleep = sleepFor, random = Math.random } = options;
  const { timeoutMs = 10_000, attemptTimeoutMs = 70_000, maxAttempts = 5 } = options;
  const base = parseBase(options.baseUrl);
  const dispatcher =
    options.dispatcher ??
    new Agent({
      connections: MAX_AT_ONCE,
      allowH2: false,
      connect: { timeout: options.connectTimeoutMs ?? 3_000 },
    });
  const settings = {
    dispatcher,
    origin: base.origin,
    userAgent: formatUserAgent(options.version, options.contact),
    maxBodyBytes: options.maxBodyBytes ?? MAX_BODY_BYTES,
    clock,
  };
  const limit = createLimiter(MAX_AT_ONCE);
  const closing = new AbortController();

  /** One attempt: an exchange, and a second one when a name was written in upper case. */
  async function attempt(path: string, query: string, call: Call): Promise<LaunchpadAnswer> {
    return limit(call.deadline.signal, async () => {
      const own = startDeadline({ ms: attemptTimeoutMs, clock, outer: [call.deadline.signal] });
      try {
        let askedPath = path;
        let answer = await exchange(settings, { path, query }, own.signal);
        if (answer.status === 301) {
          const target = lowerCaseRedirect(answer.location, { path, query }, base);
          if (target !== null) {
            askedPath = target;
            answer = await exchange(settings, { path: target, query }, own.signal);
          }
        }
        if (answer.status === 301)
          throw unexpectedResponse({ reason: 'redirect', status: 301, path: maskPath(path) });
        return { ...answer, path: askedPath };
      } finally {
        own.release();
      }
    });
  }

  return {
    base,

    async call(callOptions, run) {
      const ms =
        callOptions.deadlineAt === undefined
          ? (callOptions.timeoutMs ?? timeoutMs)
          : callOptions.deadlineAt - clock();
      const deadline = startDeadline({ ms, clock, outer: [callOptions.signal, closing.signal] });
      try {
        const { maxWaitMs = Infinity, beforeAttempt } = callOptions;
        return await run({ deadline, maxWaitMs, beforeAttempt });
      } finally {
        deadline.release();
      }
    },

    async get(versionedPath, query, call) {
      const path = base.prefix + versionedPath;
      const { signal } = call.deadline;
      for (let tries = 1; ; tries += 1) {
        await call.beforeAttempt?.();
        try {
          return await attempt(path, query, call);
        } catch (error) {
          const asked = error instanceof AppError ? error.details?.['retryAfterSeconds'] : undefined;
          if (typeof asked === 'number' && asked > 0) await options.onAskedToWait?.(asked);
          if (signal.aborted) throw abortedError(signal.reason, path);
          if (!isRetryable(error) || tries >= maxAttempts) throw error;
          const askedMs = typeof asked === 'number' ? asked * 1000 : 0;
          const wait = waitMs(tries, askedMs, random);
          // Waiting for what cannot come in time would only tie up the person who waits.
          if (askedMs > call.maxWaitMs || wait >= call.deadline.remainingMs()) throw error;
          await sleep(wait, signal).catch(() => {});
          // Of a timeout while waiting, the fault before it says more.
          if (signal.aborted) throw isTimeout(signal.reason) ? error : abortedError(signal.reason, path);
        }
      }
    },

    async close() {
      closing.abort(new DOMException('client closed', 'AbortError'));
      if (!options.dispatcher) await dispatcher.destroy();
    },
  };
}
