import type { CollectionKind } from '../faults/fault.ts';
import { elsewhere } from '../faults/elsewhere.ts';
import type { World } from '../world/world.ts';
import { pageReply, type Collection } from './pages.ts';
import { notFound, type Reply } from './reply.ts';
import { answerLaunchpad, type LaunchpadRequest } from './service.ts';

type Fields = Record<string, unknown>;
interface Page extends Fields {
  entries: Fields[];
}

const isPage = (json: unknown): json is Page =>
  typeof json === 'object' && json !== null && 'entries' in json && Array.isArray(json.entries);

/** Everything that a collection would send, whatever page was asked for; null when it is none. */
function wholeCollection(world: World, origin: string, request: LaunchpadRequest): Collection | null {
  const items: Fields[] = [];
  for (let start = 0; ; start += 300) {
    const params = new URLSearchParams({ 'ws.size': '300', 'ws.start': String(start) });
    const { json } = answerLaunchpad(world, origin, { ...request, params });
    if (!isPage(json)) return null;
    items.push(...json.entries);
    if (json.next_collection_link === undefined) {
      const url = `${origin}/${request.version}/${request.path}`;
      return { url, resourceTypeLink: String(json.resource_type_link), items };
    }
  }
}

/** A small team comes in two pages too, or there would be nothing between pages to go wrong. */
function inTwoPages(items: readonly unknown[], asked: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(asked);
  const size = Number(params.get('ws.size') ?? 75);
  params.set('ws.size', String(Math.max(1, Math.min(size, Math.ceil(items.length / 2)))));
  return params;
}

const startOf = (params: URLSearchParams): number =>
  Number(params.get('ws.start') ?? params.get('memo') ?? 0);

/** The next page where it must not be followed. `url` is path and query as they were sent. */
function misleadingLink(kind: CollectionKind, origin: string, url: string): string | undefined {
  const own = new URL(url, origin);
  switch (kind) {
    case 'foreign-next-link':
      return elsewhere(origin, url);
    case 'link-other-team':
      return `${origin}${url.replace(/~[^/]+/, '~launchpad-users')}`;
    case 'link-other-path':
      return `${origin}${url.replace(/\/[^/?]+(\?|$)/, '/members$1')}`;
    case 'link-userinfo':
      return `${own.protocol}//user:secret@${own.host}${url}`;
    case 'link-uppercase':
      return `${origin}${url.replace(/~[^/]+/, (name) => name.toUpperCase())}`;
    case 'link-protocol':
      return `${own.protocol === 'https:' ? 'http:' : 'https:'}//${own.host}${url}`;
    case 'link-relative':
      return url;
    case 'loop':
      return `${origin}${url}`;
    default:
      return undefined;
  }
}

/** A page of a collection with something wrong in how the pages fit together. */
export function spoiledPage(
  kind: CollectionKind,
  world: World,
  origin: string,
  request: LaunchpadRequest,
  url: string,
): Reply {
  const reply = answerLaunchpad(world, origin, request);
  const collection = wholeCollection(world, origin, request);
  if (!collection || !isPage(reply.json)) return reply;
  const page = reply.json;
  const link = misleadingLink(kind, origin, url);
  if (link !== undefined) return { ...reply, json: { ...page, next_collection_link: link } };

  const { items } = collection;
  const params = inTwoPages(items, request.params);
  const start = startOf(params);
  const paged = pageReply(collection, params);
  const json = isPage(paged.json) ? paged.json : page;
  switch (kind) {
    case 'total-high':
      return { ...reply, json: { ...page, total_size: items.length * 2 + 100 } };
    case 'total-low':
      return { ...reply, json: { ...page, total_size: Math.floor(items.length / 2) } };
    case 'missing-team':
      return notFound(request.path.split('/')[0] ?? '');
    case 'end-early': {
      const { next_collection_link: _, ...last } = json;
      return { ...paged, json: last };
    }
    case 'overlap':
    case 'skip': {
      if (start === 0) return paged;
      const shift = kind === 'overlap' ? -1 : 1;
      const from = items.slice(start + shift, start + shift + Number(params.get('ws.size')));
      return { ...paged, json: { ...json, entries: from } };
    }
    case 'shifting': {
      // Display names changed after the first page: the order is another one, so some come twice and others not at all.
      const others = start === 0 ? items : [...items].reverse();
      return pageReply({ ...collection, items: others }, params);
    }
    default:
      return reply;
  }
}
