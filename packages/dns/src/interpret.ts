import type { Answer, DecodedPacket } from 'dns-packet';
import type { DnsAnswer, DnsUnknownReason, RecordOf, RecordType } from './answer.ts';
import { normaliseName, type Question } from './packet.ts';

const ALIASES_MAX = 8;

export type Interpretation<T extends RecordType> =
  | { kind: 'answer'; answer: DnsAnswer<T> }
  /** The chain of aliases goes on beyond what this server sent. */
  | { kind: 'follow'; name: string; through: string[]; ttl: number; isAuthentic: boolean }
  /** Perhaps another server, or another way of asking, does better. */
  | { kind: 'failed'; reason: DnsUnknownReason; withoutEdns?: boolean };

/** RFC 1035 §4.1.1; BADVERS is RFC 6891 §9. */
const NOERROR = 0;
const NXDOMAIN = 3;
const TROUBLE = new Map<number, DnsUnknownReason>([
  [1, 'malformed'],
  [2, 'server_failure'],
  [4, 'malformed'],
  [5, 'refused'],
  [16, 'malformed'],
]);

/** The code of a reply, with the part that EDNS adds. */
function codeOf({ flags = 0, additionals = [] }: DecodedPacket): number {
  const edns = additionals.find((record) => record.type === 'OPT');
  return (flags & 0xf) + (edns?.extendedRcode ?? 0) * 16;
}

const failed = (reason: DnsUnknownReason, withoutEdns = false) =>
  ({ kind: 'failed', reason, withoutEdns }) as const;

/** What a reply to our question says. Pure; names that led here already are in `before`. */
export function interpret<T extends RecordType>(
  packet: DecodedPacket,
  question: Question & { type: T },
  before: string[] = [],
): Interpretation<T> {
  const code = codeOf(packet);
  const trouble = code === NOERROR || code === NXDOMAIN ? null : (TROUBLE.get(code) ?? 'server_failure');
  if (trouble) return failed(trouble, trouble === 'malformed');
  const records = (packet.answers ?? []).filter((record) => 'class' in record && record.class === 'IN');
  const isAuthentic = packet.flag_ad === true;
  const through = [...before];
  let name = question.name;
  let ttl = Infinity;
  for (;;) {
    const here = records.filter((record) => normaliseName(record.name) === name);
    const found = here.filter(({ type }) => type === question.type);
    if (found.length > 0) {
      const read = found.map((record) => readRecord(record));
      if (read.some((record) => record === null)) return failed('malformed');
      ttl = Math.min(ttl, ...found.map(ttlOf));
      const answer = { state: 'ok', records: read as RecordOf<T>[], ttl, through, isAuthentic } as const;
      return { kind: 'answer', answer };
    }
    const alias = here.find(({ type }) => type === 'CNAME');
    if (!alias) break;
    const target = 'data' in alias ? normaliseName(String(alias.data)) : null;
    if (target === null) return failed('malformed');
    if (target === question.name || through.includes(target) || through.length >= ALIASES_MAX) {
      return failed('alias_loop');
    }
    through.push(target);
    ttl = Math.min(ttl, ttlOf(alias));
    name = target;
  }
  // With a chain, the code speaks of its last name (RFC 6604 §3).
  if (code === NXDOMAIN) return none('no_name', through, isAuthentic);
  if (name !== question.name) return { kind: 'follow', name, through, ttl, isAuthentic };
  // A server that is no resolver names others, without the SOA of a negative answer (RFC 2308 §2.2).
  const authorities = (packet.authorities ?? []).map(({ type }) => type);
  const isReferral = authorities.includes('NS') && !authorities.includes('SOA') && !packet.flag_aa;
  return isReferral ? failed('referral') : none('no_data', through, isAuthentic);
}

function none(reason: 'no_name' | 'no_data', through: string[], isAuthentic: boolean) {
  return { kind: 'answer', answer: { state: 'none', reason, through, isAuthentic } } as const;
}

const ttlOf = (record: Answer): number => ('ttl' in record ? (record.ttl ?? 0) : 0);

/** One record in our words; null when it makes no sense. */
function readRecord(record: Answer): RecordOf<RecordType> | null {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.data;
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return record.data === '.' ? '' : normaliseName(record.data);
    case 'MX': {
      const { preference = 0, exchange } = record.data;
      const name = exchange === '.' ? '' : normaliseName(exchange);
      return name === null ? null : { preference, exchange: name };
    }
    case 'TXT':
      return Buffer.concat([record.data].flat().map((part) => Buffer.from(part))).toString('utf8');
    case 'TLSA':
      return record.data;
    default:
      return null;
  }
}
