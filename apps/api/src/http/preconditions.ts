import type { Context } from 'koa';
import { AppError } from '@ubuntu-aliases/shared';

/** Strong validator of a row at a version (RFC 9110 §8.8.1). */
export function versionTag(id: string, version: number): string {
  return `"${id}.${version}"`;
}

/**
 * The version that the caller read, out of `If-Match` (RFC 9110 §13.1.1). Missing: 428. Of something else: 412.
 * `*` stands for whatever is there now, so it gives `current`.
 */
export function requireVersion(ctx: Context, id: string, current: number): number {
  const header = ctx.get('If-Match').trim();
  if (!header) throw new AppError('request.precondition_required');
  if (header === '*') return current;
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.includes(versionTag(id, current))) throw new AppError('request.precondition_failed');
  return current;
}
