import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { AppError, pickLocale, type AppErrorCode } from '@ubuntu-aliases/shared';
import type { FaultLog } from '../../services/faults.ts';
import { errorPage } from '../pages/error-page.ts';
import { toProblem } from '../problems.ts';

/** What koa and body parsers throw with a status of their own, in our codes. */
const BY_STATUS: Record<number, AppErrorCode> = {
  400: 'request.invalid',
  404: 'request.not_found',
  405: 'request.method_not_allowed',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
};

/** PostgreSQL unreachable or shutting down, as pg and Prisma's adapter name it. */
const STORE_GONE =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|57P0[123]|P1001|P1017|P2024|P2028|53300|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|timeout exceeded when trying to connect|Connection terminated/;

/** Turns whatever is thrown into an answer. Refusals are quiet; surprises are reported in full, told in general. */
export function errorHandler(log: Logger, faults: FaultLog): Middleware {
  return async function handleErrors(ctx, next) {
    try {
      await next();
    } catch (thrown) {
      const error = toAppError(thrown);
      ctx.state['errorCode'] = error.code;
      const { requestId } = ctx.state;
      if (error.code === 'internal' && thrown instanceof Error) {
        log.error({ requestId, err: thrown }, 'unexpected error');
        // Not waited for: what is wrong may be that no connection is free.
        void faults.fault(thrown, requestId);
      } else if (error.code === 'store.unavailable') {
        log.error({ requestId, err: thrown }, 'database unreachable');
      }
      answer(ctx, error);
    }
  };
}

function answer(ctx: Context, error: AppError): void {
  const problem = toProblem(error, ctx.state['requestId']);
  const retryAfter = error.details?.['retryAfterSeconds'];
  // What a handler had set for its own answer (an ETag, a Cache-Control) is not this one's; limits and links are.
  ctx.remove('ETag');
  ctx.remove('Last-Modified');
  ctx.status = problem.status;
  ctx.set('Cache-Control', 'no-store');
  if (typeof retryAfter === 'number') ctx.set('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  if (error.code === 'store.unavailable') ctx.set('Retry-After', '5');
  // A person arrives by a link or an address typed in: they get a page, programs get the problem.
  if (!ctx.path.startsWith('/api/') && ctx.method === 'GET' && ctx.accepts('json', 'html') === 'html') {
    ctx.type = 'html';
    ctx.body = errorPage(problem, { locale: pickLocale(ctx.get('Accept-Language')) });
    return;
  }
  ctx.type = 'application/problem+json';
  ctx.body = JSON.stringify(problem);
}

export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (!(thrown instanceof Error)) return new AppError('internal');
  const { status, code, cause } = thrown as Error & { status?: unknown; code?: unknown };
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new AppError('request.invalid', { cause: thrown });
  if (typeof status === 'number' && status < 500) {
    return new AppError(BY_STATUS[status] ?? 'request.invalid', { cause: thrown });
  }
  const text = `${String(code)} ${thrown.message} ${cause instanceof Error ? cause.message : JSON.stringify(cause ?? '')}`;
  if (STORE_GONE.test(text)) return new AppError('store.unavailable', { cause: thrown });
  return new AppError('internal', { cause: thrown });
}
