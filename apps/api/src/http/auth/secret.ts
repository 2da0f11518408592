import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, safe in a URL and in a cookie. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether the text has the form of one of ours, before anything is looked up by it. */
export function isSecret(text: string): boolean {
  return SECRET.test(text);
}

/** What is stored in a secret's place. It has full entropy, so a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function isSameHash(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
