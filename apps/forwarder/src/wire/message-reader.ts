const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;

/** What may be wrong with a message as such; the worst is kept, and it is read to its end all the same. */
export type MessageProblem =
  'bare_newline' | 'too_big' | 'headers_too_big' | 'too_many_headers' | 'no_memory';

export interface MessageLimits {
  size: number;
  headerBytes: number;
  headerCount: number;
}

/**
 * Where the lines of the message are, byte by byte: only CR LF ends a line, only CR LF dot CR LF ends the message.
 * `start` is the first byte of a line.
 */
const AT = { start: 0, text: 1, afterCr: 2, afterDot: 3, afterDotCr: 4 } as const;
type At = (typeof AT)[keyof typeof AT];

/**
 * Finds the end of a message and what is wrong with it. It changes nothing: the bytes with their doubled dots are what
 * goes on to the next hop. A bare CR or LF never ends anything; the message that has one is refused.
 */
export class MessageReader {
  problem: MessageProblem | null = null;
  /** Bytes of the message, dots undone. */
  size = 0;
  headerBytes = 0;
  /** It has bytes beyond ASCII: the next hop must offer 8BITMIME. */
  is8bit = false;
  #at: At = AT.start;
  #limits: MessageLimits;
  #isInHeaders = true;
  #headerCount = 0;
  #isEmptyLine = true;

  constructor(limits: MessageLimits) {
    this.#limits = limits;
  }

  /**
   * Reads on. Gives how many bytes of `chunk` belong to the message with its final dot, when it ends in here;
   * null when it goes on.
   */
  read(chunk: Buffer): number | null {
    let at = this.#at;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] as number;
      if (byte > 0x7f) this.is8bit = true;
      switch (at) {
        case AT.afterCr:
          if (byte !== LF) this.#complain('bare_newline');
          at = byte === LF ? this.#lineEnds() : byte === CR ? AT.afterCr : AT.text;
          break;
        case AT.afterDot:
          // The dot itself was not counted: a doubled one stands for one, and a lone one ends the message.
          if (byte === CR) at = AT.afterDotCr;
          else {
            this.#lineBegins(byte);
            at = this.#text(byte);
          }
          break;
        case AT.afterDotCr:
          if (byte === LF) {
            this.#at = AT.start;
            return i + 1;
          }
          this.#complain('bare_newline');
          at = byte === CR ? AT.afterCr : AT.text;
          break;
        case AT.start:
          if (byte === DOT) {
            at = AT.afterDot;
            break;
          }
          this.#lineBegins(byte);
          at = this.#text(byte);
          break;
        default: {
          // Most bytes are in the middle of a line.
          const end = lineEndIn(chunk, i);
          if (end > i) this.#plain(end - i);
          if (!this.is8bit && has8bit(chunk, i, end)) this.is8bit = true;
          i = end;
          if (i < chunk.length) at = this.#text(chunk[i] as number);
        }
      }
    }
    this.#at = at;
    return null;
  }

  refuse(problem: MessageProblem): void {
    this.#complain(problem);
  }

  #text(byte: number): At {
    this.#plain(1);
    if (byte === CR) return AT.afterCr;
    if (byte === LF) this.#complain('bare_newline');
    this.#isEmptyLine = false;
    return AT.text;
  }

  #plain(count: number): void {
    this.size += count;
    if (this.size > this.#limits.size) this.#complain('too_big');
    if (!this.#isInHeaders) return;
    this.headerBytes += count;
    if (this.headerBytes > this.#limits.headerBytes) this.#complain('headers_too_big');
  }

  #lineBegins(byte: number): void {
    this.#isEmptyLine = byte === CR;
    // A folded line belongs to the header before it.
    if (!this.#isInHeaders || byte === CR || byte === 0x20 || byte === 0x09) return;
    this.#headerCount += 1;
    if (this.#headerCount > this.#limits.headerCount) this.#complain('too_many_headers');
  }

  #lineEnds(): At {
    this.#plain(1);
    if (this.#isEmptyLine) this.#isInHeaders = false;
    return AT.start;
  }

  #complain(problem: MessageProblem): void {
    // A smuggled end comes before everything, then what was found first.
    if (this.problem === null || problem === 'bare_newline') this.problem = problem;
  }
}

function lineEndIn(chunk: Buffer, from: number): number {
  let end = from;
  while (end < chunk.length && chunk[end] !== CR && chunk[end] !== LF) end += 1;
  return end;
}

function has8bit(chunk: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if ((chunk[i] as number) > 0x7f) return true;
  return false;
}
