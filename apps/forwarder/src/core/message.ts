import { createHash } from 'node:crypto';
import type { MessageReader } from '../wire/message-reader.ts';
import type { MemoryBudget } from './budget.ts';

const FIRST_BLOCK = 8 * 1024;
const BLOCK = 64 * 1024;

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
  #cut = 0;

  constructor(reader: MessageReader, budget: MemoryBudget) {
    this.reader = reader;
    this.#budget = budget;
  }

  add(bytes: Buffer): void {
    if (this.reader.problem !== null) return this.drop();
    for (let from = 0; from < bytes.length;) {
      const block = this.#blocks.at(-1);
      if (!block || this.#filled === block.length) {
        const size = block ? BLOCK : FIRST_BLOCK;
        if (!this.#budget.take(size)) {
          this.reader.refuse('no_memory');
          return this.drop();
        }
        this.#taken += size;
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

  /** The bytes as they came, in order. */
  *blocks(): Generator<Buffer> {
    let left = this.length;
    for (const block of this.#blocks) {
      const size = Math.min(block.length, left);
      if (size <= 0) return;
      left -= size;
      yield size === block.length ? block : block.subarray(0, size);
    }
  }

  get length(): number {
    const last = this.#blocks.at(-1);
    if (!last) return 0;
    const before = this.#blocks.reduce((sum, block) => sum + block.length, 0) - last.length;
    return before + this.#filled - this.#cut;
  }

  /** The header fields with the empty line, dots undone; only bytes become characters, whatever they mean. */
  headerText(): string {
    let text = '';
    for (const block of this.blocks()) {
      text += block.toString('latin1');
      const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
      if (end >= 0) {
        text = text.slice(0, end + 2);
        break;
      }
      if (text.length > this.reader.headerBytes + BLOCK) break;
    }
    return text.replace(/^\.|(?<=\r\n)\./g, '');
  }

  /** What makes it this message and no other, however often it is sent again. */
  digest(): string {
    const hash = createHash('sha256');
    for (const block of this.blocks()) hash.update(block);
    return hash.digest('base64url');
  }

  /** Gives the memory back. Safe to call again. */
  drop(): void {
    this.#budget.give(this.#taken);
    this.#taken = 0;
    this.#blocks = [];
    this.#filled = 0;
  }
}
