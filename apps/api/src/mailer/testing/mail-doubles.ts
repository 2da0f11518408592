import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { buildMessage, readMailSender, type MailMessage } from '../message.ts';

export const SENDER = readMailSender('Ubuntu addresses <aliases@ubuntu.test>', 'https://my.ubuntu.test');

let nextId = 0;

export function aMessage(overrides: { to?: string } = {}): MailMessage {
  nextId += 1;
  return buildMessage(
    {
      id: String(nextId),
      to: overrides.to ?? 'mira@example.org',
      locale: 'en',
      content: { subject: 'Hello', text: 'Hello.\n', html: '<p>Hello.</p>' },
      date: new Date('2030-01-02T03:04:05Z'),
    },
    SENDER,
  );
}

export interface MailServer {
  port: number;
  received: string[];
  stop(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is given; in plain text unless `disabledCommands` is `[]`. */
export async function startSmtpServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString());
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that does what no library would: `onSocket` decides everything. */
export async function startRawServer(onSocket: (socket: Socket) => void): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received: [],
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Speaks SMTP line by line; `atDot` is called when the message has been read to its end. */
export function speaking(atDot: (reply: (text: string) => void, end: () => void) => void) {
  return startRawServer((socket) => {
    const reply = (text: string) => socket.write(`${text}\r\n`);
    let isData = false;
    let rest = '';
    reply('220 double');
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (isData) {
          if (line !== '.') continue;
          isData = false;
          atDot(reply, () => socket.destroy());
        } else if (line === 'DATA') {
          isData = true;
          reply('354 go on');
        } else reply('250 ok');
      }
    });
  });
}

/** A refusal as `smtp-server` wants it, with an address in its text as real servers have. */
export function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
