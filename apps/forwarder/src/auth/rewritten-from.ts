/** A whole header field on lines of its own, and nothing that only some programs would take for a part of it. */
const FROM = /^from[ \t]*:((?:[^\r\n]*)(?:\r\n[ \t][^\r\n]*)*)$/i;

/** One address with a name, in quotation marks or without anything that would need them. */
const NAMED = /^("(?:[^"\\]|\\.)*"\s*|[^<>",:;()@]*)<([^<>\s,]+@[^<>\s,@]+)>$/s;

/**
 * Fields in place of the header From of a sender whose policy forwarding would break: from the address that bounces go to,
 * which our SPF vouches for, `name via domain`. The original is in Reply-To, unless the sender has one, and in Author
 * (RFC 9057). Null when From is nothing that can be taken apart for sure. Pure.
 */
export function rewriteFrom(
  from: Buffer,
  { domain, returnPath, hasReplyTo }: { domain: string; returnPath: string; hasReplyTo: boolean },
): string[] | null {
  const text = from.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(from)) return null;
  const value = FROM.exec(text)?.[1]?.trim();
  const [, phrase = '', address] = NAMED.exec(value ?? '') ?? [];
  const bare = /^[^<>\s",:;()]+@[^<>\s",:;()]+$/.exec(value ?? '')?.[0];
  const original = address ?? bare;
  if (value === undefined || original === undefined) return null;
  const name = nameOf(phrase) ?? quoted(original);
  // A word that is coded cannot stand in quotation marks (RFC 2047 §5).
  const via = name.startsWith('"')
    ? quoted(`${name.slice(1, -1)} via ${domain}`, true)
    : `${name} "via ${domain}"`;
  return [`From: ${via} <${returnPath}>`, ...(hasReplyTo ? [] : [`Reply-To: ${value}`]), `Author: ${value}`];
}

const quoted = (text: string, isEscaped = false) => `"${isEscaped ? text : text.replace(/[\\"]/g, '\\$&')}"`;

function nameOf(phrase: string): string | null {
  const name = phrase.replace(/\r\n/g, '').trim();
  if (name === '') return null;
  if (/^"(?:[^"\\]|\\.)*"$/.test(name)) return name;
  if (/^(?:=\?[^?\s]+\?[bq]\?[^?\s]*\?=\s*)+$/i.test(name)) return name;
  return quoted(name.replace(/"/g, ''));
}
