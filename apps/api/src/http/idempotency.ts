import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { AppError } from '@ubuntu-aliases/shared';
import type { Stores } from '@ubuntu-aliases/store';

const HOUR = 3_600_000;
/** A process that took a request and is not heard of for this long (milliseconds) has lost it. */
const LEASE = 60_000;
const KEPT = 24 * HOUR;

/** Printable ASCII; the draft's quotes are part of it (draft-ietf-httpapi-idempotency-key-header §2.1). */
const KEY = /^[\x20-\x7e]{1,255}$/;

interface Answer {
  status: number;
  body: object;
}

export type Once = (ctx: Context, memberId: string, run: () => Promise<Answer>) => Promise<Answer>;

/**
 * With an `Idempotency-Key`, a request is done once: the same one again within a day gets the same answer, another one
 * under that key is refused, and one that is still under way is a conflict. What was refused is not remembered.
 */
export function createOnce({ idempotency }: Pick<Stores, 'idempotency'>, clock: () => Date): Once {
  return async function once(ctx, memberId, run) {
    const key = ctx.get('Idempotency-Key');
    if (key === '') return run();
    if (!KEY.test(key)) throw new AppError('request.invalid', { details: { where: 'Idempotency-Key' } });
    const { rawBody } = ctx.request as { rawBody?: string };
    const request = {
      memberId,
      keyHash: sha256(key),
      requestHash: sha256(`${ctx.method} ${ctx.url}\n${rawBody ?? ''}`),
    };
    const now = clock();
    const before = await idempotency.begin(request, {
      now,
      leaseUntil: new Date(now.getTime() + LEASE),
      expiresAt: new Date(now.getTime() + KEPT),
    });
    if (before) {
      if (before.requestHash !== request.requestHash) throw new AppError('request.idempotency_mismatch');
      if (before.status === null)
        throw new AppError('request.conflict', { details: { retryAfterSeconds: 1 } });
      ctx.set('Idempotency-Replayed', 'true');
      return { status: before.status, body: before.answer as object };
    }
    let answer: Answer;
    try {
      answer = await run();
    } catch (error) {
      await idempotency.forget(request);
      throw error;
    }
    await idempotency.finish(request, answer.status, answer.body);
    return answer;
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
