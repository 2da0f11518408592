import { OPENID_2_NS } from './openid-names.ts';

/** The provider's word on an answer. */
export type CheckedSignature = 'valid' | 'invalid' | 'malformed';

/**
 * Reads a direct response (OpenID Authentication 2.0 sections 4.1.1 and 11.4.2.2) as strictly as it
 * is defined: every line is `key:value`, no key twice, and `is_valid` is one of two words. So a
 * page that happens to contain a line `is_valid:true` says nothing. A missing `ns` is let pass,
 * another one is not.
 */
export function readCheckedSignature(text: string): CheckedSignature {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const field = /^([A-Za-z0-9_.]+):([^\p{Cc}]*)\r?$/u.exec(line);
    const [, key, value] = field ?? [];
    if (key === undefined || value === undefined || fields.has(key)) return 'malformed';
    fields.set(key, value);
  }
  if ((fields.get('ns') ?? OPENID_2_NS) !== OPENID_2_NS) return 'malformed';
  switch (fields.get('is_valid')) {
    case 'true':
      return 'valid';
    case 'false':
      return 'invalid';
    default:
      return 'malformed';
  }
}
