import type { EventActor } from '@ubuntu-aliases/shared';

export const ACTORS: readonly EventActor[] = ['me', 'admin', 'sync', 'system'];
/** First parts of action codes. */
export const TOPICS = ['alias', 'recipient', 'member', 'session'] as const;
export type Topic = (typeof TOPICS)[number];

export interface Filters {
  actor: EventActor | null;
  topic: Topic | null;
  /** Id of an address. */
  alias: string | null;
}

/** Reads the filters out of the address; what makes no sense is left out. */
export function readFilters(params: URLSearchParams): Filters {
  return {
    actor: ACTORS.find((actor) => actor === params.get('actor')) ?? null,
    topic: TOPICS.find((topic) => topic === params.get('topic')) ?? null,
    alias: /^[0-9a-f-]{36}$/i.exec(params.get('alias') ?? '')?.[0] ?? null,
  };
}

export function writeFilters(filters: Filters): URLSearchParams {
  const set = Object.entries(filters).filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams(set);
}

/** For the API, where a topic is the first part of an action. */
export function toQuery({ topic, ...filters }: Filters): URLSearchParams {
  const query = writeFilters({ ...filters, topic: null });
  if (topic !== null) query.set('action', topic);
  return query;
}
