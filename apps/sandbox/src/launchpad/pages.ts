import { htmlReply, textReply, type Reply } from './reply.ts';

/** A collection in order; null stands for what an anonymous caller may not see: counted, never sent. */
export interface Collection {
  /** Absolute, without a query. */
  url: string;
  resourceTypeLink: string;
  items: (Record<string, unknown> | null)[];
}

const defaultSize = 75;
const largestSize = 300;

function readNumber(params: URLSearchParams, name: string): number | null | undefined {
  const text = params.get(name);
  if (text === null) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Where a page begins: `ws.start`, else `memo`, from which `direction=backwards` counts back. */
function readStart(params: URLSearchParams, size: number): number | null {
  const start = readNumber(params, 'ws.start');
  const memo = readNumber(params, 'memo');
  if (start === null || memo === null) return null;
  if (start !== undefined) return start;
  if (memo === undefined) return 0;
  return params.get('direction') === 'backwards' ? Math.max(0, memo - size) : memo;
}

/** One page of a collection. A page may be short, even empty, and still have a next one. */
export function pageReply(collection: Collection, params: URLSearchParams): Reply {
  const asked = readNumber(params, 'ws.size');
  const size = asked ?? defaultSize;
  if (asked === null || size < 1) return textReply(400, 'ws.size: Invalid integer.');
  if (size > largestSize) {
    return htmlReply(
      400,
      'Bad Request',
      `Your request was too large: ws.size may be at most ${largestSize}.`,
    );
  }
  const start = readStart(params, size);
  if (start === null) return textReply(400, 'ws.start: Invalid integer.');

  const { items, url, resourceTypeLink } = collection;
  const kept = asked === undefined ? [] : [`ws.size=${size}`];
  const link = (...more: string[]): string => `${url}?${[...kept, ...more].join('&')}`;
  const next = start + size;
  const previous = Math.max(0, start - size);
  return {
    status: 200,
    json: {
      start,
      total_size: items.length,
      ...(next < items.length ? { next_collection_link: link(`memo=${next}`, `ws.start=${next}`) } : {}),
      ...(start > 0
        ? {
            prev_collection_link: link(
              'direction=backwards',
              `memo=${start}`,
              ...(previous > 0 ? [`ws.start=${previous}`] : []),
            ),
          }
        : {}),
      entries: items.slice(start, next).filter((item) => item !== null),
      resource_type_link: resourceTypeLink,
    },
  };
}
