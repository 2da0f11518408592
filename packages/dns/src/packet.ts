import { randomInt } from 'node:crypto';
import { domainToASCII } from 'node:url';
import * as dnsPacket from 'dns-packet';
import type { DecodedPacket, Packet } from 'dns-packet';
import type { RecordType } from './answer.ts';

/** What a reply fits through without being broken into fragments: the value of DNS flag day 2020. */
const UDP_PAYLOAD_SIZE = 1232;
const NAME_MAX = 253;
const LABEL_MAX = 63;

export interface Question {
  name: string;
  type: RecordType;
}

/** Lower case, ASCII, without the last dot; null when there can be no such name. */
export function normaliseName(name: string): string | null {
  const text = name.replace(/\.$/, '').toLowerCase();
  const ascii = /^[\x21-\x7e]+$/.test(text) ? text : domainToASCII(text);
  if (ascii === '' || ascii.length > NAME_MAX) return null;
  return ascii.split('.').every((label) => label !== '' && label.length <= LABEL_MAX) ? ascii : null;
}

/** AD in a question asks for the bit in the answer (RFC 6840 §5.7). */
export function encodeQuestion({ name, type }: Question, { edns }: { edns: boolean }) {
  const id = randomInt(0x1_0000);
  const packet: Packet = {
    type: 'query',
    id,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.AUTHENTIC_DATA,
    questions: [{ name, type, class: 'IN' }],
  };
  if (edns) {
    packet.additionals = [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: UDP_PAYLOAD_SIZE,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [],
      },
    ];
  }
  return { id, bytes: dnsPacket.encode(packet) };
}

export type Reading =
  | { kind: 'reply'; packet: DecodedPacket }
  | { kind: 'truncated' }
  /** Not to our question: somebody else's, late, or forged. */
  | { kind: 'stray' }
  | { kind: 'malformed' };

const HEADER_BYTES = 12;
const QR = 0x80;
const TC = 0x02;
const OPCODE = 0x78;

/** What a message is to us. The header is read by hand: a truncated message may end anywhere. */
export function readMessage(bytes: Buffer, { id, name, type }: Question & { id: number }): Reading {
  if (bytes.length < HEADER_BYTES) return { kind: 'malformed' };
  const flags = bytes.readUInt8(2);
  if (bytes.readUInt16BE(0) !== id || (flags & QR) === 0 || (flags & OPCODE) !== 0) return { kind: 'stray' };
  if ((flags & TC) !== 0) return { kind: 'truncated' };
  try {
    const packet = dnsPacket.decode(bytes);
    const [question, ...others] = packet.questions ?? [];
    // A server that could not read the question may leave it out.
    if (!question && bytes.readUInt8(3) % 16 !== 0) return { kind: 'reply', packet };
    const isOurs =
      others.length === 0 &&
      question?.type === type &&
      question.class === 'IN' &&
      normaliseName(question.name) === name;
    return isOurs ? { kind: 'reply', packet } : { kind: 'stray' };
  } catch {
    return { kind: 'malformed' };
  }
}
