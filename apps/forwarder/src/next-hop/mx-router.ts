import { BlockList, isIPv6 } from 'node:net';
import { REPLIES } from '../core/refusals.ts';
import { HopFailed } from './hop-error.ts';
import type { Dane } from './dane.ts';
import type { MtaSts } from './mta-sts.ts';
import type { HopHost, Route, Router, TlsDemand } from './route.ts';

/** Answers, or an error with a code, as `resolve(name, type)` of `node:dns/promises`. */
export type Resolve = (name: string, type: string) => Promise<unknown[]>;

const MAX_HOSTS = 5;
/** The name exists without such a record, or does not exist. Everything else is no answer. */
const isNothing = (error: unknown) =>
  ['ENODATA', 'ENOTFOUND'].includes((error as { code?: string }).code ?? '');

interface MxRouterOptions {
  port?: number;
  isAllowed?: (address: string) => boolean;
  /** Not set: domains are not asked for what they want of TLS. */
  dane?: Dane | undefined;
  mtaSts?: MtaSts | undefined;
}

/** The recipients' own mail servers (RFC 5321 §5.1): by MX, else the domain's own addresses. */
export function createMxRouter(
  resolve: Resolve,
  { port = 25, isAllowed = isElsewhere, dane, mtaSts }: MxRouterOptions = {},
): Router {
  async function orNone<T>(question: Promise<unknown[]>): Promise<T[]> {
    try {
      return (await question) as T[];
    } catch (error) {
      if (isNothing(error)) return [];
      throw new HopFailed(REPLIES.dnsTrouble);
    }
  }

  /** IPv6 and IPv4 in turn, so that a network without one of them costs one attempt. */
  async function addressesOf(host: string): Promise<string[]> {
    const [six, four] = await Promise.all([
      orNone<string>(resolve(host, 'AAAA')).catch(() => []),
      orNone<string>(resolve(host, 'A')),
    ]);
    return Array.from({ length: Math.max(six.length, four.length) }).flatMap((_, n) =>
      [six[n], four[n]].filter((address): address is string => address !== undefined && isAllowed(address)),
    );
  }

  async function hosts(domain: string): Promise<HopHost[]> {
    const records = await orNone<{ exchange: string; priority: number }>(resolve(domain, 'MX'));
    // RFC 7505: one record, and it names nobody.
    if (records.length === 1 && ['', '.'].includes(records[0]?.exchange ?? '')) {
      throw new HopFailed(REPLIES.noMail);
    }
    const names = records.length > 0 ? inOrder(records) : [domain];
    const allowed = (await mtaSts?.(domain)) ?? (() => 'opportunistic' as const);
    const found: HopHost[] = [];
    let failure: unknown = null;
    for (const host of names.slice(0, MAX_HOSTS)) {
      try {
        const addresses = await addressesOf(host);
        if (addresses.length === 0) continue;
        // What a signed zone says goes before a policy of the web (RFC 8461 §2).
        const demand: TlsDemand | 'never' = (await dane?.(domain, host, port)) ?? allowed(host);
        if (demand === 'never') failure = new HopFailed(REPLIES.insecure);
        else found.push({ host, port, addresses, demand });
      } catch (error) {
        failure = error;
      }
    }
    if (found.length > 0) return found;
    throw failure instanceof HopFailed ? failure : new HopFailed(REPLIES.dnsTrouble);
  }

  return (domain): Route => ({
    key: domain,
    hosts: () => hosts(domain),
    tls: 'opportunistic',
    credentials: null,
  });
}

const HERE = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
] as const) {
  HERE.addSubnet(network, prefix, 'ipv4');
  HERE.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
}
HERE.addSubnet('::', 127, 'ipv6');
HERE.addSubnet('fe80::', 10, 'ipv6');

/** Whoever publishes an MX that leads to this machine is not shown what listens on it. */
export const isElsewhere = (address: string) => !HERE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/** Best first; those of equal preference in any order, so that they share the load. */
function inOrder(records: { exchange: string; priority: number }[]): string[] {
  return records
    .map(({ exchange, priority }) => ({ exchange, priority, chance: Math.random() }))
    .sort((a, b) => a.priority - b.priority || a.chance - b.chance)
    .map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''))
    .filter((exchange) => exchange !== '');
}
