/** Links that come in an answer are input: here it is decided which of them are followed. */

/** Where Launchpad is: `origin` and the path before its versions, without a trailing slash. */
export interface LaunchpadBase {
  origin: string;
  prefix: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Reads the configured URL; plain http is for loopback only. */
export function parseBase(baseUrl: string): LaunchpadBase {
  const url = new URL(baseUrl);
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isAllowed || url.username || url.password || url.search || url.hash)
    throw new TypeError(
      'The Launchpad URL must be https (or http on loopback), without user, query or fragment',
    );
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}

/** An absolute URL on our origin with no user in it, else null. `//host/…` and other relative forms are none. */
function parseOwnUrl(link: string, base: LaunchpadBase): URL | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  return url.origin === base.origin && url.username === '' && url.password === '' ? url : null;
}

/** The two characters of our paths that senders may or may not escape (RFC 3986 §2.3 and the plus). */
function plainPath(path: string): string {
  return path.replace(/%7e/gi, '~').replace(/%2b/gi, '+');
}

/**
 * The query of a next page, if the link stays on the very collection that is being read; null if not. Only
 * the query is taken from the link, so nothing else of it can ever be requested.
 */
export function nextPageQuery(link: string, path: string, base: LaunchpadBase): string | null {
  const url = parseOwnUrl(link, base);
  if (!url || plainPath(url.pathname) !== plainPath(path)) return null;
  // A named operation would be another question than the one that was asked.
  return url.searchParams.has('ws.op') ? null : url.search;
}

/**
 * Launchpad answers a name in upper case with a 301 to lower case. The path to go to, if the redirect is
 * that and nothing else: same origin, same path but for case, and the same query or none.
 */
export function lowerCaseRedirect(
  location: string | undefined,
  asked: { path: string; query: string },
  base: LaunchpadBase,
): string | null {
  const absolute =
    location?.startsWith('/') && !/^\/[/\\]/.test(location) ? base.origin + location : location;
  const url = absolute === undefined ? null : parseOwnUrl(absolute, base);
  if (!url || (url.search !== '' && url.search !== asked.query)) return null;
  const path = plainPath(url.pathname);
  const expected = base.prefix + plainPath(asked.path.slice(base.prefix.length)).toLowerCase();
  return path === expected && path !== plainPath(asked.path) ? path : null;
}
