import type { DnsResolver, TlsaRecord } from '@ubuntu-aliases/dns';
import { REPLIES } from '../core/refusals.ts';
import { HopFailed } from './hop-error.ts';

export interface DaneDemand {
  tlsa: TlsaRecord[];
  /** Any of these the certificate may be for. */
  names: string[];
}

/** What a domain's signed zone asks of a host; null: nothing. Throws HopFailed when it may ask something and cannot be heard. */
export type Dane = (domain: string, host: string, port: number) => Promise<DaneDemand | null>;

/**
 * DANE for mail (RFC 7672). It stands on a resolver that validates DNSSEC and says so (AD), reached by a way that nobody
 * else can write to: the caller gives one on this machine only.
 */
export function createDane(resolver: DnsResolver): Dane {
  return async (domain, host, port) => {
    const mx = await resolver.query(domain, 'MX');
    if (mx.state === 'unknown' || !mx.isAuthentic) return null;
    const [four, six] = await Promise.all([resolver.query(host, 'A'), resolver.query(host, 'AAAA')]);
    const address = [four, six].find(({ state }) => state === 'ok') ?? four;
    if (address.state === 'unknown' || !address.isAuthentic) return null;
    // Where an alias leads first, then the name in the MX (§2.2.2).
    for (const base of new Set([address.through.at(-1) ?? host, host])) {
      const found = await resolver.query(`_${port}._tcp.${base}`, 'TLSA');
      // In a signed zone silence is no "none": somebody may keep the answer from us (§2.1.1).
      if (found.state === 'unknown') throw new HopFailed(REPLIES.dnsTrouble);
      if (found.state === 'ok' && found.isAuthentic) {
        return { tlsa: found.records, names: [base, host, domain] };
      }
    }
    return null;
  };
}
