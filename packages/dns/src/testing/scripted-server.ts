import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import * as dnsPacket from 'dns-packet';
import type { DecodedPacket, Packet } from 'dns-packet';

/** A question that came in; over TCP the length has been taken off. */
export interface Asked {
  over: 'udp' | 'tcp';
  query: DecodedPacket;
  /** How often this server was asked before. */
  earlier: number;
}

/** Messages to send as they are; none: silence. */
export type Script = (asked: Asked) => (Buffer | Packet)[];

/** A reply that fits the question, with what the test wants to be different. */
export function replyTo(query: DecodedPacket, change: Packet & { rcode?: number } = {}): Packet {
  const { rcode = 0, flags = dnsPacket.RECURSION_AVAILABLE, ...rest } = change;
  return { type: 'response', id: query.id, questions: query.questions, ...rest, flags: flags | rcode };
}

/** A server on loopback, UDP and TCP on one port, that says what it is told to. */
export async function startScriptedServer(script: Script) {
  const asked: Asked[] = [];
  const answer = (over: Asked['over'], bytes: Buffer): Buffer[] => {
    const now = { over, query: dnsPacket.decode(bytes), earlier: asked.length };
    asked.push(now);
    return script(now).map((message) => (Buffer.isBuffer(message) ? message : dnsPacket.encode(message)));
  };
  const tcp = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const message of answer('tcp', chunk.subarray(2))) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        // In pieces, as a network may bring it.
        socket.write(length);
        setImmediate(() => socket.write(message));
      }
    });
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4');
  udp.on('message', (bytes: Buffer, from: RemoteInfo) => {
    for (const message of answer('udp', bytes)) udp.send(message, from.port, from.address);
  });
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  return {
    host: '127.0.0.1',
    port,
    asked,
    close() {
      udp.close();
      tcp.close();
    },
  };
}
