import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as dnsPacket from 'dns-packet';
import type { DecodedPacket, Packet } from 'dns-packet';
import type { FaultList } from '../faults/fault-list.ts';
import { listenNear } from '../listen.ts';
import { emptyReply, encodeForUdp, honestReply } from './reply.ts';
import type { Zone } from './zone.ts';

export interface AskedQuestion {
  name: string;
  type: string;
  over: 'udp' | 'tcp';
  edns: boolean;
  at: string;
}

export interface DnsServer {
  address: string;
  questions: { list(): AskedQuestion[]; clear(): void };
  close(): Promise<void>;
}

const kept = 10_000;

/** DNS of this world, over UDP and TCP on one port: a resolver that knows one zone and does not lie unless told to. */
export async function startDnsServer(zone: Zone, faults: FaultList, wantedPort: number): Promise<DnsServer> {
  let asked: AskedQuestion[] = [];
  const connections = new Set<Socket>();

  /** The reply as bytes; null for silence. */
  async function answer(bytes: Buffer, over: 'udp' | 'tcp'): Promise<Buffer | null> {
    const query = read(bytes);
    const question = query?.questions?.[0];
    if (!query || !question || query.type !== 'query') return null;
    const name = question.name.toLowerCase();
    const edns = (query.additionals ?? []).some(({ type }) => type === 'OPT');
    asked = [...asked.slice(-kept), { name, type: question.type, over, edns, at: new Date().toISOString() }];
    const { delayMs, fault } = faults.take('dns', `${name} ${question.type} ${over}`);
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    const send = (reply: Packet, truncate = false) =>
      over === 'udp' ? encodeForUdp(query, reply, truncate) : dnsPacket.encode(reply);
    const honest = honestReply(query, zone);
    switch (fault?.kind) {
      case 'no-answer':
        return null;
      case 'servfail':
      case 'refused':
      case 'nxdomain':
        return send(emptyReply(query, fault.kind));
      case 'nodata':
        return send(emptyReply(query));
      case 'no-edns':
        return send(edns ? emptyReply(query, 'formerr') : honest);
      case 'truncate':
        return send(honest, true);
      case 'wrong-id':
        return send({ ...honest, id: (query.id ?? 0) ^ 0x5555 });
      case 'wrong-question':
        return send({ ...honest, questions: [{ ...question, name: `not-${question.name}` }] });
      case 'garbage':
        return Buffer.concat([send(honest).subarray(0, 13), Buffer.from('this is no packet')]);
      default:
        return send(honest);
    }
  }

  const tcp = createServer((socket) => {
    connections.add(socket);
    let received = Buffer.alloc(0);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        const message = received.subarray(2, end);
        received = received.subarray(end);
        void answer(message, 'tcp').then((reply) => {
          if (!reply || socket.destroyed) return;
          const length = Buffer.alloc(2);
          length.writeUInt16BE(reply.length);
          socket.write(Buffer.concat([length, reply]));
        });
      }
    });
  });

  // A port that is free for TCP may be taken for UDP, so both are tried together.
  for (let wanted = wantedPort; ; wanted = wanted === 0 ? 0 : wanted + 1) {
    const port = await listenNear(tcp, wanted);
    const udp = await bind(port);
    if (!udp) {
      await new Promise((resolve) => tcp.close(resolve));
      continue;
    }
    udp.on('message', (message, from) => {
      void answer(message, 'udp').then((reply) => {
        if (reply && !isClosed) udp.send(reply, from.port, from.address);
      });
    });
    let isClosed = false;
    return {
      address: `127.0.0.1:${port}`,
      questions: { list: () => asked, clear: () => void (asked = []) },
      async close() {
        isClosed = true;
        udp.close();
        for (const connection of connections) connection.destroy();
        await new Promise((resolve) => tcp.close(resolve));
      },
    };
  }
}

async function bind(port: number): Promise<UdpSocket | null> {
  const udp = createSocket('udp4');
  try {
    udp.bind(port, '127.0.0.1');
    await once(udp, 'listening');
    return udp;
  } catch {
    udp.close();
    return null;
  }
}

function read(bytes: Buffer): DecodedPacket | null {
  try {
    return dnsPacket.decode(bytes);
  } catch {
    return null;
  }
}
