import type { Message } from '../core/message.ts';
import { REPLIES } from '../core/refusals.ts';
import { isAccepted, type Reply } from '../wire/reply.ts';
import { ConnectionLost } from '../wire/wire.ts';
import { replyForFault } from './hop-error.ts';
import { passOn } from './hop-reply.ts';
import type { HeldHop, HopPool } from './pool.ts';
import type { Route } from './route.ts';

/** What the sender declared, which the next hop must be able to take as it is. */
export interface Declared {
  isUtf8: boolean;
  is8bit: boolean;
  size: number | null;
}

export interface Care {
  domain: string;
  sealsArc: boolean;
  rewritesFrom: boolean;
}

export interface HopTimes {
  /** For one command. */
  commandMs: number;
  /** From our client's final dot until it must have an answer. */
  totalMs: number;
}

/** Ours are added in front: so much more than was declared. */
const HEADROOM = 8192;

/** What goes out before the message, and whether its own header From goes out too. */
export interface Front {
  head: string;
  replacesFrom: boolean;
}

/** One mail to one next hop: opened at the first recipient, so that each recipient has an answer of its own. */
export class HopSession {
  #route: Route;
  #pool: HopPool;
  readonly returnPath: string;
  /** The alias's domain, where it wants more done than passing on. */
  readonly care: Care | null;
  #declared: Declared;
  #times: HopTimes;
  #held: HeldHop | null = null;
  #mailReply: Reply | null = null;
  #rcptReplies = new Map<string, Reply>();
  /** Recipients of the mail that is under way at the next hop: fewer, when the connection had to be given to others. */
  #underWay = new Set<string>();
  #dataReply: Reply | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    route: Route;
    pool: HopPool;
    returnPath: string;
    care: Care | null;
    declared: Declared;
    times: HopTimes;
  }) {
    this.#route = parts.route;
    this.#pool = parts.pool;
    this.returnPath = parts.returnPath;
    this.care = parts.care;
    this.#declared = parts.declared;
    this.#times = parts.times;
  }

  /** What the next hop says of this recipient; one after the other, as the connection is one. Never throws. */
  rcpt(address: string): Promise<Reply> {
    const answer = this.#last.then(async () => {
      const known = this.#rcptReplies.get(address);
      if (known) return known;
      this.#held?.idle(null);
      const given = await this.#rcpt(address);
      this.#rcptReplies.set(address, given);
      if (isAccepted(given)) this.#underWay.add(address);
      this.#held?.idle(() => this.end());
      return given;
    });
    this.#last = answer;
    return answer;
  }

  /** Recipients that it took. */
  get accepted(): string[] {
    return [...this.#rcptReplies].filter(([, answer]) => isAccepted(answer)).map(([address]) => address);
  }

  /**
   * Sends the message to `addresses`, of those accepted, and gives each its answer. A connection that was lost while our
   * client took its time is opened once more. Never throws.
   */
  async deliver(addresses: string[], front: Front, message: Message): Promise<Map<string, Reply>> {
    const same = (answer: Reply) => new Map(addresses.map((address) => [address, answer]));
    const deadline = Date.now() + this.#times.totalMs;
    this.#held?.idle(null);
    const isWhole =
      addresses.length === this.#underWay.size && addresses.every((address) => this.#underWay.has(address));
    try {
      if (this.#cannotTake(message)) return same(REPLIES.no8bit);
      if (isWhole && (await this.#canSend(deadline))) return same(await this.#send(front, message, deadline));
      const answers = await this.#openAgain(addresses, deadline);
      this.#held?.idle(null);
      if (![...answers.values()].some(isAccepted)) return answers;
      if (this.#cannotTake(message)) return same(REPLIES.no8bit);
      if (!(await this.#canSend(deadline))) return same(REPLIES.lost);
      const sent = await this.#send(front, message, deadline);
      return new Map([...answers].map(([address, answer]) => [address, isAccepted(answer) ? sent : answer]));
    } catch (error) {
      this.end(false);
      return same(replyForFault(error));
    }
  }

  /** Gives the connection back; RSET first when a mail is under way. */
  end(isClean = true): void {
    const held = this.#held;
    this.#held = null;
    this.#underWay.clear();
    if (!held) return;
    if (!isClean || !held.connection.isOpen) return held.release(false);
    held.connection.command('RSET', Date.now() + this.#times.commandMs).then(
      ({ code }) => held.release(code < 400),
      () => held.release(false),
    );
  }

  async #rcpt(address: string): Promise<Reply> {
    if (this.#mailReply && !isAccepted(this.#mailReply)) return this.#mailReply;
    try {
      if (!this.#held) return await this.#open(address);
      const { connection } = this.#held;
      return passOn(await connection.command(`RCPT TO:<${address}>`, this.#soon()), connection.host);
    } catch (error) {
      this.end(false);
      this.#mailReply = replyForFault(error);
      return this.#mailReply;
    }
  }

  async #open(address: string): Promise<Reply> {
    this.#held = await this.#pool.acquire(this.#route);
    try {
      return await this.#begin(address);
    } catch (error) {
      // A connection that was used before may have ended while nobody looked.
      if (!(error instanceof ConnectionLost) || !this.#held.isReused) throw error;
      this.end(false);
      this.#held = await this.#pool.acquire(this.#route, true);
      return this.#begin(address);
    }
  }

  /** MAIL and the first RCPT in one go. */
  async #begin(address: string): Promise<Reply> {
    const held = this.#held;
    if (!held) throw new ConnectionLost('closed');
    const { connection } = held;
    const lacking = this.#lacking(held);
    if (lacking) {
      held.release(true);
      this.#held = null;
      this.#mailReply = lacking;
      return lacking;
    }
    const { isUtf8, is8bit, size } = this.#declared;
    const parameters = [
      ...(size !== null && connection.has('SIZE') ? [` SIZE=${size + HEADROOM}`] : []),
      ...(is8bit ? [' BODY=8BITMIME'] : []),
      ...(isUtf8 ? [' SMTPUTF8'] : []),
    ];
    const lines = [`MAIL FROM:<${this.returnPath}>${parameters.join('')}`, `RCPT TO:<${address}>`];
    const answers = await connection.commands(lines, this.#soon());
    const [mail, rcpt] = answers.map((answer) => passOn(answer, connection.host));
    if (!mail || !rcpt) throw new ConnectionLost('closed');
    if (answers[0]?.code === 421) throw new ConnectionLost('closed');
    this.#mailReply = mail;
    if (isAccepted(mail)) return rcpt;
    this.end();
    return mail;
  }

  #lacking({ connection }: HeldHop): Reply | null {
    if (this.#declared.isUtf8 && !connection.has('SMTPUTF8')) return REPLIES.noUtf8;
    if (this.#declared.is8bit && !connection.has('8BITMIME')) return REPLIES.no8bit;
    return null;
  }

  /** Bytes beyond ASCII that nobody declared. */
  #cannotTake(message: Message): boolean {
    return message.reader.is8bit && this.#held?.connection.has('8BITMIME') === false;
  }

  /** MAIL and RCPT once more, for some of the recipients or over another connection. */
  async #openAgain(addresses: string[], deadline: number): Promise<Map<string, Reply>> {
    const held = this.#held;
    this.#held = null;
    this.#underWay.clear();
    this.#mailReply = null;
    if (held?.connection.isOpen) {
      const { code } = await held.connection.command('RSET', deadline).catch(() => ({ code: 500 }));
      held.release(code < 400);
    } else held?.release(false);
    this.#rcptReplies = new Map();
    const answers = new Map<string, Reply>();
    for (const address of addresses) answers.set(address, await this.rcpt(address));
    return answers;
  }

  /** DATA; false when the connection had ended before it. */
  async #canSend(deadline: number): Promise<boolean> {
    if (!this.#held?.connection.isOpen) return false;
    try {
      const { connection } = this.#held;
      const answer = await connection.command('DATA', Math.min(deadline, this.#soon()));
      if (answer.code === 421) return false;
      if (answer.code < 400 && answer.code !== 354) return false;
      this.#dataReply = answer.code === 354 ? null : passOn(answer, connection.host);
      return true;
    } catch (error) {
      if (error instanceof ConnectionLost && error.reason === 'closed') return false;
      throw error;
    }
  }

  async #send({ head, replacesFrom }: Front, message: Message, deadline: number): Promise<Reply> {
    const held = this.#held;
    if (!held) throw new ConnectionLost('closed');
    if (this.#dataReply) {
      this.end();
      return this.#dataReply;
    }
    const { connection } = held;
    await connection.write(Buffer.from(head, 'utf8'), deadline);
    for (const block of message.blocks({ hasFrom: !replacesFrom })) await connection.write(block, deadline);
    await connection.write('.\r\n', deadline);
    const answer = await connection.answer(deadline);
    this.#held = null;
    held.release(answer.code !== 421);
    return answer.code < 400 ? { ...REPLIES.taken, host: connection.host } : passOn(answer, connection.host);
  }

  #soon(): number {
    return Date.now() + this.#times.commandMs;
  }
}
