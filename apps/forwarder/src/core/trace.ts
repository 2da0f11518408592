import { isIPv6 } from 'node:net';
import { MAX_RECEIVED } from './refusals.ts';

export interface Client {
  /** Null when it is not known: a peer that told nothing of whom it speaks for. */
  address: string | null;
  name: string | null;
  helo: string;
}

/** Only what can stand in a comment of a header; it was given by a stranger. */
const safe = (text: string) => text.replace(/[^A-Za-z0-9.:[\]_-]/g, '').slice(0, 255) || 'unknown';

/** Our line of the trace (RFC 5321 §4.4). It names no recipient. */
export function receivedHeader(
  { address, name, helo }: Client,
  { host, protocol, id, now }: { host: string; protocol: string; id: string; now: Date },
): string {
  const literal = address ? ` [${isIPv6(address) ? 'IPv6:' : ''}${safe(address)}]` : '';
  const from = `from ${safe(helo)} (${safe(name ?? 'unknown')}${literal})`;
  return `Received: ${from}\r\n\tby ${host} with ${protocol} id ${id};\r\n\t${mailDate(now)}\r\n`;
}

/** RFC 5322 §3.3, in UTC. */
const mailDate = (now: Date) => now.toUTCString().replace('GMT', '+0000');

/** How often it was received already; above the limit it goes in circles. */
export function isLooping(headerText: string): boolean {
  return (headerText.match(/^received:/gim)?.length ?? 0) > MAX_RECEIVED;
}
