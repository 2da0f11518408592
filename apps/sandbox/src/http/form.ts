import type { Context } from 'koa';

/**
 * The parameters of a request as they were sent: from the query, or from a posted form. Read from the
 * raw text, since body parsers give dotted and repeated names a meaning that OpenID does not know.
 */
export function rawParams(ctx: Context): URLSearchParams {
  if (ctx.method !== 'POST') return new URLSearchParams(ctx.querystring);
  return new URLSearchParams(ctx.is('urlencoded') ? (ctx.request.rawBody ?? '') : '');
}

/** Each name once, or null when a name comes twice. */
export function uniqueParams(params: URLSearchParams): Map<string, string> | null {
  const found = new Map<string, string>();
  for (const [name, value] of params) {
    if (found.has(name)) return null;
    found.set(name, value);
  }
  return found;
}
