/** Netstrings (`5:hello,`), in which Postfix's socketmap speaks. */
export const netstring = (text: string) => `${Buffer.byteLength(text)}:${text},`;

const MAX = 4096;

/**
 * The first netstring in `bytes` and what follows it; null when there is not enough yet. Throws on anything else: after
 * a broken one nobody knows where the next begins.
 */
export function readNetstring(bytes: Buffer): { text: string; rest: Buffer } | null {
  const colon = bytes.indexOf(0x3a);
  const digits = bytes.toString('latin1', 0, colon < 0 ? bytes.length : colon);
  if (!/^\d{0,5}$/.test(digits) || Number(digits) > MAX) throw new Error('not a netstring');
  if (colon < 0) return null;
  if (digits === '') throw new Error('not a netstring');
  const end = colon + 1 + Number(digits);
  if (bytes.length <= end) return null;
  if (bytes[end] !== 0x2c) throw new Error('not a netstring');
  return { text: bytes.toString('utf8', colon + 1, end), rest: bytes.subarray(end + 1) };
}
