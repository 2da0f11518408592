import { AppError, type MemberMark, type MemberSort } from '@ubuntu-aliases/shared';
import { Prisma } from './generated/client.ts';

/** The pieces of the statement that lists members; each has an index to go by, see the migration. */

/** A filter in both ways in which it can be used: as the ids that pass it, and as a question about member `m`. */
export interface MemberFilter {
  ids: Prisma.Sql;
  holds: Prisma.Sql;
}

const NAME = Prisma.sql`(left(COALESCE(m.launchpad_name, ''), 100) COLLATE "C")`;

interface Order {
  key: Prisma.Sql;
  isDescending: boolean;
  /** What a key looks like in a cursor; a made-up one is the caller's fault. */
  form: RegExp;
  cast: Prisma.Sql;
}

const TIME = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const byTime = (column: string, isDescending: boolean): Order => ({
  key: Prisma.raw(`m.${column}`),
  isDescending,
  form: TIME,
  cast: Prisma.sql`::timestamptz`,
});
const byName = (isDescending: boolean): Order => ({
  key: NAME,
  isDescending,
  form: /^[a-z0-9+.-]{0,100}$/,
  cast: Prisma.sql`::text COLLATE "C"`,
});

export const MEMBER_ORDERS: Record<MemberSort, Order> = {
  name: byName(false),
  '-name': byName(true),
  created: byTime('created_at', false),
  '-created': byTime('created_at', true),
  signed_in: byTime('last_signed_in_at', false),
  '-signed_in': byTime('last_signed_in_at', true),
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What comes after the row that a cursor stands for. */
export function afterCursor(cursor: string | undefined, order: Order): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`TRUE`;
  const [key = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('/');
  if (!UUID.test(id) || !order.form.test(key) || (order.form === TIME && Number.isNaN(Date.parse(key))))
    throw new AppError('request.invalid', { details: { cursor: 'unknown' } });
  const than = order.isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${order.key}, m.id) ${than} (${key}${order.cast}, ${id}::uuid)`;
}

const startsWith = (column: Prisma.Sql, start: string) =>
  // Above every character that a name or a local part may have.
  Prisma.sql`${column} >= ${start} AND ${column} < ${`${start}\x7f`}`;

const LOCAL_PART = Prisma.sql`(x.local_part COLLATE "C")`;

type Ids = readonly string[] | null;

/** A condition on member `m` alone. */
const own = (where: Prisma.Sql): MemberFilter => ({
  ids: Prisma.sql`SELECT m.id FROM members m WHERE ${where}`,
  holds: where,
});

/**
 * A condition on one of their rows in another table. As a question it is asked of one member after the other, by the
 * index on member_id; an EXISTS would be answered for everybody at once, which is much when most of them pass.
 */
const having = (table: 'aliases' | 'error_entries', where: Prisma.Sql): MemberFilter => ({
  ids: Prisma.sql`SELECT x.member_id AS id FROM ${Prisma.raw(table)} x WHERE x.member_id IS NOT NULL AND ${where}`,
  holds: Prisma.sql`COALESCE((SELECT TRUE FROM ${Prisma.raw(table)} x WHERE x.member_id = m.id AND ${where} LIMIT 1), FALSE)`,
});

/** One branch for each as ids, so that each goes by its own index. */
const anyOf = (parts: readonly MemberFilter[]): MemberFilter => ({
  ids: Prisma.join(
    parts.map(({ ids }) => ids),
    ' UNION ALL ',
  ),
  holds: Prisma.sql`(${Prisma.join(
    parts.map(({ holds }) => holds),
    ' OR ',
  )})`,
});

const at = (domainIds: Ids) =>
  domainIds === null ? Prisma.sql`TRUE` : Prisma.sql`x.domain_id = ANY(${[...domainIds]}::uuid[])`;

/** Whom a text that somebody typed may mean. Aliases count at domains that the reader may see. */
function matching(q: string, scope: Ids): MemberFilter {
  const withAlias = (where: Prisma.Sql) => having('aliases', Prisma.sql`${at(scope)} AND ${where}`);
  const text = q.toLowerCase();
  const sign = text.indexOf('@');
  if (/^https?:/.test(text)) return own(Prisma.sql`m.claimed_identifier = ${q}`);
  if (sign > 0) {
    const named = Prisma.sql`x.domain_id IN (SELECT id FROM domains WHERE starts_with(name, ${text.slice(sign + 1)}))`;
    return anyOf([
      withAlias(Prisma.sql`${LOCAL_PART} = ${text.slice(0, sign)} AND ${named}`),
      // Whole or not at all: by parts of it a masked address could be spelled out.
      own(Prisma.sql`lower(m.email) = ${text}`),
    ]);
  }
  const start = text.replace(/^~/, '');
  const words = start.match(/[\p{L}\p{N}]+/gu) ?? [];
  const asWords = words.map((word) => `'${word}':*`).join(' & ');
  const isName = /^[a-z0-9+.-]+$/.test(start);
  const isLocalPart = /^[!-~]+$/.test(start);
  return anyOf([
    ...(isName ? [own(startsWith(NAME, start))] : []),
    ...(isLocalPart ? [withAlias(startsWith(LOCAL_PART, start))] : []),
    ...(words.length > 0
      ? [own(Prisma.sql`to_tsvector('simple', m.display_name) @@ to_tsquery('simple', ${asWords})`)]
      : []),
    own(Prisma.sql`substring(m.claimed_identifier FROM '[^/]*$') = ${q}`),
  ]);
}

const MARKS: Record<MemberMark, MemberFilter> = {
  banned: own(Prisma.sql`m.banned_at IS NOT NULL`),
  check_pending: own(Prisma.sql`m.check_pending_at IS NOT NULL`),
  with_role: {
    ids: Prisma.sql`SELECT g.member_id AS id FROM role_grants g`,
    holds: Prisma.sql`COALESCE((SELECT TRUE FROM role_grants g WHERE g.member_id = m.id LIMIT 1), FALSE)`,
  },
};

/** Which members a reader may see: with an alias or an error entry at one of these domains. */
export function inScope(domainIds: readonly string[]): MemberFilter {
  return anyOf([having('aliases', at(domainIds)), having('error_entries', at(domainIds))]);
}

export interface MemberQuestion {
  q: string | undefined;
  marks: readonly MemberMark[];
  /** Ids; null: any. */
  domains: Ids;
  /** Ids; null: everything. */
  scope: Ids;
}

/** Narrow ones first, as far as that can be known. */
export function memberFilters({ q, marks, domains, scope }: MemberQuestion): MemberFilter[] {
  return [
    ...(q ? [matching(q, scope)] : []),
    ...(marks.length > 0 ? [anyOf(marks.map((mark) => MARKS[mark]))] : []),
    ...(domains === null ? [] : [having('aliases', at(domains))]),
    ...(scope === null ? [] : [inScope(scope)]),
  ];
}
