import type { AliasOrigin, AliasSort, AliasState, SuspendedReason } from '@ubuntu-aliases/shared';
import { ALIAS_SORTS } from '@ubuntu-aliases/shared/list-limits';

export const STATES: readonly AliasState[] = ['active', 'grace', 'paused', 'suspended', 'released'];
export const REASONS: readonly SuspendedReason[] = [
  'held',
  'left_team',
  'not_valid',
  'coc_unsigned',
  'banned',
  'domain_retired',
];
export const ORIGINS: readonly AliasOrigin[] = ['provisioned', 'renamed', 'granted', 'imported'];
export const SORTS = ALIAS_SORTS;

export interface Filters {
  /** Empty means any. */
  state: readonly AliasState[];
  reason: readonly SuspendedReason[];
  origin: readonly AliasOrigin[];
  domain: readonly string[];
  withoutRecipient: boolean;
  unclaimed: boolean;
  q: string;
  sort: AliasSort;
}

const list = (params: URLSearchParams, name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
const known = <T extends string>(all: readonly T[], given: readonly string[]) =>
  all.filter((item) => given.includes(item));

/** Reads the filters out of the address; what makes no sense is left out. */
export function readFilters(params: URLSearchParams): Filters {
  return {
    state: known(STATES, list(params, 'state')),
    reason: known(REASONS, list(params, 'reason')),
    origin: known(ORIGINS, list(params, 'origin')),
    domain: list(params, 'domain'),
    withoutRecipient: params.get('withoutRecipient') === 'true',
    unclaimed: params.get('unclaimed') === 'true',
    q: params.get('q')?.trim() ?? '',
    sort: known(SORTS, [params.get('sort') ?? ''])[0] ?? 'address',
  };
}

/** For the address bar and for the API alike: only what differs from the beginning. */
export function writeFilters(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['state', 'reason', 'origin', 'domain'] as const)
    if (filters[name].length > 0) params.set(name, filters[name].join(','));
  for (const name of ['withoutRecipient', 'unclaimed'] as const) if (filters[name]) params.set(name, 'true');
  if (filters.q !== '') params.set('q', filters.q);
  if (filters.sort !== 'address') params.set('sort', filters.sort);
  return params;
}

export function isFiltered(filters: Filters): boolean {
  const params = writeFilters(filters);
  // Sorting leaves nothing out, but by the end of a grace period it does.
  if (!filters.sort.includes('graceUntil')) params.delete('sort');
  return params.size > 0;
}
