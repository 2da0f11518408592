import { ApiError, readProblem } from './api-error.ts';

const TIMEOUT_MS = 20_000;

export interface Answer<T> {
  body: T;
  etag: string | null;
}

interface Request {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  json?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Plain `fetch`: retrying is the query client's business, it knows what the reader waits for. */
async function send(path: string, { method, json, headers, signal }: Request): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(new URL(path, window.location.origin), {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: {
        accept: 'application/json',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError({ code: 'unreachable', cause: error });
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

async function sendForJson<T>(path: string, request: Request): Promise<Answer<T>> {
  const response = await send(`/api/v1/${path}`, request);
  const body = response.status === 204 ? undefined : await response.json();
  return { body: body as T, etag: response.headers.get('etag') };
}

interface Get {
  signal?: AbortSignal;
  searchParams?: URLSearchParams;
}

const ifMatch = (etag: string | null): Record<string, string> => (etag === null ? {} : { 'if-match': etag });

export const api = {
  get: <T>(path: string, { signal, searchParams }: Get = {}) =>
    sendForJson<T>(searchParams?.size ? `${path}?${searchParams.toString()}` : path, {
      method: 'GET',
      signal,
    }),
  /** With a key, sent again after a lost answer it does nothing the second time. */
  post: <T>(path: string, json?: unknown, idempotencyKey?: string) =>
    sendForJson<T>(path, {
      method: 'POST',
      json,
      headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
    }),
  /** The tag is what the change was made from: somebody else's newer change is then refused, not lost. */
  patch: <T>(path: string, json: unknown, etag: string | null) =>
    sendForJson<T>(path, { method: 'PATCH', json, headers: ifMatch(etag) }),
  put: <T>(path: string, json: unknown, etag: string | null) =>
    sendForJson<T>(path, { method: 'PUT', json, headers: ifMatch(etag) }),
  delete: <T>(path: string, etag: string | null = null, json?: unknown) =>
    sendForJson<T>(path, { method: 'DELETE', json, headers: ifMatch(etag) }),
  signOut: async () => {
    await send('/auth/logout', { method: 'POST' });
  },
};
