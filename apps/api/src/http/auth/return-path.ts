const MAX_LENGTH = 512;

/**
 * Characters of RFC 3986 sections 3.3 to 3.5; no backslash, control character, space or text beyond
 * ASCII.
 */
const PATH = /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@/%]*$/;
const REST = /^(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*)?(?:#[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*)?$/;

/**
 * Encoded slashes, dots, percent signs and control characters: proxies and browsers disagree about
 * them.
 */
const ENCODED_TRICK = /%(?:2[ef5]|5c|[01][0-9a-f]|7f)/i;
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;
const BROKEN_ENCODING = /%(?![0-9A-Fa-f]{2})/;

/**
 * The text when it is a page of ours to return to after signing in, else null. Never another site,
 * never `/auth/`.
 */
export function localPath(text: string): string | null {
  if (text.length > MAX_LENGTH || BROKEN_ENCODING.test(text)) return null;
  const end = text.search(/[?#]/);
  const path = end === -1 ? text : text.slice(0, end);
  const rest = end === -1 ? '' : text.slice(end);

  if (!PATH.test(path) || path.includes('//') || ENCODED_TRICK.test(path)) return null;
  if (!REST.test(rest) || ENCODED_CONTROL.test(rest)) return null;
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return null;
  if (isAuthPath(path)) return null;
  return text;
}

function isAuthPath(path: string): boolean {
  try {
    return /^\/auth(?:\/|$)/i.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}
