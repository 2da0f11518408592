import type { MemberMark, MemberSort } from '@ubuntu-aliases/shared';

export const MARKS: readonly MemberMark[] = ['banned', 'check_pending', 'with_role'];
export const SORTS: readonly MemberSort[] = [
  '-signed_in',
  'signed_in',
  '-created',
  'created',
  'name',
  '-name',
];

export interface Filters {
  q: string;
  mark: readonly MemberMark[];
  domain: readonly string[];
  sort: MemberSort;
}

export const NO_FILTERS: Filters = { q: '', mark: [], domain: [], sort: '-signed_in' };

const list = (params: URLSearchParams, name: string) => (params.get(name) ?? '').split(',').filter(Boolean);

/** Reads the filters out of the address; what makes no sense is left out. */
export function readFilters(params: URLSearchParams): Filters {
  const marks = list(params, 'mark');
  return {
    q: params.get('q')?.trim() ?? '',
    mark: MARKS.filter((mark) => marks.includes(mark)),
    domain: list(params, 'domain'),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? NO_FILTERS.sort,
  };
}

/** For the address bar and the API alike: only what differs from the beginning. */
export function writeFilters({ q, mark, domain, sort }: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (q !== '') params.set('q', q);
  if (mark.length > 0) params.set('mark', mark.join(','));
  if (domain.length > 0) params.set('domain', domain.join(','));
  if (sort !== NO_FILTERS.sort) params.set('sort', sort);
  return params;
}

export function isFiltered(filters: Filters): boolean {
  return writeFilters({ ...filters, sort: NO_FILTERS.sort }).size > 0;
}
