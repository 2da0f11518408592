import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** `ctx.state.requestId`, and one line for each request: never a query, a body, a name or an address. */
export function requestLog(log: Logger, options: { trustsRequestId: (peer: string) => boolean }): Middleware {
  return async function requestLogging(ctx, next) {
    const given = ctx.get('X-Request-Id');
    const peer = ctx.req.socket.remoteAddress ?? '';
    ctx.state['requestId'] = REQUEST_ID.test(given) && options.trustsRequestId(peer) ? given : randomUUID();
    ctx.set('X-Request-Id', ctx.state['requestId']);
    const startedAt = process.hrtime.bigint();
    try {
      await next();
    } finally {
      const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
      log.info(
        {
          requestId: ctx.state['requestId'],
          method: ctx.method,
          route: ctx.state['route'] ?? 'none',
          status: ctx.status,
          ms: Math.round(ms * 10) / 10,
          ...(ctx.state['errorCode'] ? { code: ctx.state['errorCode'] } : {}),
        },
        'request',
      );
    }
  };
}
