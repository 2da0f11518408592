import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** The other side is gone, or was given up: there is nobody to answer. */
export class ConnectionLost extends Error {
  /** Why, as a code: never its words, which may hold addresses. */
  readonly reason: 'closed' | 'timeout' | 'too_long';
  constructor(reason: ConnectionLost['reason']) {
    super(`connection lost: ${reason}`);
    this.name = 'ConnectionLost';
    this.reason = reason;
  }
}

/** Bytes of one connection after which the others have their turn. */
const TURN = 64 * 1024;
const LF = 0x0a;
const CR = 0x0d;

/**
 * One connection, read when its reader wants more: a peer that sends faster than we use it waits in the kernel, not in
 * our memory. Every wait has a moment at which it ends, however many single bytes drip in until then.
 */
export class Wire {
  readonly socket: Socket;
  #held: Buffer | null = null;
  #hasEnded = false;
  #wake: (() => void) | null = null;
  #sinceTurn = 0;
  /** It ended in good order: what we wrote before was taken. */
  hasSaidGoodbye = false;

  constructor(socket: Socket) {
    this.socket = socket;
    const wake = () => this.#wake?.();
    const end = () => {
      this.#hasEnded = true;
      wake();
    };
    socket.on('readable', wake);
    // A socket without a listener for its errors would end the process.
    for (const event of ['close', 'error'] as const) socket.on(event, end);
    socket.on('end', () => {
      this.hasSaidGoodbye = true;
      end();
    });
  }

  get isOpen(): boolean {
    return !this.#hasEnded && !this.socket.destroyed;
  }

  /** Looks whether the other side has gone while nobody read. */
  async hasLeft(): Promise<boolean> {
    const chunk = this.socket.read() as Buffer | null;
    if (chunk) this.unread(chunk);
    else await setImmediate();
    return !this.isOpen;
  }

  /** Something is there that nobody has read: after TLS began that would be an injection. */
  get hasUnread(): boolean {
    return this.#held !== null || this.socket.readableLength > 0;
  }

  /** Whatever comes next, at least a byte, before `deadline` (milliseconds of `Date.now`). */
  async chunk(deadline: number): Promise<Buffer> {
    for (;;) {
      // One that sends without a pause would else be read again and again before anybody else is.
      if (this.#sinceTurn >= TURN) {
        this.#sinceTurn = 0;
        await setImmediate();
      }
      const chunk = this.#held ?? (this.socket.read() as Buffer | null);
      this.#held = null;
      if (chunk) {
        this.#sinceTurn += chunk.length;
        return chunk;
      }
      if (!this.isOpen) throw new ConnectionLost('closed');
      await this.#more(deadline);
    }
  }

  /** Gives back what was read too far; it comes before what has not been read yet. */
  unread(rest: Buffer): void {
    if (rest.length > 0) this.#held = this.#held ? Buffer.concat([this.#held, rest]) : rest;
  }

  /** One line without its end. Bytes become characters one by one, unless they are UTF-8. */
  async line(max: number, deadline: number): Promise<string> {
    let line: Buffer | null = null;
    for (;;) {
      const chunk: Buffer = await this.chunk(deadline);
      const end = chunk.indexOf(LF);
      const part = end < 0 ? chunk : chunk.subarray(0, end);
      line = line ? Buffer.concat([line, part]) : part;
      if (line.length > max) throw new ConnectionLost('too_long');
      if (end < 0) continue;
      this.unread(chunk.subarray(end + 1));
      return line.toString('utf8', 0, line.at(-1) === CR ? line.length - 1 : line.length);
    }
  }

  /** Resolves when the peer has taken enough of it that more may be written. */
  async write(data: string | Buffer, deadline: number): Promise<void> {
    if (!this.isOpen) throw new ConnectionLost('closed');
    if (this.socket.write(data)) return;
    while (this.socket.writableNeedDrain) {
      if (!this.isOpen) throw new ConnectionLost('closed');
      this.socket.once('drain', () => this.#wake?.());
      await this.#more(deadline);
    }
  }

  destroy(): void {
    this.#hasEnded = true;
    this.socket.destroy();
    this.#wake?.();
  }

  #more(deadline: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          this.#wake = null;
          reject(new ConnectionLost('timeout'));
        },
        Math.max(0, deadline - Date.now()),
      );
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }
}
