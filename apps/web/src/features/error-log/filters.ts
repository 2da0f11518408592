import type { ErrorSeverity, ErrorState } from '@ubuntu-aliases/shared';

export const STATES: readonly ErrorState[] = ['open', 'acknowledged', 'resolved'];
export const SEVERITIES: readonly ErrorSeverity[] = ['error', 'warning', 'info'];
const DEFAULT_STATES: readonly ErrorState[] = ['open', 'acknowledged'];

export interface Filters {
  /** Empty means any. */
  state: readonly ErrorState[];
  severity: readonly ErrorSeverity[];
  code: readonly string[];
  domain: readonly string[];
  q: string;
  /** Days in the reader's time zone, `YYYY-MM-DD`. */
  from: string;
  to: string;
}

export const NO_FILTERS: Filters = {
  state: DEFAULT_STATES,
  severity: [],
  code: [],
  domain: [],
  q: '',
  from: '',
  to: '',
};

const list = (params: URLSearchParams, name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
const day = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

/** Reads the filters out of the address; what makes no sense is left out. */
export function readFilters(params: URLSearchParams): Filters {
  const states = list(params, 'state');
  return {
    state: params.has('state') ? STATES.filter((state) => states.includes(state)) : DEFAULT_STATES,
    severity: SEVERITIES.filter((severity) => list(params, 'severity').includes(severity)),
    code: list(params, 'code'),
    domain: list(params, 'domain'),
    q: params.get('q')?.trim() ?? '',
    from: day(params.get('from')),
    to: day(params.get('to')),
  };
}

function sameStates(a: readonly ErrorState[], b: readonly ErrorState[]): boolean {
  return a.length === b.length && a.every((state) => b.includes(state));
}

/** For the address bar: only what differs from the beginning. */
export function writeFilters(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (!sameStates(filters.state, DEFAULT_STATES)) params.set('state', filters.state.join(',') || 'any');
  for (const name of ['severity', 'code', 'domain'] as const)
    if (filters[name].length > 0) params.set(name, filters[name].join(','));
  for (const name of ['q', 'from', 'to'] as const) if (filters[name] !== '') params.set(name, filters[name]);
  return params;
}

/** The first or last moment of a day as the reader's clock has it; none for a day that does not exist. */
function moment(dayText: string, time: string): string | null {
  const date = new Date(`${dayText}T${time}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** For the API: days become moments, the default is spelled out. */
export function toQuery(filters: Filters): URLSearchParams {
  const params = writeFilters(filters);
  params.delete('state');
  if (filters.state.length > 0) params.set('state', filters.state.join(','));
  for (const [name, time] of [
    ['from', '00:00:00'],
    ['to', '23:59:59.999'],
  ] as const) {
    const at = filters[name] === '' ? null : moment(filters[name], time);
    params.delete(name);
    if (at !== null) params.set(name, at);
  }
  return params;
}

export function isFiltered(filters: Filters): boolean {
  return writeFilters(filters).size > 0;
}

export function toggled<T>(items: readonly T[], item: T): T[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}
