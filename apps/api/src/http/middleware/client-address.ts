import { BlockList, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/**
 * The address that rate limits count: the peer, or the last hop of X-Forwarded-For when the peer is one of
 * TRUSTED_PROXIES. Nothing else that is forwarded is believed.
 */
export function createClientAddress(trustedProxies: readonly string[]) {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (peer: string) => trusted.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4');
  return {
    isTrusted: (peer: string) => peer !== '' && isTrusted(unmapped(peer)),
    of(request: IncomingMessage): string {
      const peer = unmapped(request.socket.remoteAddress ?? '');
      if (peer === '' || !isTrusted(peer)) return network(peer);
      const forwarded = request.headers['x-forwarded-for'];
      const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
      return network(unmapped(hops.at(-1)?.trim() || peer));
    },
  };
}

/** `::ffff:192.0.2.1` is the IPv4 peer of a socket that listens on both. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

/** Somebody with IPv6 has a /64 at the least (RFC 6177): all of it counts as one client. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((g) => g.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
