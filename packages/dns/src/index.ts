export type {
  DnsAnswer,
  DnsResolver,
  DnsUnknownReason,
  MxRecord,
  RecordOf,
  RecordType,
  TlsaRecord,
} from './answer.ts';
export { asNodeResolve, type NodeResolve } from './node-resolve.ts';
export { createDnsResolver } from './resolver.ts';
export { parseDnsServers, type DnsServer } from './servers.ts';
