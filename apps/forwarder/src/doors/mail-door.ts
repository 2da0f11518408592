import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { Message } from '../core/message.ts';
import type { MemoryBudget } from '../core/budget.ts';
import { combine } from '../core/outcomes.ts';
import { problemReply, REPLIES } from '../core/refusals.ts';
import type { Client } from '../core/trace.ts';
import { Transaction, type TransactionParts } from '../core/transaction.ts';
import { MessageReader, type MessageLimits } from '../wire/message-reader.ts';
import { formatReply, reply, type Reply } from '../wire/reply.ts';
import { ConnectionLost, Wire } from '../wire/wire.ts';
import { parseCommand, parseMailCommand, parseRcptCommand, parseXforward } from './command.ts';

export interface DoorTimes {
  /** For the next command to come, whole. */
  commandMs: number;
  /** For a message to come, whole. */
  messageMs: number;
}

export interface MailDoorParts {
  protocol: 'smtp' | 'lmtp';
  host: string;
  transaction: TransactionParts;
  budget: MemoryBudget;
  limits: MessageLimits;
  times: DoorTimes;
}

const MAX_COMMAND = 4096;
const MAX_MISTAKES = 20;

/** Answers that do not depend on anything. */
const SAY = {
  hello: reply(503, '5.5.1', 'Say hello first'),
  sequence: reply(503, '5.5.1', 'Not in this order'),
  unknown: reply(500, '5.5.2', 'There is no such command'),
  syntax: reply(501, '5.5.4', 'The command is not well formed'),
  noRecipients: reply(554, '5.5.1', 'There is no valid recipient'),
  flushed: reply(250, '2.0.0', 'Ok'),
  sender: reply(250, '2.1.0', 'Ok'),
  bye: reply(221, '2.0.0', 'Bye'),
  verify: reply(252, '2.5.0', 'Send something and see'),
  mistakes: reply(421, '4.7.0', 'Too many mistakes'),
  timeout: reply(421, '4.4.2', 'You were too slow'),
} as const;

/** One client at the SMTP or the LMTP door (RFC 5321, RFC 2033): reads a command, does it, answers, until it leaves. */
export async function serveMail(socket: Socket, parts: MailDoorParts): Promise<void> {
  const session = new MailSession(socket, parts);
  try {
    await session.run();
  } catch (error) {
    if (!(error instanceof ConnectionLost)) parts.transaction.onFault(error);
    session.sayGoodbye(error);
  } finally {
    session.end();
  }
}

class MailSession {
  #wire: Wire;
  #parts: MailDoorParts;
  #client: Client;
  #hasHello = false;
  #isUtf8 = false;
  #mistakes = 0;
  /** Sent lines that others may end elsewhere: what follows may be no commands but the rest of somebody's message. */
  #isSmuggler = false;
  #transaction: Transaction | null = null;
  /** Its answer is on the way; the next command, or an orderly end, shows that it arrived. */
  #unheard: Transaction | null = null;

  constructor(socket: Socket, parts: MailDoorParts) {
    socket.setNoDelay(true);
    this.#wire = new Wire(socket);
    this.#parts = parts;
    this.#client = { address: null, name: null, helo: 'unknown' };
  }

  async run(): Promise<void> {
    const isLmtp = this.#parts.protocol === 'lmtp';
    await this.#say(`220 ${this.#parts.host} ${isLmtp ? 'LMTP' : 'ESMTP'}\r\n`);
    for (;;) {
      const line = await this.#wire.line(MAX_COMMAND, this.#soon());
      this.#unheard?.acknowledged();
      this.#unheard = null;
      const { verb, rest } = parseCommand(line);
      if (verb === 'QUIT') {
        await this.#say(formatReply(SAY.bye));
        this.#wire.socket.end();
        return;
      }
      const answer = await this.#do(verb, rest);
      if (typeof answer === 'object' && answer.code >= 500) this.#mistakes += 1;
      if (this.#mistakes > MAX_MISTAKES) {
        await this.#say(formatReply(SAY.mistakes));
        this.#wire.socket.end();
        return;
      }
      await this.#say(typeof answer === 'string' ? answer : formatReply(answer));
      if (this.#isSmuggler) {
        this.#wire.socket.end();
        return;
      }
    }
  }

