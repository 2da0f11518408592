import { isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import { ConnectionLost, Wire } from '../wire/wire.ts';
import type { TlsDemand } from './route.ts';
import { chainOf, isProvenByTlsa } from './tlsa.ts';
import { enhancedOf, type HopReply, parseReplyLine } from './hop-reply.ts';

const MAX_LINE = 4096;
const MAX_LINES = 200;

export interface Credentials {
  user: string;
  password: string;
}

/** SMTP as its client (RFC 5321), one command after the other; a group goes out in one packet (RFC 2920). */
export class HopConnection {
  extensions = new Map<string, string>();
  /** Its name, as the route has it. */
  readonly host: string;
  #wire: Wire;

  constructor(socket: Socket, host: string) {
    socket.setNoDelay(true);
    this.host = host;
    this.#wire = new Wire(socket);
  }

  get isOpen(): boolean {
    return this.#wire.isOpen;
  }

  get isEncrypted(): boolean {
    return this.#wire.socket instanceof tls.TLSSocket;
  }

  has(extension: string): boolean {
    return this.extensions.has(extension);
  }

  /** The next answer. Anything that is none ends the connection: one cannot know what it was for. */
  async answer(deadline: number): Promise<HopReply> {
    const lines: string[] = [];
    for (;;) {
      const line = parseReplyLine(await this.#wire.line(MAX_LINE, deadline));
      if (!line || lines.length >= MAX_LINES) {
        this.destroy();
        throw new ConnectionLost('closed');
      }
      lines.push(line.text);
      if (line.isLast) return { code: line.code, enhanced: enhancedOf(line.code, line.text), lines };
    }
  }

  async command(line: string, deadline: number): Promise<HopReply> {
    await this.write(`${line}\r\n`, deadline);
    return this.answer(deadline);
  }

  /** Several commands in one go where the server allows it. */
  async commands(lines: string[], deadline: number): Promise<HopReply[]> {
    if (!this.has('PIPELINING')) {
      const answers: HopReply[] = [];
      for (const line of lines) answers.push(await this.command(line, deadline));
      return answers;
    }
    await this.write(lines.map((line) => `${line}\r\n`).join(''), deadline);
    const answers: HopReply[] = [];
    for (const _ of lines) answers.push(await this.answer(deadline));
    return answers;
  }

  write(data: string | Buffer, deadline: number): Promise<void> {
    return this.#wire.write(data, deadline);
  }

  /** EHLO, or HELO where the server does not know it. */
  async hello(name: string, deadline: number): Promise<HopReply> {
    const answer = await this.command(`EHLO ${name}`, deadline);
    this.extensions = new Map();
    if (answer.code < 400) {
      for (const line of answer.lines.slice(1)) {
        const [word = '', ...rest] = line.trim().split(/\s+/);
        this.extensions.set(word.toUpperCase(), rest.join(' '));
      }
      return answer;
    }
    return [500, 502, 504].includes(answer.code) ? this.command(`HELO ${name}`, deadline) : answer;
  }

  /** Throws when TLS fails. Whatever came before it began is thrown away with the connection (CVE-2011-0411). */
  async startTls(host: string, demand: TlsDemand, deadline: number): Promise<void> {
    const { code } = await this.command('STARTTLS', deadline);
    if (code !== 220 || this.#wire.hasUnread) throw new ConnectionLost('closed');
    this.#wire = new Wire(await encrypt(this.#wire.socket, host, demand, deadline));
  }

  async signIn({ user, password }: Credentials, deadline: number): Promise<HopReply> {
    const token = Buffer.from(`\0${user}\0${password}`).toString('base64');
    return this.command(`AUTH PLAIN ${token}`, deadline);
  }

  /** Told when something comes, its end included, before anything was asked. Gives what takes that back. */
  onUnasked(listener: () => void): () => void {
    const { socket } = this.#wire;
    socket.on('readable', listener).on('close', listener);
    return () => void socket.off('readable', listener).off('close', listener);
  }

  quit(): void {
    if (this.isOpen) this.#wire.socket.end('QUIT\r\n');
    // Its farewell is of no interest; a server that does not hang up is hung up on.
    this.#wire.socket.resume();
    setTimeout(() => this.destroy(), 2_000).unref();
  }

  destroy(): void {
    this.#wire.destroy();
  }
}

/** Opportunistic TLS keeps listeners out, not impostors: mail servers seldom have a certificate that can be checked. */
export async function encrypt(
  socket: Socket,
  host: string,
  demand: TlsDemand,
  deadline: number,
): Promise<tls.TLSSocket> {
  socket.removeAllListeners('readable');
  const secured = tls.connect({
    socket,
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: demand === 'verified',
    minVersion: demand === 'opportunistic' ? 'TLSv1' : 'TLSv1.2',
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => fail(), Math.max(0, deadline - Date.now()));
    const fail = () => {
      clearTimeout(timer);
      secured.destroy();
      reject(new ConnectionLost('closed'));
    };
    secured.once('error', fail);
    secured.once('close', fail);
    secured.once('secureConnect', () => {
      if (typeof demand === 'object') {
        const chain = chainOf(secured.getPeerCertificate(true));
        if (!isProvenByTlsa(chain, demand.tlsa, demand.names, new Date())) return fail();
      }
      clearTimeout(timer);
      secured.off('close', fail);
      resolve();
    });
  });
  return secured;
}
