import type { Middleware } from 'koa';

const localNames = ['127.0.0.1', 'localhost', '[::1]'];

function isLocal(host: string): boolean {
  return URL.canParse(`http://${host}`) && localNames.includes(new URL(`http://${host}`).hostname);
}

/**
 * The control door is for programs on this machine and for our own pages. A web page from elsewhere in
 * the same browser is told apart by Sec-Fetch-Site, else by Origin; a foreign Host is a rebound name.
 */
export function ownPagesOnly(): Middleware {
  return async function ownPagesOnlyMiddleware(ctx, next) {
    if (!isLocal(ctx.get('Host')))
      ctx.throw(403, 'The control door answers to the name of this machine only.');
    if (ctx.method === 'GET') return next();
    const site = ctx.get('Sec-Fetch-Site');
    const from = ctx.get('Origin');
    const isOwn = site
      ? site === 'same-origin' || site === 'none'
      : !from || from === `http://${ctx.get('Host')}`;
    if (!isOwn) ctx.throw(403, 'A page from another site cannot use the control door.');
    // A form can be sent from anywhere without asking first; so only our own page may use one.
    const isTyped = ctx.is('json') || ['/control/actions', '/control/write'].includes(ctx.path);
    if (!isTyped && (ctx.request.length ?? 0) > 0) ctx.throw(415, 'The control door reads application/json.');
    await next();
  };
}
