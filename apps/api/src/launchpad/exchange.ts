import type { Dispatcher } from 'undici';
import { decodeBytes, isJsonType, parseJson, readBytes } from './body.ts';
import { type Clock, untilAborted } from './deadline.ts';
import { maskPath, unavailable, unexpectedResponse } from './errors.ts';
import { parseRetryAfter } from './retry.ts';

export type RawAnswer =
  { status: 200; value: unknown } | { status: 404 | 410 } | { status: 301; location: string | undefined };

export interface ExchangeSettings {
  dispatcher: Dispatcher;
  origin: string;
  userAgent: string;
  /** Limit of a body both as sent and after decompression. */
  maxBodyBytes: number;
  clock: Clock;
}

/** One GET and one answer: no redirect, no retry. Whatever is not in `RawAnswer` is thrown as an AppError. */
export async function exchange(
  settings: ExchangeSettings,
  target: { path: string; query: string },
  signal: AbortSignal,
): Promise<RawAnswer> {
  const path = maskPath(target.path);
  const response = await request(settings, target, signal, path);
  const { statusCode: status, body } = response;
  const header = (name: string) => headerText(response.headers[name]);
  const type = header('content-type');
  try {
    // Anything in front of Launchpad answers 404 with a page of its own; Launchpad's is plain text. Its
    // 410 has been seen as HTML too.
    if (status === 410 || (status === 404 && (type === undefined || /^text\/plain\b/i.test(type))))
      return { status };
    if (status === 301) return { status, location: header('location') };
    if (status !== 200)
      throw statusError(status, parseRetryAfter(header('retry-after'), settings.clock), path);
    if (!isJsonType(type)) throw unexpectedResponse({ reason: 'not_json', path });
    // A length announced as too much is not read at all.
    if (Number(header('content-length') ?? 0) > settings.maxBodyBytes)
      throw unexpectedResponse({ reason: 'too_large', path });
    const sent = await readBytes(body, settings.maxBodyBytes, path).catch((error: unknown) => {
      throw networkError(error, path);
    });
    const bytes = await decodeBytes(sent, header('content-encoding'), settings.maxBodyBytes, path);
    return { status, value: parseJson(bytes, path) };
  } finally {
    discard(body);
  }
}

async function request(
  settings: ExchangeSettings,
  target: { path: string; query: string },
  signal: AbortSignal,
  path: string,
): Promise<Dispatcher.ResponseData> {
  const pending = settings.dispatcher.request({
    origin: settings.origin,
    path: target.path + target.query,
    method: 'GET',
    headers: {
      'user-agent': settings.userAgent,
      accept: 'application/json',
      'accept-encoding': 'gzip',
    },
    // The signal is the only time limit: it also holds for an answer that drips.
    headersTimeout: 0,
    bodyTimeout: 0,
    signal,
  });
  try {
    return await untilAborted(pending, signal, (late) => discard(late.body));
  } catch (error) {
    throw networkError(error, path);
  }
}

/** Lets go of what was not read; a connection with bytes left on it is closed. */
function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => {}).destroy();
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

function statusError(status: number, retryAfterSeconds: number | undefined, path: string): Error {
  if (status < 300) return unexpectedResponse({ reason: 'status', status, path });
  if (status < 400) return unexpectedResponse({ reason: 'redirect', status, path });
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return unavailable({ reason: status === 429 ? 'rate_limited' : 'status', status, ...wait, path });
}

/** Faults of the connection, whatever their kind: refused, reset, cut off, not HTTP at all. */
function networkError(error: unknown, path: string): unknown {
  // An abort's DOMException has a number there.
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  // Ours, or a mistake in how undici is called, which no retry mends.
  if (code?.startsWith('launchpad.') || code === 'UND_ERR_INVALID_ARG') return error;
  const isSlow =
    (error instanceof Error && error.name === 'TimeoutError') || /_TIMEOUT$|ETIMEDOUT/.test(code ?? '');
  return unavailable({
    reason: isSlow ? 'timeout' : 'network',
    ...(code === undefined ? {} : { networkCode: code }),
    path,
  });
}
