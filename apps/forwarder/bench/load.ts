import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A client of answers of one line each. */
export async function dial(port: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  const lines: string[] = [];
  let wake = () => {};
  const reader = createInterface({ input: socket });
  // It tells of errors of its input again.
  (reader as NodeJS.EventEmitter).on('error', () => undefined);
  reader.on('line', (line) => {
    if (line[3] === '-') return;
    lines.push(line);
    wake();
  });
  const answer = async (): Promise<string> => {
    for (;;) {
      const line = lines.shift();
      if (line !== undefined) return line;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return {
    socket,
    answer,
    async say(text: string, wanted: string): Promise<string> {
      socket.write(`${text}\r\n`);
      const line = await answer();
      if (!line.startsWith(wanted)) throw new Error(`${text.slice(0, 20)}: ${line}`);
      return line;
    },
  };
}

/** Sends messages over sessions that are kept, one at a time in each; mails a second. */
export async function sendAll(
  port: number,
  to: string,
  messages: readonly Buffer[],
  { sessions, count }: { sessions: number; count: number },
): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: sessions }, async () => {
      const client = await dial(port);
      await client.answer();
      await client.say('EHLO sender.example', '250');
      return client;
    }),
  );
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    clients.map(async ({ socket, say, answer }) => {
      while (next < count) {
        const message = messages[(next += 1) % messages.length] as Buffer;
        await say('XFORWARD ADDR=192.0.2.1 HELO=mail.sender.example', '250').catch(() => undefined);
        await say('MAIL FROM:<ada@sender.example>', '250');
        await say(`RCPT TO:<${to}>`, '250');
        await say('DATA', '354');
        socket.write(message);
        const last = await answer();
        if (!last.startsWith('250')) throw new Error(last);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const { socket } of clients) socket.destroy();
  return count / seconds;
}
