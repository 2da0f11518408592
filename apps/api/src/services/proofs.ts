import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';

const derive = (secret: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', `ubuntu-aliases ${purpose}`, 32));

/**
 * Links and codes that prove something, made with `SESSION_SECRET`: the first makes, all are accepted. What is stored is
 * an HMAC; what still has to be written into a mail lies sealed in the outbox.
 */
export function createProofs(secrets: readonly string[]) {
  const macKeys = secrets.map((secret) => derive(secret, 'proofs'));
  const sealKeys = secrets.map((secret) => derive(secret, 'sealed mail'));
  const macWith = (key: Buffer, parts: readonly string[]) =>
    // The lengths keep ("a", "bc") and ("ab", "c") apart.
    createHmac('sha256', key)
      .update(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''))
      .digest();
  const [macKey, sealKey] = [macKeys[0], sealKeys[0]];
  if (!macKey || !sealKey) throw new TypeError('proofs need a secret');

  return {
    /** 256 random bits, safe in a URL. */
    createToken: (): string => randomBytes(32).toString('base64url'),

    /** Six digits, to be typed on another device. */
    createCode: (): string => randomInt(1_000_000).toString().padStart(6, '0'),

    mac: (...parts: string[]): string => macWith(macKey, parts).toString('hex'),

    isMac(mac: string | null, ...parts: string[]): boolean {
      if (mac === null) return false;
      const stored = Buffer.from(mac, 'hex');
      return macKeys.some((key) => {
        const made = macWith(key, parts);
        return made.length === stored.length && timingSafeEqual(made, stored);
      });
    },

    /** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D §8.2.2). */
    seal(values: Record<string, string>): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(values)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },

    /** Throws when none of the secrets opens it. */
    open(sealed: string): Record<string, string> {
      const bytes = Buffer.from(sealed, 'base64url');
      for (const key of sealKeys) {
        try {
          const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
          decipher.setAuthTag(bytes.subarray(12, 28));
          const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
          return JSON.parse(text.toString()) as Record<string, string>;
        } catch {
          // The next one, perhaps.
        }
      }
      throw new Error('a sealed mail that no secret opens');
    },
  };
}

export type Proofs = ReturnType<typeof createProofs>;

/** The name under which sealed parameters lie in the outbox. */
const SEALED = '$sealed';

export function sealParams<T extends { params: Record<string, unknown> }>(
  mail: T,
  secret: readonly string[],
  proofs: Proofs,
): T {
  const open = Object.entries(mail.params).filter(([name]) => !secret.includes(name));
  const values = Object.fromEntries(secret.map((name) => [name, String(mail.params[name])]));
  return { ...mail, params: { ...Object.fromEntries(open), [SEALED]: proofs.seal(values) } };
}

/** The parameters of a stored mail as they were before they were sealed. */
export function openParams(params: unknown, proofs: Proofs): unknown {
  if (typeof params !== 'object' || params === null || !(SEALED in params)) return params;
  const { [SEALED]: sealed, ...rest } = params as Record<string, unknown>;
  return { ...rest, ...proofs.open(String(sealed)) };
}
