import { AppError, type Page } from '@ubuntu-aliases/shared';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As `encodeCursor` was given it: years that PostgreSQL's calendar has too. */
const TIME = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function encodeCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** The key that a cursor stands for: an id, or a time and an id. A made-up cursor is the caller's fault. */
export function decodeCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (!UUID.test(key)) throw new AppError('request.invalid', { details: { cursor: 'unknown' } });
  return key;
}

export function decodeTimeCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('/');
  const at = new Date(time);
  if (!UUID.test(id) || !TIME.test(time) || Number.isNaN(at.getTime())) {
    throw new AppError('request.invalid', { details: { cursor: 'unknown' } });
  }
  return { at, id };
}

/** `rows` holds one more than the page when there is a next page. */
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}
