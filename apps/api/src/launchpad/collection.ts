import type { z } from 'zod';
import { maskPath, NotThereError, unavailable, unexpectedResponse } from './errors.ts';
import type { Call, LaunchpadAnswer, LaunchpadHttp } from './http.ts';
import { nextPageQuery } from './links.ts';
import { pageOf, parseAnswer } from './schemas.ts';

/** The most that Launchpad sends on one page; above it answers 400. */
export const PAGE_SIZE = 300;

export interface CollectionPage<T> {
  /** 1 for the first. */
  number: number;
  /** May be short or even empty with more pages after it. */
  entries: T[];
}

export interface CollectionRequest<T extends z.ZodType> {
  /** From the version on, for example `/1.0/~ubuntumembers/participants`. */
  path: string;
  entry: T;
  call: Call;
  maxPages?: number;
  maxEntries?: number;
  /** For each page, retries included (milliseconds); default: what is left of the call. */
  pageTimeoutMs?: number;
}

/**
 * Reads a collection to its end, one page in memory at a time. That the loop ended without an error is the
 * only sign that everything was read. Entries may come twice, or not at all, when somebody joins or leaves
 * between two pages: there is no snapshot, so what to make of it is the caller's.
 *
 * A collection that is not there is a `NotThereError`, and only on the first page: one that vanishes while
 * being read is a fault like any other.
 */
export async function* readCollection<T extends z.ZodType>(
  http: LaunchpadHttp,
  request: CollectionRequest<T>,
): AsyncGenerator<CollectionPage<z.output<T>>, void, undefined> {
  const { maxPages = 100, maxEntries = maxPages * PAGE_SIZE, pageTimeoutMs } = request;
  const { deadline, maxWaitMs, beforeAttempt } = request.call;
  const pageSchema = pageOf(request.entry);
  const masked = maskPath(request.path);
  const seen = new Set<string>();
  let { path } = request;
  let query: string | null = `?ws.size=${PAGE_SIZE}`;
  let count = 0;
  const getPage = (at: string, of: string): Promise<LaunchpadAnswer> =>
    pageTimeoutMs === undefined
      ? http.get(at, of, request.call)
      : http.call(
          {
            signal: deadline.signal,
            maxWaitMs,
            timeoutMs: pageTimeoutMs,
            ...(beforeAttempt && { beforeAttempt }),
          },
          (own) => http.get(at, of, own),
        );

  for (let number = 1; query !== null; number += 1) {
    if (number > maxPages) throw unexpectedResponse({ reason: 'too_many_pages', path: masked });
    const key = sortedQuery(query);
    if (seen.has(key)) throw unexpectedResponse({ reason: 'page_twice', path: masked });
    seen.add(key);

    const answer: LaunchpadAnswer = await getPage(path, query);
    if (answer.status !== 200) {
      if (number === 1) throw new NotThereError(answer.status, masked);
      throw unavailable({ reason: 'status', status: answer.status, path: masked });
    }
    path = answer.path.slice(http.base.prefix.length);
    const page = parseAnswer(pageSchema, answer.value, masked);
    count += page.entries.length;
    if (count > maxEntries) throw unexpectedResponse({ reason: 'too_many_entries', path: masked });

    const link = page.next_collection_link;
    query = link === undefined ? null : nextPageQuery(link, answer.path, http.base);
    if (link !== undefined && query === null)
      throw unexpectedResponse({ reason: 'foreign_link', path: masked });
    yield { number, entries: page.entries };
  }
}

/** The same page in another order of parameters is the same page. */
function sortedQuery(query: string): string {
  const params = new URLSearchParams(query);
  params.sort();
  return params.toString();
}
