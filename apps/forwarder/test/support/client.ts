import net, { type Socket } from 'node:net';
import { once } from 'node:events';

/** A mail client of single steps, to say what a good one never would. */
export interface Client {
  /** The next whole answer, lines joined. */
  answer(): Promise<string>;
  /** Says a line and gives the answer. */
  say(line: string): Promise<string>;
  write(bytes: string | Buffer): void;
  /** Hello, sender and recipients; throws unless each is accepted. */
  open(from: string, ...to: string[]): Promise<void>;
  /** DATA, the bytes as they are, and the answer. */
  send(bytes: string | Buffer): Promise<string>;
  destroy(): void;
  isClosed(): boolean;
}

export async function connect(
  port: number,
  { lmtp = false, greet = true }: { lmtp?: boolean; greet?: boolean } = {},
): Promise<Client> {
  const socket: Socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let held = '';
  let isClosed = false;
  let wake = () => {};
  socket.on('data', (chunk: Buffer) => {
    held += chunk.toString('latin1');
    wake();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
    wake();
  });

  const client: Client = {
    async answer() {
      const lines: string[] = [];
      for (;;) {
        const end = held.indexOf('\r\n');
        if (end < 0) {
          if (isClosed) return 'CLOSED';
          await new Promise<void>((resolve) => (wake = resolve));
          continue;
        }
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        lines.push(line);
        if (line[3] !== '-') return lines.join('\n');
      }
    },
    say(line) {
      socket.write(`${line}\r\n`);
      return client.answer();
    },
    write: (bytes) => void socket.write(bytes),
    async open(from, ...to) {
      const answers = [await client.say(`MAIL FROM:<${from}>`)];
      for (const address of to) answers.push(await client.say(`RCPT TO:<${address}>`));
      const refused = answers.find((answer) => !answer.startsWith('250'));
      if (refused) throw new Error(refused);
    },
    async send(bytes) {
      const go = await client.say('DATA');
      if (!go.startsWith('354')) return go;
      socket.write(bytes);
      return client.answer();
    },
    destroy: () => void socket.destroy(),
    isClosed: () => isClosed,
  };
  await client.answer();
  if (greet) await client.say(`${lmtp ? 'LHLO' : 'EHLO'} sender.example`);
  return client;
}
