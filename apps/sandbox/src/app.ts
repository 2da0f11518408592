import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa, { type Middleware } from 'koa';
import { z } from 'zod';
import { controlApiRoutes } from './control/api-routes.ts';
import { controlPageRoutes } from './control/page-routes.ts';
import { ownPagesOnly } from './control/own-pages-only.ts';
import { dnsRoutes } from './dns/dns-routes.ts';
import { webFaults } from './faults/web-faults.ts';
import { homeRoutes } from './home-routes.ts';
import { html } from './http/html.ts';
import { sendPage } from './http/page.ts';
import { launchpad } from './launchpad/middleware.ts';
import { inboxRoutes } from './mail/inbox-routes.ts';
import { writeRoutes } from './mail/write-routes.ts';
import { openidRoutes } from './openid/routes.ts';
import type { SandboxState } from './state.ts';
import { WorldError } from './world/model.ts';

interface Refusal {
  status: number;
  message: string;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  if (error instanceof WorldError) return { status: error.status, message: error.message };
  if (error instanceof URIError) return { status: 400, message: 'The address is not well formed.' };
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return { status, message: (error as Error).message };
  console.error(error);
  return { status: 500, message: 'The sandbox has a fault of its own; see its output.' };
}

/** Bad input is an answer: JSON at the control door, a page for people elsewhere. */
function refusals({ productUrl }: SandboxState): Middleware {
  return async function refusalsMiddleware(ctx, next) {
    const answer = ({ status, message }: Refusal): void => {
      if (ctx.path.startsWith('/control/') && !ctx.accepts('json', 'html')?.toString().includes('html')) {
        ctx.status = status;
        ctx.body = { error: message };
        return;
      }
      sendPage(ctx, { title: 'That did not work', status, productUrl, body: html`<pre>${message}</pre>` });
    };
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null && ctx.respond !== false) {
        answer({ status: 404, message: 'There is nothing here.' });
      }
    } catch (error) {
      answer(refusalOf(error));
    }
  };
}

export function createApp(state: SandboxState): Koa {
  const router = new Router();
  homeRoutes(router, state);
  openidRoutes(router, state);
  inboxRoutes(router, state);
  router.use('/control', ownPagesOnly());
  controlApiRoutes(router, state);
  dnsRoutes(router, state);
  controlPageRoutes(router, state);
  writeRoutes(router, state);

  const app = new Koa();
  app.use(refusals(state));
  app.use(
    bodyParser({
      enableTypes: ['json', 'form'],
      jsonLimit: '5mb',
      formLimit: '1mb',
      onError: (error, ctx) => ctx.throw('status' in error ? Number(error.status) : 400, error.message),
    }),
  );
  app.use(webFaults(state));
  app.use(launchpad(state));
  app.use(router.routes());
  app.use(router.allowedMethods());
  // Clients that hang up early are part of the game.
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (!['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(error.code ?? '')) console.error(error);
  });
  return app;
}
