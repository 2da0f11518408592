import type { ActorKind } from '@ubuntu-aliases/shared';

export const KINDS: readonly ActorKind[] = ['admin', 'sync', 'system', 'member'];

export interface Filters {
  kind: readonly ActorKind[];
  domain: readonly string[];
  action: string;
  actor: string;
  member: string;
  alias: string;
  /** Days in the reader's time zone, `YYYY-MM-DD`. */
  from: string;
  to: string;
}

const TEXTS = ['action', 'actor', 'member', 'alias', 'from', 'to'] as const;

const list = (params: URLSearchParams, name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
const day = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

export function readFilters(params: URLSearchParams): Filters {
  const kinds = list(params, 'kind');
  const text = (name: string) => params.get(name)?.trim() ?? '';
  return {
    kind: KINDS.filter((kind) => kinds.includes(kind)),
    domain: list(params, 'domain'),
    action: text('action'),
    actor: text('actor'),
    member: text('member'),
    alias: text('alias'),
    from: day(params.get('from')),
    to: day(params.get('to')),
  };
}

/** For the address bar. */
export function writeFilters(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['kind', 'domain'] as const)
    if (filters[name].length > 0) params.set(name, filters[name].join(','));
  for (const name of TEXTS) if (filters[name] !== '') params.set(name, filters[name]);
  return params;
}

/** For the API: days become moments of the reader's clock. */
export function toQuery(filters: Filters): URLSearchParams {
  const params = writeFilters(filters);
  for (const [name, time] of [
    ['from', '00:00:00'],
    ['to', '23:59:59.999'],
  ] as const) {
    const at = new Date(`${filters[name]}T${time}`);
    if (Number.isNaN(at.getTime())) params.delete(name);
    else params.set(name, at.toISOString());
  }
  return params;
}
