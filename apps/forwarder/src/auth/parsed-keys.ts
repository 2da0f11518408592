import crypto, { KeyObject } from 'node:crypto';

/** Domains that seal are few. */
const MAX = 100;

/**
 * Parsing a private key costs as much as signing with it, and mailauth takes its text only and parses that twice a message.
 * In this thread a key that is parsed already is as good as its text.
 */
const parse = crypto.createPrivateKey;
crypto.createPrivateKey = (key) => {
  const given: unknown = typeof key === 'object' && 'key' in key ? key.key : key;
  return given instanceof KeyObject ? given : parse(key);
};

const known = new Map<string, KeyObject>();

/** To be handed to mailauth in place of the text that its types ask for. */
export function parsedKey(pem: string): string {
  let key = known.get(pem);
  if (!key) {
    if (known.size >= MAX) known.clear();
    key = parse(pem);
    known.set(pem, key);
  }
  return key as unknown as string;
}
