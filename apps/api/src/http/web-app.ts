import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { send } from '@koa/send';
import type { Middleware } from 'koa';
import { AppError } from '@ubuntu-aliases/shared';

/** Pages that the web app has beside the landing pages; everything else is its page for unknown addresses. */
const ID = '[0-9a-f-]{36}';
const PAGES = new RegExp(
  `^/(${[
    'privacy|help|status|addresses|activity|eligibility|account',
    `claim/${ID}`,
    `recipient-changes/${ID}/(confirm|cancel)`,
    `test-messages/${ID}/seen`,
    'admin/(overview|audit)',
    `admin/(errors|members|addresses|domains|sync)(/${ID})?`,
  ].join('|')})?$`,
);
/** `.` and `..` as a part of the path, also encoded: two spellings of one file would be cached in two ways. */
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i;
const YEAR_SECONDS = 31_536_000;

/** Serves the built web app: hashed assets for ever, its one page for every path that a person may open. */
export function webApp(options: {
  root: string;
  isLandingPath: (path: string) => Promise<boolean>;
}): Middleware {
  let page: string | undefined;
  return async function serveWebApp(ctx) {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      ctx.set('Allow', 'HEAD, GET');
      throw new AppError('request.method_not_allowed', { details: { allow: ['HEAD', 'GET'] } });
    }
    if (DOT_SEGMENT.test(ctx.path)) throw new AppError('request.not_found');
    if (/\.[a-z0-9]+$/i.test(ctx.path)) {
      ctx.state['route'] = 'asset';
      const isHashed = ctx.path.startsWith('/assets/');
      const found = await send(ctx, ctx.path, { root: options.root, index: false }).catch(notThere);
      if (!found) throw new AppError('request.not_found');
      ctx.set('Cache-Control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      return;
    }
    if (!ctx.accepts('html')) throw new AppError('request.not_found');
    ctx.state['route'] = 'page';
    // Kept once it was read; before it is built, asking again is the way on.
    page ??= await readFile(join(options.root, 'index.html'), 'utf8');
    ctx.body = page;
    ctx.type = 'html';
    ctx.status = PAGES.test(ctx.path) || (await options.isLandingPath(ctx.path)) ? 200 : 404;
    ctx.set('Cache-Control', 'no-cache');
  };
}

function notThere(error: unknown): undefined {
  if (error instanceof Error && 'status' in error && Number(error.status) < 500) return undefined;
  throw error;
}
