import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import type { DecodedPacket } from 'dns-packet';
import { encodeQuestion, type Question, readMessage } from './packet.ts';
import type { DnsServer } from './servers.ts';

export type Exchange =
  | { kind: 'reply'; packet: DecodedPacket }
  | { kind: 'truncated' }
  | { kind: 'failed'; reason: 'timeout' | 'malformed' | 'unreachable' };

interface Asked {
  server: DnsServer;
  question: Question;
  edns: boolean;
  /** Ends the try: its time is up, or the asker has gone. */
  signal: AbortSignal;
}

/**
 * One try over UDP, from a port of its own; the socket is connected, so the system drops what others send.
 * Stray and malformed messages do not end it: anybody who guesses could otherwise stop an answer.
 */
export function askOverUdp({ server, question, edns, signal }: Asked): Promise<Exchange> {
  const { id, bytes } = encodeQuestion(question, { edns });
  return new Promise((resolve) => {
    let sawNonsense = false;
    const socket = createSocket({ type: server.host.includes(':') ? 'udp6' : 'udp4' });
    const end = (exchange: Exchange) => {
      signal.removeEventListener('abort', expire);
      socket.removeAllListeners().on('error', () => {});
      try {
        socket.close();
      } catch {
        // It had not opened.
      }
      resolve(exchange);
    };
    const expire = () => end({ kind: 'failed', reason: sawNonsense ? 'malformed' : 'timeout' });
    if (signal.aborted) return expire();
    signal.addEventListener('abort', expire);
    socket.on('error', () => end({ kind: 'failed', reason: 'unreachable' }));
    socket.on('message', (message) => {
      const reading = readMessage(message, { id, ...question });
      if (reading.kind === 'reply' || reading.kind === 'truncated') end(reading);
      else if (reading.kind === 'malformed') sawNonsense = true;
    });
    socket.connect(server.port, server.host, () => socket.send(bytes));
  });
}

/** The same over TCP, where a message has its length before it (RFC 7766). */
export function askOverTcp({ server, question, edns, signal }: Asked): Promise<Exchange> {
  const { id, bytes } = encodeQuestion(question, { edns });
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = connect({ port: server.port, host: server.host });
    const end = (exchange: Exchange) => {
      signal.removeEventListener('abort', expire);
      socket.removeAllListeners().on('error', () => {});
      socket.destroy();
      resolve(exchange);
    };
    const expire = () => end({ kind: 'failed', reason: 'timeout' });
    if (signal.aborted) return expire();
    signal.addEventListener('abort', expire);
    socket.on('error', () => end({ kind: 'failed', reason: 'unreachable' }));
    socket.on('close', () =>
      end({ kind: 'failed', reason: received.length > 0 ? 'malformed' : 'unreachable' }),
    );
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      socket.write(Buffer.concat([length, bytes]));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      // One question on this connection: whatever comes first is its answer, or the server is broken.
      const reading = readMessage(received.subarray(2, 2 + received.readUInt16BE(0)), { id, ...question });
      end(reading.kind === 'reply' ? reading : { kind: 'failed', reason: 'malformed' });
    });
  });
}
