import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import type { AppErrorCode } from '@ubuntu-aliases/shared';
import { aDomainsResponse, aMember } from './factories.ts';

/** Only what every page asks for; a test adds what its page needs, anything else fails it. */
export const server = setupServer();

const url = (path: string) => `http://localhost:3000/api/v1/${path}`;

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Answers one route with a body; what was sent is handed to `seen`. */
export function answer(
  method: Method,
  path: string,
  body: JsonBodyType,
  { status = 200, etag, seen }: { status?: number; etag?: string; seen?: (request: Request) => void } = {},
): void {
  server.use(
    http[method](url(path), ({ request }) => {
      seen?.(request);
      return HttpResponse.json(body, { status, headers: etag === undefined ? {} : { etag } });
    }),
  );
}

export const REQUEST_ID = 'req-0123456789';

export function refuse(
  method: Method,
  path: string,
  status: number,
  code: AppErrorCode,
  headers: Record<string, string> = {},
  details?: Record<string, string>,
): void {
  const problem = {
    ...{ type: 'about:blank', title: code, status, detail: code, code, requestId: REQUEST_ID },
    ...(details && { details }),
  };
  server.use(
    http[method](url(path), () =>
      HttpResponse.json(problem, {
        status,
        headers: { 'content-type': 'application/problem+json', ...headers },
      }),
    ),
  );
}

export function neverAnswer(method: Method, path: string): void {
  server.use(http[method](url(path), () => new Promise<never>(() => undefined)));
}

export function signedOut(): void {
  answer('get', 'domains', aDomainsResponse());
  refuse('get', 'me', 401, 'auth.required');
}

export function signedIn(overrides: Parameters<typeof aMember>[0] = {}): void {
  answer('get', 'domains', aDomainsResponse());
  answer('get', 'me', { member: aMember(overrides) }, { etag: '"me-1"' });
  answer('get', 'me/claims', { items: [] });
  answer('get', 'me/exports', { isLarge: false, items: [] });
}
