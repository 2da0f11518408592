import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { AppError } from '@ubuntu-aliases/shared';

/**
 * Strong validator of what is sent (RFC 9110 §8.8.1): the row, its version, and a digest, since an answer also shows
 * what is stored elsewhere or follows from the time: roles, names, counts, a pause that has ended.
 */
export function versionTag(id: string, version: number, answer: object): string {
  const digest = createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22);
  return `"${id}.${version}.${digest}"`;
}

/**
 * The version that the caller read, out of `If-Match` (RFC 9110 §13.1.1). Missing: 428. Of something else: 412.
 * `*` stands for whatever is there now, so it gives `current`. Only the version counts here: a change must not be refused
 * because a count next to it went up.
 */
export function requireVersion(ctx: Context, id: string, current: number): number {
  const header = ctx.get('If-Match').trim();
  if (!header) throw new AppError('request.precondition_required');
  if (header === '*') return current;
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.some((tag) => tag.startsWith(`"${id}.${current}.`))) {
    throw new AppError('request.precondition_failed');
  }
  return current;
}
