import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import { once } from 'node:events';

/** What a mail server that took a mail was told, byte for byte. */
export interface TakenMail {
  mail: string;
  rcpt: string[];
  /** As it came over the wire, dots doubled, without the final one. */
  raw: string;
  connection: number;
  isEncrypted: boolean;
}

/** An answer in full, or something that no mail server should do. */
export type Act = string | 'HANG' | 'CLOSE';

/** How far a mail has come, as the next hop sees it. */
export type Phase = 'greeting' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

export interface Script {
  /** Told before each answer, and of the first bytes of a message. */
  seen?: (phase: Phase) => void;
  greeting?: Act;
  /** STARTTLS with this key and certificate; nonsense: offered, and what follows is no TLS. */
  tls?: { key: Buffer; cert: Buffer } | 'nonsense';
  /** Words of EHLO; null: EHLO is not known. */
  extensions?: string[] | null;
  mail?: Act;
  rcpt?: Act | ((address: string) => Act);
  data?: Act;
  /** After the final dot. */
  dot?: Act | (() => Act);
}

export interface NextHop {
  port: number;
  url: string;
  script: Script;
  taken: TakenMail[];
  /** Answers after a final dot that a test gives itself (`dot: 'HANG'`). */
  pending: ((answer: string) => void)[];
  /** Connections so far, and every command. */
  connections: number;
  commands: string[];
  /** Hangs up on everybody who is connected. */
  hangUp(): void;
  close(): Promise<void>;
}

const EXTENSIONS = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE 50000000', 'ENHANCEDSTATUSCODES'];

/** A mail server of our own, which does what its script says. */
export async function startNextHop(script: Script = {}): Promise<NextHop> {
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    hop.connections += 1;
    serve(socket, hop, hop.connections);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hop: NextHop = {
    port,
    url: `smtp://127.0.0.1:${port}`,
    script,
    taken: [],
    pending: [],
    connections: 0,
    commands: [],
    hangUp: () => sockets.forEach((socket) => socket.destroy()),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return hop;
}

function serve(plain: Socket, hop: NextHop, connection: number): void {
  let socket = plain;
  let held = '';
  let mail = '';
  let rcpt: string[] = [];
  let isInData = false;

  function act(given: Act): boolean {
    if (given === 'HANG') return false;
    if (given === 'CLOSE') socket.destroy();
    else socket.write(`${given}\r\n`);
    return true;
  }
  hop.script.seen?.('greeting');
  act(hop.script.greeting ?? '220 next.example ESMTP');

  function command(line: string): void {
    const { script } = hop;
    hop.commands.push(line);
    const verb = line.slice(0, 4).toUpperCase();
    const phase = verb.toLowerCase();
    if (phase === 'mail' || phase === 'rcpt' || phase === 'data') script.seen?.(phase);
    if (verb === 'EHLO') {
      if (script.extensions === null) return void act('502 5.5.1 what');
      const starttls = script.tls && socket === plain ? ['STARTTLS'] : [];
      const words = ['next.example', ...(script.extensions ?? EXTENSIONS), ...starttls];
      act(words.map((word, n) => `250${n === words.length - 1 ? ' ' : '-'}${word}`).join('\r\n'));
    } else if (verb === 'STAR' && script.tls) {
      act('220 2.0.0 go ahead');
      if (script.tls === 'nonsense') return void act('what was that');
      plain.off('data', listen);
      socket = new tls.TLSSocket(plain, { isServer: true, ...script.tls });
      socket.on('error', () => undefined).on('data', listen);
    } else if (verb === 'HELO') act('250 next.example');
    else if (verb === 'MAIL') {
      mail = line.slice(5);
      rcpt = [];
      act(script.mail ?? '250 2.1.0 fine');
    } else if (verb === 'RCPT') {
      const address = /<(.*)>/.exec(line)?.[1] ?? '';
      const given =
        typeof script.rcpt === 'function' ? script.rcpt(address) : (script.rcpt ?? '250 2.1.5 fine');
      if (given.startsWith('2')) rcpt.push(address);
      act(given);
    } else if (verb === 'DATA') {
      const given = script.data ?? '354 go on';
      isInData = given.startsWith('354');
      act(given);
    } else if (verb === 'RSET') act('250 2.0.0 fine');
    else if (verb === 'QUIT') {
      act('221 2.0.0 bye');
      socket.end();
    } else act('500 5.5.2 what');
  }

  const body: string[] = [];
  /** The end of what came before, so that a final dot is found across packets without looking through it all again. */
  let tail = '';

  /** Reads on in a message; gives what follows it, when it ends in here. */
  function data(text: string): string | null {
    const joined = tail + text;
    if (body.length === 0) hop.script.seen?.('body');
    const end = joined.indexOf('\r\n.\r\n');
    if (end < 0) {
      body.push(text);
      tail = joined.slice(-4);
      return null;
    }
    const rest = joined.slice(end + 5);
    const raw = (body.join('') + text).slice(0, -(rest.length + 3));
    body.length = 0;
    isInData = false;
    hop.script.seen?.('dot');
    const dot = hop.script.dot ?? '250 2.0.0 taken';
    const given = typeof dot === 'function' ? dot() : dot;
    const done = { mail, rcpt, raw, connection, isEncrypted: socket !== plain };
    const answer = (text: Act) => {
      if (text.startsWith('2')) hop.taken.push(done);
      act(text);
    };
    if (given === 'HANG') hop.pending.push(answer);
    else answer(given);
    return rest;
  }

  function listen(chunk: Buffer): void {
    held += chunk.toString('latin1');
    while (held !== '') {
      if (isInData) {
        held = data(held) ?? '';
        continue;
      }
      const end = held.indexOf('\r\n');
      if (end < 0) return;
      const line = held.slice(0, end);
      held = held.slice(end + 2);
      command(line);
      // The line before the message counts as one: it may begin with its final dot.
      if (isInData) tail = '\r\n';
    }
  }
  socket.on('data', listen);
}
