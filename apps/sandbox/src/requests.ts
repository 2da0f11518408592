import type { Context } from 'koa';

export interface SeenRequest {
  method: string;
  path: string;
  query: string;
  /** Differs from ours when somebody followed a link to a foreign host. */
  host: string;
  headers: { 'user-agent': string | null; 'accept-encoding': string | null; 'if-none-match': string | null };
  at: string;
}

export interface RequestLog {
  add(ctx: Context): void;
  list(): SeenRequest[];
  clear(): void;
}

const limit = 10_000;

/** What the product asked the two services for, oldest first. */
export function createRequestLog(): RequestLog {
  let seen: SeenRequest[] = [];
  const header = (ctx: Context, name: string): string | null => ctx.get(name) || null;
  return {
    add(ctx) {
      if (seen.length >= limit) seen.shift();
      seen.push({
        method: ctx.method,
        path: ctx.path,
        query: ctx.querystring,
        host: ctx.get('Host'),
        headers: {
          'user-agent': header(ctx, 'User-Agent'),
          'accept-encoding': header(ctx, 'Accept-Encoding'),
          'if-none-match': header(ctx, 'If-None-Match'),
        },
        at: new Date().toISOString(),
      });
    },
    list: () => seen,
    clear() {
      seen = [];
    },
  };
}
