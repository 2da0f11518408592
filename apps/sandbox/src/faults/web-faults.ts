import { setTimeout as sleep } from 'node:timers/promises';
import { constants, gzipSync } from 'node:zlib';
import type { Context, Middleware } from 'koa';
import type { SandboxState } from '../state.ts';
import { elsewhere } from './elsewhere.ts';
import { errorAnswer, errorPage } from './error-answers.ts';
import { isDataKind, type Fault, type FaultTarget } from './fault.ts';

export function targetOf(path: string): Exclude<FaultTarget, 'smtp' | 'dns'> | null {
  if (/^\/(1\.0|devel)(\/|$)/.test(path)) return 'launchpad';
  return /^\/\+(openid|id|decide|xrds)(\/|$)/.test(path) ? 'openid' : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The text that a fault's `path` is looked for in: path, query and posted form, as sent and decoded. */
export function subjectOf(ctx: Context): string {
  const sent = `${ctx.url} ${ctx.is('urlencoded') ? (ctx.request.rawBody ?? '') : ''}`;
  return `${sent} ${decoded(sent)}`;
}

const json = 'application/json';
const megabytes = 1024 * 1024;

/** Half a gigabyte of spaces in half a megabyte: gzip members one after the other (RFC 1952, 2.2). */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(16 * megabytes, ' '), { level: constants.Z_BEST_COMPRESSION });
  return Buffer.concat(Array<Buffer>(32).fill(member));
}

/** Answers that need nothing from the service itself; false when this is none of them. */
function answerInstead(ctx: Context, fault: Fault, target: FaultTarget, origin: string): boolean {
  const send = (type: string, body: string | Buffer, encoding?: string): boolean => {
    ctx.status = 200;
    ctx.body = body;
    ctx.type = type;
    if (encoding) ctx.set('Content-Encoding', encoding);
    return true;
  };
  switch (fault.kind) {
    case 'status': {
      const status = fault.status ?? 503;
      const answer = errorAnswer(target, status);
      send(answer.type, answer.body);
      ctx.status = status;
      ctx.set(answer.headers);
      if (fault.retryAfter !== undefined) ctx.set('Retry-After', String(fault.retryAfter));
      return true;
    }
    case 'html':
      return send(
        'text/html; charset=utf-8',
        errorPage('Welcome', 'Sandbox: a page where data was expected.'),
      );
    case 'garbage':
      return send(json, '{"start": 0, "total_size": 3, "entries": [{"name": "mi');
    case 'no-body':
      return send(json, '');
    case 'null':
      return send(json, 'null');
    case 'array':
      return send(json, '[]');
    case 'redirect-elsewhere':
      ctx.redirect(elsewhere(origin, ctx.url));
      ctx.status = fault.status ?? 302;
      return true;
    case 'bad-gzip':
      return send(json, Buffer.from('This is not gzip at all, whatever the header says.'), 'gzip');
    case 'gzip-bomb':
      return send(json, bomb(), 'gzip');
    case 'huge':
      return send(
        json,
        `{"start": 0, "total_size": 0, "padding": "${'x'.repeat(21 * megabytes)}", "entries": []}`,
      );
    default:
      return false;
  }
}

function bodyOf(ctx: Context): Buffer {
  return Buffer.isBuffer(ctx.body) ? ctx.body : Buffer.from(typeof ctx.body === 'string' ? ctx.body : '');
}

/** Take the answer out of Koa's hands and write it in a way that Koa never would. */
async function spoilDelivery(ctx: Context, fault: Fault): Promise<void> {
  const body = bodyOf(ctx);
  ctx.length = body.length;
  ctx.respond = false;
  ctx.res.statusCode = ctx.status;
  ctx.res.flushHeaders();
  if (fault.kind === 'cut') {
    ctx.res.write(body.subarray(0, Math.floor(body.length / 2)), () => ctx.req.socket.destroy());
    return;
  }
  for (let at = 0; at < body.length && !ctx.res.destroyed; at += 1) {
    ctx.res.write(body.subarray(at, at + 1));
    await sleep(fault.delayMs ?? 500, undefined, { ref: false });
  }
  ctx.res.end();
}

/** Everything that is wrong on the wire; what is wrong in the data is left to the service (`ctx.state.fault`). */
export function webFaults(state: SandboxState): Middleware {
  return async function webFaultsMiddleware(ctx, next) {
    const target = targetOf(ctx.path);
    if (!target) return next();
    state.requests.add(ctx);
    const { delayMs, fault } = state.faults.take(target, subjectOf(ctx));
    const wait = delayMs + (fault && fault.kind !== 'drip' ? (fault.delayMs ?? 0) : 0);
    if (wait > 0) await sleep(wait, undefined, { ref: false });
    if (!fault) return next();
    if (fault.kind === 'down') {
      ctx.respond = false;
      ctx.req.socket.resetAndDestroy();
      return;
    }
    if (answerInstead(ctx, fault, target, state.origin)) return;
    if (isDataKind(fault.kind)) ctx.state.fault = fault;
    await next();
    if (fault.kind === 'drip' || fault.kind === 'cut') await spoilDelivery(ctx, fault);
  };
}
