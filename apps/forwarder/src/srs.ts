import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Sender rewriting (SRS): the envelope sender becomes an address of ours that tells where a bounce belongs, so that SPF
 * holds at the next hop. Speaks as postsrsd does, in both directions.
 *
 *     ada@example.org          → SRS0=HHHH=TT=example.org=ada@ubuntu.com
 *     SRS0=…@elsewhere.example → SRS1=HHHH=elsewhere.example==…@ubuntu.com
 */

/** Days after which a bounce is too late, as postsrsd. */
const MAX_AGE_DAYS = 21;
const DAY_MS = 24 * 60 * 60 * 1000;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Two characters of base32 hold 1,024 days, then they begin again. */
const PERIOD_DAYS = 1024;

const SRS0 = /^srs0([=+-].*)$/i;
const SRS1 = /^srs1[=+-]([^=]+)=([^=]+)=([=+-].*)$/i;
const SRS0_FIELDS = /^[=+-]([^=]+)=([A-Za-z2-7]{2})=([^=]+)=(.+)$/;

export type Reversed = { ok: true; address: string } | { ok: false; problem: 'forged' | 'expired' };

export interface Srs {
  /** The envelope sender for the next hop; the null sender stays null. */
  forward(sender: string, domain: string, now: Date): string;
  reverse(localPart: string, now: Date): Reversed;
}

export const isSrs = (localPart: string) => /^srs[01][=+-]/i.test(localPart);

/** The first secret signs, all of them verify. */
export function createSrs(secrets: readonly string[]): Srs {
  const tag = (secret: string, ...parts: string[]) =>
    createHmac('sha1', secret).update(parts.join('').toLowerCase()).digest('base64').slice(0, 4);

  /** Some mail servers change the case of a local part, so it says nothing (postsrsd does the same). */
  const isGenuine = (given: string, ...parts: string[]) =>
    /^[\x21-\x7e]{4}$/.test(given) &&
    secrets.some((secret) =>
      timingSafeEqual(
        Buffer.from(tag(secret, ...parts).toLowerCase()),
        Buffer.from(given.toLowerCase(), 'latin1'),
      ),
    );

  const sign = (...parts: string[]) => tag(secrets[0] ?? '', ...parts);

  return {
    forward(sender, domain, now) {
      const at = sender.lastIndexOf('@');
      if (at < 1) return '';
      const [local, host] = [sender.slice(0, at), sender.slice(at + 1)];
      const again = SRS1.exec(local);
      // Already rewritten twice: the first forwarder is kept, we take the place of the last.
      if (again) {
        const [, , first = '', rest = ''] = again;
        return `SRS1=${sign(first, rest)}=${first}=${rest}@${domain}`;
      }
      const [, rest] = SRS0.exec(local) ?? [];
      if (rest) return `SRS1=${sign(host, rest)}=${host}=${rest}@${domain}`;
      const day = dayOf(now);
      const stamp = `${BASE32[day >> 5]}${BASE32[day & 31]}`;
      return `SRS0=${sign(stamp, host, local)}=${stamp}=${host}=${local}@${domain}`;
    },

    reverse(localPart, now) {
      const twice = SRS1.exec(localPart);
      if (twice) {
        const [, given = '', host = '', rest = ''] = twice;
        if (!isGenuine(given, host, rest)) return { ok: false, problem: 'forged' };
        return { ok: true, address: `SRS0${rest}@${host}` };
      }
      const [, given = '', stamp = '', host = '', local = ''] =
        SRS0_FIELDS.exec(SRS0.exec(localPart)?.[1] ?? '') ?? [];
      if (!isGenuine(given, stamp, host, local)) return { ok: false, problem: 'forged' };
      const [high, low] = [...stamp.toUpperCase()].map((char) => BASE32.indexOf(char));
      const age = (dayOf(now) - ((high ?? 0) * 32 + (low ?? 0)) + PERIOD_DAYS) % PERIOD_DAYS;
      // A clock that is a day ahead of ours is no forgery.
      const isFresh = age <= MAX_AGE_DAYS || age === PERIOD_DAYS - 1;
      return isFresh ? { ok: true, address: `${local}@${host}` } : { ok: false, problem: 'expired' };
    },
  };
}

const dayOf = (now: Date) => Math.floor(now.getTime() / DAY_MS) % PERIOD_DAYS;
