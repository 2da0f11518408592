import { isCollectionKind, type CollectionKind, type DataKind } from '../faults/fault.ts';
import { findByName, isNamed, type World } from '../world/world.ts';
import { redacted } from './entry.ts';
import type { Reply } from './reply.ts';
import { answerLaunchpad, type LaunchpadRequest } from './service.ts';
import { spoiledPage } from './spoil-collection.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mapValues(fields: Fields, change: (value: unknown, key: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(value, key)]));
}

/** Change every entry of an answer, be it one entry or a page of them. */
function mapEntries(json: unknown, change: (value: unknown, key: string) => unknown): unknown {
  if (!isFields(json)) return json;
  if (!Array.isArray(json.entries)) return mapValues(json, change);
  return {
    ...json,
    entries: json.entries.map((entry) => (isFields(entry) ? mapValues(entry, change) : entry)),
  };
}

function wrongType(value: unknown, key: string): unknown {
  if (typeof value === 'boolean') return String(value);
  if (key === 'name' || key === 'display_name') return 42;
  return key === 'karma' ? 'many' : value;
}

/** The request as it would be about somebody else: the next valid person in the list. */
function aboutSomebodyElse(world: World, origin: string, request: LaunchpadRequest): LaunchpadRequest {
  const name = /^~([^/]+)/.exec(request.path)?.[1];
  const openid = request.params.get('identifier')?.split('/').at(-1);
  const asked = name === undefined ? world.people.get(openid ?? '') : findByName(world, name);
  if (asked?.kind === 'team') return request;
  const others = [...world.people.values()].filter(
    (person) => isNamed(person) && person.valid && person !== asked,
  );
  const other = others[0];
  if (!other || !isNamed(other)) return request;
  const params = new URLSearchParams(request.params);
  if (params.has('identifier')) params.set('identifier', `${origin}/+id/${other.openid}`);
  return { ...request, path: request.path.replace(/^~[^/]+/, `~${other.name}`), params };
}

const startOf = (params: URLSearchParams): number =>
  Number(params.get('ws.start') ?? params.get('memo') ?? 0);

/** A page whose next page is the same again; on the second the list ends. */
function repeated(world: World, origin: string, request: LaunchpadRequest, path: string): Reply {
  const params = new URLSearchParams(request.params);
  for (const name of ['ws.start', 'memo', 'direction']) params.delete(name);
  const first = answerLaunchpad(world, origin, { ...request, params });
  if (!isFields(first.json) || !Array.isArray(first.json.entries)) return first;
  const { next_collection_link: _, ...page } = first.json;
  if (startOf(request.params) > 0) return { ...first, json: { ...page, start: startOf(request.params) } };
  const size = page.entries instanceof Array ? Math.max(1, page.entries.length) : 1;
  const kept = params.has('ws.size') ? `ws.size=${params.get('ws.size')}&` : '';
  return {
    ...first,
    json: { ...page, next_collection_link: `${origin}${path}?${kept}memo=${size}&ws.start=${size}` },
  };
}

/** An answer with something wrong in its data. `url` is path and query as they were sent. */
export function spoiledReply(
  kind: DataKind | CollectionKind,
  world: World,
  origin: string,
  request: LaunchpadRequest,
  url: string,
): Reply {
  if (isCollectionKind(kind)) return spoiledPage(kind, world, origin, request, url);
  const [path = ''] = url.split('?');
  if (kind === 'other-person')
    return answerLaunchpad(world, origin, aboutSomebodyElse(world, origin, request));
  if (kind === 'repeat') return repeated(world, origin, request, path);
  const reply = answerLaunchpad(world, origin, request);
  if (kind === 'empty-team') {
    const resource_type_link = `${origin}/${request.version}/#person-page-resource`;
    return { status: 200, json: { start: 0, total_size: 0, entries: [], resource_type_link } };
  }
  if (reply.json === undefined) return reply;
  const change = {
    'wrong-types': () => mapEntries(reply.json, wrongType),
    redacted: () => mapEntries(reply.json, (value) => (typeof value === 'boolean' ? redacted : value)),
  }[kind];
  return { ...reply, json: change() };
}
