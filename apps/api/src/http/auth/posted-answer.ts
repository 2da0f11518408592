import { AppError } from '@ubuntu-aliases/shared';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { readState } from './openid-assertion.ts';

const MAX_BODY_BYTES = 8192;
/** Encoding makes text up to three times longer; what is moved has to fit into a request line again. */
const MAX_QUERY_LENGTH = 8192;

/** What a query may hold as it is (RFC 3986 section 3.4); every other byte is percent-encoded. */
const NOT_IN_QUERY = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]/g;

/**
 * The query of the GET that a posted answer stands for (OpenID Authentication 2.0 section 5.2.2). A
 * POST from another site carries no Lax cookie, and a body parser would understand dots and
 * repeated names in its own way, so the bytes are only moved into the query. The state is in the
 * URL that was posted to.
 */
export async function readPostedAnswer(ctx: Context, rawQuery: string): Promise<string> {
  if (ctx.is('application/x-www-form-urlencoded') !== 'application/x-www-form-urlencoded') {
    throw new AppError('request.unsupported_media_type');
  }
  if (ctx.get('content-encoding') !== '') throw new AppError('request.unsupported_media_type');

  const body = (await readBody(ctx)).toString('latin1');
  const postedState = readState(body);
  const parts = postedState !== null && postedState === readState(rawQuery) ? [body] : [rawQuery, body];
  const query = parts
    .filter((part) => part !== '')
    .join('&')
    .replace(NOT_IN_QUERY, encodeByte);
  if (query.length > MAX_QUERY_LENGTH) throw new AppError('request.too_large');
  return query;
}

async function readBody(ctx: Context): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { length: ctx.get('content-length') || null, limit: MAX_BODY_BYTES });
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'type' in cause && cause.type === 'entity.too.large';
    throw new AppError(isTooLarge ? 'request.too_large' : 'request.invalid', { cause });
  }
}

function encodeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
