/** How far the provider's clock and ours may be apart. */
const MAX_SKEW_MS = 5 * 60_000;
/** A value is remembered past its last acceptable moment, for processes whose clocks differ a little. */
const MEMORY_MS = 2 * MAX_SKEW_MS;

/**
 * OpenID Authentication 2.0 section 10.1: whole seconds in UTC, then visible ASCII, at most 255
 * characters.
 */
const NONCE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})Z[\x21-\x7e]*$/;
const MAX_LENGTH = 255;

export interface ResponseNonce {
  value: string;
  /** Until when the value has to be remembered as used. */
  expiresAt: Date;
}

export type NonceReading =
  { ok: true; nonce: ResponseNonce } | { ok: false; reason: 'nonce_form' | 'nonce_age' };

/** Section 11.3. Only form and age; whether it was used before is for the shared table. */
export function readNonce(value: string, now: Date): NonceReading {
  const time = value.length <= MAX_LENGTH ? NONCE.exec(value)?.[1] : undefined;
  const at = new Date(`${time}Z`);
  // Dates such as 30 February are moved to another day by some parsers, so the text has to come
  // back unchanged.
  if (time === undefined || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(`${time}.`)) {
    return { ok: false, reason: 'nonce_form' };
  }
  if (Math.abs(now.getTime() - at.getTime()) > MAX_SKEW_MS) return { ok: false, reason: 'nonce_age' };
  return { ok: true, nonce: { value, expiresAt: new Date(at.getTime() + MEMORY_MS) } };
}