  /** A client that still listens hears why. */
  sayGoodbye(error: unknown): void {
    const { socket } = this.#wire;
    if (!this.#wire.isOpen) return;
    if (error instanceof ConnectionLost && error.reason === 'timeout') socket.end(formatReply(SAY.timeout));
    else if (error instanceof ConnectionLost) socket.end(formatReply(SAY.unknown));
    else socket.end(formatReply({ ...REPLIES.ourFault, code: 421 }));
    setTimeout(() => socket.destroy(), 1_000).unref();
  }

  end(): void {
    if (this.#wire.hasSaidGoodbye) this.#unheard?.acknowledged();
    this.#unheard = null;
    this.#reset();
  }

  #reset(): void {
    this.#transaction?.end();
    this.#transaction = null;
  }

  async #do(verb: string, rest: string): Promise<Reply | string> {
    const isLmtp = this.#parts.protocol === 'lmtp';
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        return isLmtp ? SAY.unknown : this.#hello(rest, verb === 'EHLO');
      case 'LHLO':
        return isLmtp ? this.#hello(rest, true) : SAY.unknown;
      case 'XFORWARD':
        return this.#xforward(rest);
      case 'MAIL':
        return this.#mail(rest);
      case 'RCPT':
        return this.#rcpt(rest);
      case 'DATA':
        return this.#data(rest);
      case 'RSET':
        this.#reset();
        return SAY.flushed;
      case 'NOOP':
        return SAY.flushed;
      case 'VRFY':
        return SAY.verify;
      default:
        return SAY.unknown;
    }
  }

  #hello(name: string, isExtended: boolean): Reply | string {
    if (name === '' || /[^\x21-\x7e]/.test(name)) return SAY.syntax;
    this.#reset();
    this.#hasHello = true;
    this.#client.helo = name;
    if (!isExtended) return `250 ${this.#parts.host}\r\n`;
    const words = [
      this.#parts.host,
      'PIPELINING',
      `SIZE ${this.#parts.limits.size}`,
      '8BITMIME',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
      // Everybody who is let in is a peer.
      'XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE',
    ];
    return words.map((word, n) => `250${n === words.length - 1 ? ' ' : '-'}${word}\r\n`).join('');
  }

  #xforward(rest: string): Reply {
    if (this.#transaction) return SAY.sequence;
    const told = parseXforward(rest);
    const address = told?.get('ADDR')?.replace(/^IPv6:/i, '') ?? null;
    if (!told || (address !== null && isIP(address) === 0)) return SAY.syntax;
    if (told.has('ADDR')) this.#client.address = address;
    if (told.has('NAME')) this.#client.name = told.get('NAME') ?? null;
    if (told.has('HELO')) this.#client.helo = told.get('HELO') ?? 'unknown';
    return SAY.flushed;
  }

  #mail(rest: string): Reply {
    if (!this.#hasHello) return SAY.hello;
    if (this.#transaction) return SAY.sequence;
    const command = parseMailCommand(rest);
    if ('code' in command) return command;
    const { sender, is8bit, isUtf8, size } = command;
    if (size !== null && size > this.#parts.limits.size) return problemReply('too_big');
    this.#isUtf8 = isUtf8;
    this.#transaction = new Transaction(this.#parts.transaction, {
      envelope: { sender, declared: { is8bit, isUtf8, size }, client: { ...this.#client } },
      isLmtp: this.#parts.protocol === 'lmtp',
    });
    return SAY.sender;
  }

  async #rcpt(rest: string): Promise<Reply> {
    if (!this.#transaction) return SAY.sequence;
    const command = parseRcptCommand(rest, this.#isUtf8);
    return 'code' in command ? command : this.#transaction.rcpt(command.path);
  }

  async #data(rest: string): Promise<Reply | string> {
    const transaction = this.#transaction;
    if (!transaction) return SAY.sequence;
    if (rest !== '') return SAY.syntax;
    if (transaction.count === 0) return SAY.noRecipients;
    await this.#say('354 End with a dot on a line of its own\r\n');
    const message = new Message(new MessageReader(this.#parts.limits), this.#parts.budget);
    try {
      await this.#receive(message);
      this.#isSmuggler = message.reader.problem === 'bare_newline';
      const answers = await transaction.deliver(message);
      transaction.end();
      this.#transaction = null;
      // One that left before the answer will come again: what it sent is remembered for then.
      if (!(await this.#wire.hasLeft())) this.#unheard = transaction;
      return this.#parts.protocol === 'lmtp' ? answers.map(formatReply).join('') : combine(answers);
    } finally {
      message.drop();
    }
  }

  /** Read to its end whatever is wrong with it, so that the answer comes where the client looks for it. */
  async #receive(message: Message): Promise<void> {
    const deadline = Date.now() + this.#parts.times.messageMs;
    for (;;) {
      const chunk = await this.#wire.chunk(deadline);
      const end = message.reader.read(chunk);
      message.add(end === null ? chunk : chunk.subarray(0, end));
      if (end === null) {
        giveBack(chunk);
        continue;
      }
      this.#wire.unread(chunk.subarray(end));
      message.finish();
      return;
    }
  }

  #say(text: string): Promise<void> {
    return this.#wire.write(text, this.#soon());
  }

  #soon(): number {
    return Date.now() + this.#parts.times.commandMs;
  }
}

/**
 * What was copied goes back to the system at once: the collector of garbage would let tens of megabytes gather that nobody
 * counts. Only memory that is this chunk's alone.
 */
function giveBack({ buffer, byteLength }: Buffer): void {
  if (byteLength >= 16 * 1024 && buffer.byteLength === byteLength) (buffer as ArrayBuffer).transfer(0);
}
