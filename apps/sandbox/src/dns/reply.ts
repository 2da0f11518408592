import * as dnsPacket from 'dns-packet';
import type { Answer, DecodedPacket, Packet, Question } from 'dns-packet';
import { toAnswer } from './records.ts';
import type { Zone } from './zone.ts';

const RCODES = { formerr: 1, servfail: 2, nxdomain: 3, refused: 5 } as const;
/** Without EDNS a reply over UDP has at most so many bytes (RFC 1035 §4.2.1). */
const PLAIN_UDP_MAX = 512;
const UDP_MAX = 1232;

const soa: Answer = {
  type: 'SOA',
  name: '.',
  class: 'IN',
  ttl: 60,
  data: {
    mname: 'ns.invalid',
    rname: 'hostmaster.invalid',
    serial: 1,
    refresh: 60,
    retry: 60,
    expire: 60,
    minimum: 60,
  },
};

/** A reply to the question, with an error code or without anything in it. */
export function emptyReply(query: DecodedPacket, rcode: keyof typeof RCODES | 'ok' = 'ok'): Packet {
  const code = rcode === 'ok' ? 0 : RCODES[rcode];
  const edns = (query.additionals ?? []).some(({ type }) => type === 'OPT');
  return {
    type: 'response',
    id: query.id,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | code,
    questions: query.questions,
    additionals: edns && rcode !== 'formerr' ? [ednsRecord] : [],
    authorities: rcode === 'ok' || rcode === 'nxdomain' ? [soa] : [],
  };
}

const ednsRecord: Answer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: UDP_MAX,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** What a resolver would find in this zone: aliases followed, a loop is SERVFAIL. */
export function honestReply(query: DecodedPacket, zone: Zone): Packet {
  const question = (query.questions ?? [])[0] as Question;
  const answers: Answer[] = [];
  let name = question.name.toLowerCase();
  for (let step = 0; ; step += 1) {
    const found = zone.find(name, question.type);
    answers.push(...found.map(toAnswer));
    const [alias] = found.length > 0 ? [] : zone.find(name, 'CNAME');
    if (!alias) break;
    if (step > 12) return emptyReply(query, 'servfail');
    answers.push(toAnswer(alias));
    name = alias.value.toLowerCase().replace(/\.$/, '');
  }
  const isFound = answers.some(({ type }) => type === question.type);
  const reply = emptyReply(query, isFound || zone.exists(name) ? 'ok' : 'nxdomain');
  // The name as it was asked for, so that a resolver that plays with the case finds it again.
  const named = answers.map((a) =>
    a.name === question.name.toLowerCase() ? { ...a, name: question.name } : a,
  );
  return { ...reply, answers: named, authorities: isFound ? [] : reply.authorities };
}

/** Over UDP what does not fit is left out, and the reply says so. */
export function encodeForUdp(query: DecodedPacket, reply: Packet, truncate = false): Buffer {
  const edns = (query.additionals ?? []).find((record) => record.type === 'OPT');
  const limit = Math.min(UDP_MAX, Math.max(PLAIN_UDP_MAX, edns?.udpPayloadSize ?? 0));
  const bytes = dnsPacket.encode(reply);
  if (bytes.length <= limit && !truncate) return bytes;
  const flags = (reply.flags ?? 0) | dnsPacket.TRUNCATED_RESPONSE;
  return dnsPacket.encode({ ...reply, flags, answers: [], authorities: [] });
}
