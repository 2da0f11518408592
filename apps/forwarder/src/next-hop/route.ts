import type { DaneDemand } from './dane.ts';
import type { Credentials } from './hop-connection.ts';

/**
 * opportunistic: TLS when it is offered, whatever the certificate; verified: with a certificate for the host's name, or no
 * mail; DANE: with the certificate that DNS names, or no mail.
 */
export type TlsDemand = 'opportunistic' | 'verified' | DaneDemand;

/** One mail server that may take the mail. */
export interface HopHost {
  /** For TLS and the log. */
  host: string;
  port: number;
  /** Addresses to try, best first; empty: the host is one. */
  addresses: string[];
  /** What the domain of the recipient asks of this host; not set: what the route has. */
  demand?: TlsDemand;
}

/** Where the mail for a domain goes. */
export interface Route {
  /** What shares connections, limits and back-off. */
  key: string;
  /** In the order in which they are tried. Throws HopFailed when it cannot be known, or when there is none. */
  hosts(): Promise<HopHost[]>;
  /** implicit: verified from the first byte on. */
  tls: 'opportunistic' | 'verified' | 'implicit';
  credentials: Credentials | null;
}

export type Router = (domain: string) => Route;

/** A smarthost takes everything: one next hop for all. */
export function createRelayRouter(relayUrl: string): Router {
  const url = new URL(relayUrl);
  const isImplicit = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const credentials = url.username
    ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
    : null;
  const route: Route = {
    key: 'relay',
    hosts: () =>
      Promise.resolve([{ host, port: Number(url.port) || (isImplicit ? 465 : 25), addresses: [] }]),
    tls: isImplicit ? 'implicit' : credentials ? 'verified' : 'opportunistic',
    credentials,
  };
  return () => route;
}
