import ky, { type Options } from 'ky';
import { ApiError, readProblem } from './api-error.ts';

/** Retrying is the query client's business: it knows what the reader waits for. */
const client = ky.create({
  baseUrl: window.location.origin,
  retry: 0,
  timeout: 20_000,
  throwHttpErrors: false,
  headers: { accept: 'application/json' },
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
  return { body: (await response.json()) as T, etag: response.headers.get('etag') };
}

export const api = {
  get: <T>(path: string, options: { signal?: AbortSignal; searchParams?: URLSearchParams } = {}) =>
    sendForJson<T>(path, { ...options, method: 'get' }),
  post: <T>(path: string) => sendForJson<T>(path, { method: 'post' }),
  /** The tag is what the change was made from: somebody else's newer change is then refused, not lost. */
  patch: <T>(path: string, json: unknown, etag: string | null) =>
    sendForJson<T>(path, { method: 'patch', json, headers: etag === null ? {} : { 'if-match': etag } }),
  signOut: async () => {
    await send('/auth/logout', { method: 'post' });
  },
};
