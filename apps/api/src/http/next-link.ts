import type { Context } from 'koa';

/** `Link: <…>; rel="next"` (RFC 8288) for the same query at the next cursor. */
export function setNextLink(ctx: Context, nextCursor: string | null): void {
  if (nextCursor === null) return;
  const query = new URLSearchParams(ctx.querystring);
  query.set('cursor', nextCursor);
  ctx.set('Link', `<${ctx.path}?${query}>; rel="next"`);
}
