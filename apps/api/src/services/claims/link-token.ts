import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits for a link; what is stored of them is `hashLinkToken`. */
export const createLinkToken = (): string => randomBytes(32).toString('base64url');

/** A token has full entropy, so a plain hash is enough. */
export const hashLinkToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export function isTokenOf(hash: string, token: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(hashLinkToken(token)));
}
