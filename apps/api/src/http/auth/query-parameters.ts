const MAX_QUERY_LENGTH = 8192;
const MAX_VALUE_BYTES = 2048;

const PARAMETER_NAME = /^(?:state|openid\.[A-Za-z0-9_.]+)$/;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** A request target holds visible ASCII; a `#` would be cut off by some parsers and kept by others. */
const RAW_QUERY = /^[\x21\x22\x24-\x7e]*$/;

export type QueryFault =
  'too_large' | 'encoding' | 'parameter_name' | 'parameter_repeated' | 'control_character' | 'value_too_long';

export type QueryParameters =
  { ok: true; params: ReadonlyMap<string, string> } | { ok: false; reason: QueryFault };

/**
 * Reads an answer's parameters so that there is only one way to understand them (OpenID
 * Authentication 2.0 section 4.1.2: no name twice, no newline in a value). Names are compared after
 * decoding; a Map keeps names such as `openid.__proto__` harmless.
 */
export function readQueryParameters(rawQuery: string): QueryParameters {
  if (rawQuery.length > MAX_QUERY_LENGTH) return { ok: false, reason: 'too_large' };
  if (!RAW_QUERY.test(rawQuery)) return { ok: false, reason: 'encoding' };

  const params = new Map<string, string>();
  for (const pair of rawQuery.split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 1) return { ok: false, reason: 'parameter_name' };
    const name = decodeFormText(pair.slice(0, equals));
    const value = decodeFormText(pair.slice(equals + 1));
    if (name === null || value === null) return { ok: false, reason: 'encoding' };
    if (!PARAMETER_NAME.test(name)) return { ok: false, reason: 'parameter_name' };
    if (params.has(name)) return { ok: false, reason: 'parameter_repeated' };
    if (CONTROL_CHARACTER.test(value)) return { ok: false, reason: 'control_character' };
    if (Buffer.byteLength(value) > MAX_VALUE_BYTES) return { ok: false, reason: 'value_too_long' };
    params.set(name, value);
  }
  return { ok: true, params };
}

/** Strict: a stray `%`, bytes that are not UTF-8 and encoded surrogates give null, never a guess. */
export function decodeFormText(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
