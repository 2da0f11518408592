function parse(text: string): URL | null {
  // The URL parser drops line breaks without a word; a signed value cannot hold them (4.1.1).
  if (!/^[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && !text.includes('#') && url.username === '' && url.password === '' ? url : null;
}

/**
 * Is `return_to` below the realm? Section 9.2: same scheme and port, same host or one matched by a
 * leading `*.`, and a path that is equal to the realm's or inside it. Neither may have a fragment.
 */
export function matchesRealm(returnTo: string, realm: string): boolean {
  const wildcard = /^https?:\/\/\*\./.test(realm);
  const outer = parse(wildcard ? realm.replace('*.', '') : realm);
  const inner = parse(returnTo);
  if (!outer || !inner || outer.protocol !== inner.protocol || outer.port !== inner.port) return false;
  // `*.com` would cover half the world.
  if (wildcard && !outer.hostname.includes('.')) return false;
  const sameHost =
    inner.hostname === outer.hostname || (wildcard && inner.hostname.endsWith(`.${outer.hostname}`));
  if (!sameHost) return false;
  const [inside, prefix] = [inner.pathname, outer.pathname];
  return inside === prefix || inside.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}

export const isReturnUrl = (text: string): boolean => parse(text) !== null;
