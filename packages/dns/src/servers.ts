import { getServers } from 'node:dns';

export interface DnsServer {
  host: string;
  port: number;
}

const PORT = 53;

/** Reads `host:port,[::1]:5353,192.0.2.1`; throws an error that says what is wrong. */
export function parseDnsServers(text: string): DnsServer[] {
  const servers = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(parseServer);
  if (servers.length === 0) throw new Error('must name a server');
  return servers;
}

function parseServer(text: string): DnsServer {
  const bare = /^[0-9a-f:]+$/i.test(text) && text.split(':').length > 2;
  const match = bare ? null : /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::(\d{1,5}))?$/i.exec(text);
  const host = bare ? text : (match?.[1] ?? match?.[2]);
  const port = Number(match?.[3] ?? PORT);
  if (!host || port < 1 || port > 65_535) throw new Error('must be host:port, separated by commas');
  return { host, port };
}

/** Those that the machine itself asks. */
export function systemServers(): DnsServer[] {
  return getServers().map(parseServer);
}
