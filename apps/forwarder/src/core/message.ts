import { createHash } from 'node:crypto';
import type { MessageReader } from '../wire/message-reader.ts';
import type { MemoryBudget } from './budget.ts';

/** Small mails cost little; the blocks of big ones are whole mappings of the system's, which go back to it one by one. */
const BLOCKS = [8, 64, 256].map((kilobytes) => kilobytes * 1024);
const BIGGEST = 256 * 1024;
/** What a connection holds besides, while a message that is more than a small one streams in: read and not yet copied. */
const IN_READING = 128 * 1024;

type Span = [start: number, end: number];

/**
 * A message in memory and nowhere else, in the form that SMTP sends it in: dots doubled, without the final one. Copied
 * into blocks of our own: a client that drips bytes would else cost a hundred times their size.
 */
export class Message {
  readonly reader: MessageReader;
  #budget: MemoryBudget;
  #blocks: Buffer[] = [];
  #filled = 0;
  #taken = 0;
  #reading = 0;
  #cut = 0;
  /** Where those fields are that may leave the message. */
  #forgedResults: Span[] = [];
  #from: Span[] = [];

  constructor(reader: MessageReader, budget: MemoryBudget) {
    this.reader = reader;
    this.#budget = budget;
  }

  add(bytes: Buffer): void {
    if (this.reader.problem !== null) return this.#dropBlocks();
    for (let from = 0; from < bytes.length;) {
      const block = this.#blocks.at(-1);
      if (!block || this.#filled === block.length) {
        const size = BLOCKS[this.#blocks.length] ?? BIGGEST;
        const counted = block && this.#reading === 0 ? size + IN_READING : size;
        if (!this.#budget.take(counted)) {
          this.reader.refuse('no_memory');
          return this.#dropBlocks();
        }
        this.#taken += size;
        this.#reading += counted - size;
        this.#blocks.push(Buffer.allocUnsafeSlow(size));
        this.#filled = 0;
        continue;
      }
      const copied = bytes.copy(block, this.#filled, from);
      this.#filled += copied;
      from += copied;
    }
  }

  /** It has come to its end: the dot on a line of its own is no part of it. */
  finish(): void {
    this.#cut = 3;
  }

  /** The bytes as they came, in order, without what was taken out. */
  *blocks({ hasFrom = true }: { hasFrom?: boolean } = {}): Generator<Buffer> {
    const removed = hasFrom
      ? this.#forgedResults
      : [...this.#forgedResults, ...this.#from].sort(([a], [b]) => a - b);
    let at = 0;
    for (const whole of this.#blocks) {
      const block = whole.subarray(0, Math.max(0, Math.min(whole.length, this.length - at)));
      let from = 0;
      for (const [start, end] of removed) {
        if (end <= at + from || start >= at + block.length) continue;
        if (start > at + from) yield block.subarray(from, start - at);
        from = Math.min(block.length, end - at);
      }
      if (from < block.length) yield from === 0 ? block : block.subarray(from);
      at += whole.length;
    }
  }

  /**
   * Takes out results of authentication that claim to be ours (RFC 8601 §5): whoever believes us would believe them. That is
   * the one thing that is ever taken from a message, but for a From that is replaced.
   */
  removeForgedResults(host: string): void {
    const name = host.replace(/[.]/g, '\\.');
    const forged = new RegExp(
      `^authentication-results[ \\t]*:(?:[ \\t]|\\r\\n[ \\t])*"?${name}(?![\\w.-]).*\\r\\n(?:[ \\t].*\\r\\n)*`,
      'gim',
    );
    const wire = this.#headerWire();
    const spansOf = (field: RegExp) =>
      [...wire.matchAll(field)].map(({ index, 0: text }): Span => [index, index + text.length]);
    this.#from = spansOf(/^from[ \t]*:.*\r\n(?:[ \t].*\r\n)*/gim);
    this.#forgedResults = spansOf(forged);
  }

  get length(): number {
    const last = this.#blocks.at(-1);
    if (!last) return 0;
    const before = this.#blocks.reduce((sum, block) => sum + block.length, 0) - last.length;
    return before + this.#filled - this.#cut;
  }

  /** The header fields, dots undone; only bytes become characters, whatever they mean. */
  headerText(): string {
    return this.#headerWire().replace(/^\.|(?<=\r\n)\./g, '');
  }

  #headerWire(): string {
    let text = '';
    for (const block of this.blocks()) {
      text += block.toString('latin1');
      const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
      if (end >= 0) return text.slice(0, end + 2);
      if (text.length > this.reader.headerBytes + BIGGEST) break;
    }
    return text;
  }

  /**
   * A copy with the dots undone, counted like the message itself; null when there is no room for it. Whoever takes it gives
   * the room back.
   */
  copy(): Uint8Array<ArrayBuffer> | null {
    if (!this.#budget.take(this.length)) return null;
    const bytes = new Uint8Array(this.reader.size);
    let to = 0;
    let isLineStart = true;
    let isAfterCr = false;
    for (const block of this.blocks()) {
      for (let i = 0; i < block.length; i += 1) {
        const byte = block[i] as number;
        const isDot = byte === 0x2e && isLineStart;
        isLineStart = byte === 0x0a && isAfterCr;
        isAfterCr = byte === 0x0d;
        if (!isDot) bytes[to++] = byte;
      }
    }
    return bytes;
  }

  /** The copy is no more. */
  forgetCopy(): void {
    this.#budget.give(this.length);
  }

  /** What makes it this message and no other, however often it is sent again. */
  digest(): string {
    const hash = createHash('sha256');
    for (const block of this.blocks()) hash.update(block);
    return hash.digest('base64url');
  }

  /** Gives the memory back. Safe to call again. */
  drop(): void {
    this.#dropBlocks();
    this.#budget.give(this.#reading);
    this.#reading = 0;
  }

  /** It is refused, and still comes in to its end. */
  #dropBlocks(): void {
    this.#budget.give(this.#taken);
    this.#taken = 0;
    this.#blocks = [];
    this.#filled = 0;
  }
}
