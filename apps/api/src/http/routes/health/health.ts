import type Router from '@koa/router';
import type { Logger } from 'pino';

/** For load balancers and service managers. Launchpad, SMTP and DNS never matter here. */
export function healthRoutes(
  router: Router,
  { checkReady, log }: { checkReady: () => Promise<void>; log: Logger },
): void {
  router.get('/livez', (ctx) => {
    ctx.state['route'] = 'GET /livez';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    ctx.state['route'] = 'GET /readyz';
    ctx.set('Cache-Control', 'no-store');
    try {
      await checkReady();
      ctx.body = { status: 'ok' };
    } catch (err) {
      log.warn({ err }, 'not ready');
      ctx.status = 503;
      ctx.body = { status: 'unavailable' };
    }
  });
}
