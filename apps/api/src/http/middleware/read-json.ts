import bodyParser from '@koa/bodyparser';
import type { Middleware } from 'koa';
import { AppError } from '@ubuntu-aliases/shared';

const JSON_LIMIT = '16kb';

/**
 * `ctx.request.body` of a JSON request. A compressed one is refused (RFC 9110 §8.4): nothing sent here is long enough to
 * gain from it, and what cannot be unpacked would be a fault of ours.
 */
export function readJson(): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: JSON_LIMIT,
    // Leaving is a DELETE with a confirmation in it.
    parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    onError: (error) => {
      throw error;
    },
  });
  return async function readJsonBody(ctx, next) {
    const encoding = ctx.get('Content-Encoding');
    if (encoding !== '' && encoding.toLowerCase() !== 'identity') {
      throw new AppError('request.unsupported_media_type', { details: { encoding: 'identity' } });
    }
    await parse(ctx, next);
  };
}
