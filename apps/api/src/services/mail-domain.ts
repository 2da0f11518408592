import type { DnsResolver } from '@ubuntu-aliases/dns';

/** No answer within this time (milliseconds) is none; the link in the mail then proves it. */
const PATIENCE = 2_000;

export type TakesMail = 'yes' | 'no' | 'unknown';

/**
 * Whether a domain takes mail, by a definite answer only: `no` for a null MX (RFC 7505), a name that there is not, and
 * one with neither MX nor addresses (RFC 5321 §5.1). What could not be answered is `unknown`, and stands in nobody's way.
 */
export function createMailDomains(dns: DnsResolver, patienceMs = PATIENCE) {
  return {
    async takesMail(domain: string): Promise<TakesMail> {
      const signal = AbortSignal.timeout(patienceMs);
      const mx = await dns.query(domain, 'MX', { signal });
      if (mx.state === 'ok') {
        // A null MX stands alone; beside others it is a mistake, and the others count.
        return mx.records.every(({ exchange }) => exchange === '') ? 'no' : 'yes';
      }
      if (mx.state === 'unknown') return 'unknown';
      if (mx.reason === 'no_name') return 'no';
      const addresses = await Promise.all([
        dns.query(domain, 'A', { signal }),
        dns.query(domain, 'AAAA', { signal }),
      ]);
      if (addresses.some(({ state }) => state === 'ok')) return 'yes';
      return addresses.every(({ state }) => state === 'none') ? 'no' : 'unknown';
    },
  };
}

export type MailDomains = ReturnType<typeof createMailDomains>;
