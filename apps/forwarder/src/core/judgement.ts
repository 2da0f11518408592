import { getDomain } from 'tldts';
import type { AuthenticationResult } from '../auth/protocol.ts';
import { reply, type Reply } from '../wire/reply.ts';

const FAILS_DMARC = reply(
  550,
  '5.7.1',
  'The domain of the sender asks to refuse mail that fails its checks (DMARC)',
);
const LAUNDERED = reply(550, '5.7.1', 'Mail from this domain must prove where it comes from');
export const NOT_NOW = reply(
  451,
  '4.7.0',
  'Where the mail comes from cannot be checked now, try again later',
);

/** Relaxed alignment (RFC 7489 §3.1): the same domain as far as organisations go. */
export const isAligned = (a: string, b: string) => a === b || organisation(a) === organisation(b);
const organisation = (domain: string) => getDomain(domain, { allowPrivateDomains: true }) ?? domain;

/**
 * Why a message is refused for where it comes from; null when it may go on. `vouchers` are the domains that the next hop
 * will take for ours: those of the envelope senders that we give it.
 */
export function judge(
  result: AuthenticationResult | null,
  fromDomains: string[],
  vouchers: string[],
): Reply | null {
  const from = result?.fromDomains.length ? result.fromDomains : fromDomains;
  const isProven = (domain: string) => result?.passes.some((pass) => isAligned(pass, domain)) ?? false;
  // Our SPF would make a forged `From: somebody@ubuntu.com` pass at the recipient: never launder it.
  const laundered = from.some(
    (domain) => !isProven(domain) && vouchers.some((own) => isAligned(own, domain)),
  );
  if (laundered) return result === null || result.isUncertain ? NOT_NOW : LAUNDERED;
  // A policy that could not be looked up turns no mail off.
  if (result?.dmarc?.result !== 'fail' || result.dmarc.policy !== 'reject') return null;
  return result.isUncertain ? NOT_NOW : FAILS_DMARC;
}

/** Domains of the header From, read without help: all that looks like one, since mail programs differ in what they show. */
export function fromDomainsOf(headerText: string): string[] {
  const fields = headerText.match(/^from[ \t]*:.*(?:\r\n[ \t].*)*/gim) ?? [];
  const domains = fields.flatMap((field) =>
    [...field.matchAll(/@\s*([A-Za-z0-9.-]+)/g)].map(([, domain]) => domain ?? ''),
  );
  return [...new Set(domains.map((domain) => domain.toLowerCase().replace(/\.+$/, '')))].filter(Boolean);
}
