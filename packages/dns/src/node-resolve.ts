import type { DnsResolver, DnsUnknownReason, RecordType } from './answer.ts';

/** As `resolve(name, type)` of `node:dns/promises`. */
export type NodeResolve = (name: string, type: string) => Promise<unknown[]>;

const TYPES: readonly string[] = [
  'A',
  'AAAA',
  'CNAME',
  'MX',
  'NS',
  'PTR',
  'TLSA',
  'TXT',
] satisfies RecordType[];
const isKnown = (type: string): type is RecordType => TYPES.includes(type);

/** For libraries that take a resolver in Node's manner: its shapes, its error codes, our answers. */
export function asNodeResolve(resolver: DnsResolver): NodeResolve {
  return async function resolve(name, type) {
    if (!isKnown(type)) throw dnsError('ENOTIMP', name, type);
    const answer = await resolver.query(name, type);
    if (answer.state === 'none') {
      throw dnsError(answer.reason === 'no_name' ? 'ENOTFOUND' : 'ENODATA', name, type);
    }
    if (answer.state === 'unknown') throw dnsError(codeOf(answer.reason), name, type);
    return answer.records.map((record) => {
      if (type === 'TXT') return [record];
      if (typeof record === 'string' || !('exchange' in record)) return record;
      return { priority: record.preference, exchange: record.exchange };
    });
  };
}

function codeOf(reason: DnsUnknownReason): string {
  if (reason === 'timeout') return 'ETIMEOUT';
  if (reason === 'unreachable') return 'ECONNREFUSED';
  return reason === 'refused' ? 'EREFUSED' : 'ESERVFAIL';
}

function dnsError(code: string, hostname: string, type: string): Error {
  const syscall = `query${type[0]}${type.slice(1).toLowerCase()}`;
  return Object.assign(new Error(`${syscall} ${code} ${hostname}`), { code, syscall, hostname });
}
