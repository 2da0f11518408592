import { getPolicy, validateMx } from 'mailauth/lib/mta-sts.js';
import type { Resolve } from './mx-router.ts';

const MAX_DOMAINS = 5_000;
const FETCH_MS = 10_000;

type Policy = Awaited<ReturnType<typeof getPolicy>>['policy'];

/** Whether mail for the domain may go to this host: in the clear if need be, only with a certificate for its name, or never. */
export type MtaSts = (domain: string) => Promise<(host: string) => 'opportunistic' | 'verified' | 'never'>;

/**
 * MTA-STS (RFC 8461). Policies are kept in memory until they end, so that whoever keeps a later one from us changes nothing.
 * One that only tests asks for nothing: reports are not sent.
 */
export function createMtaSts(resolve: Resolve, isAllowed: (address: string) => boolean): MtaSts {
  const known = new Map<string, Policy>();
  const underWay = new Map<string, Promise<Policy>>();

  const resolver = async (name: string, type: string) => {
    const records = (await resolve(name, type)) as string[][];
    // A policy host that leads to this machine or its neighbours is not asked.
    return type === 'TXT' ? records : records.filter((address) => isAllowed(String(address)));
  };

  async function ask(domain: string): Promise<Policy> {
    const { policy } = await getPolicy(domain, known.get(domain) ?? null, { resolver, timeout: FETCH_MS });
    known.delete(domain);
    if (policy.id) {
      const oldest = known.keys().next();
      if (known.size >= MAX_DOMAINS && !oldest.done) known.delete(oldest.value);
      known.set(domain, policy);
    }
    return policy;
  }

  return async (domain) => {
    const asked = underWay.get(domain) ?? ask(domain).finally(() => underWay.delete(domain));
    underWay.set(domain, asked);
    const policy = await asked;
    return (host) => {
      if (policy.mode !== 'enforce') return 'opportunistic';
      return validateMx(host, policy).valid ? 'verified' : 'never';
    };
  };
}
