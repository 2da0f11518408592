import ky, { type Options } from 'ky';
import { ApiError, readProblem } from './api-error.ts';

/** Retrying is the query client's business: it knows what the reader waits for. */
const client = ky.create({
  baseUrl: window.location.origin,
  retry: 0,
  timeout: 20_000,
  throwHttpErrors: false,
});

export interface Answer<T> {
  body: T;
  etag: string | null;
}

async function send(url: string, options: Options): Promise<Response> {
  let response: Response;
  try {
    response = await client(url, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError({ code: 'unreachable', cause: error });
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

async function sendForJson<T>(path: string, options: Options): Promise<Answer<T>> {
  const response = await send(`/api/v1/${path}`, options);
  const body = response.status === 204 ? undefined : await response.json();
  return { body: body as T, etag: response.headers.get('etag') };
}

const ifMatch = (etag: string | null): Record<string, string> => (etag === null ? {} : { 'if-match': etag });

export const api = {
  get: <T>(path: string, options: { signal?: AbortSignal; searchParams?: URLSearchParams } = {}) =>
    sendForJson<T>(path, options),
  /** With a key, sent again after a lost answer it does nothing the second time. */
  post: <T>(path: string, json?: unknown, idempotencyKey?: string, etag: string | null = null) =>
    sendForJson<T>(path, {
      method: 'POST',
      json,
      headers: {
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...ifMatch(etag),
      },
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
