import { formatMailbox, normaliseDomain, parseMailbox, testPathOf } from '@ubuntu-aliases/shared';
import type { MailAlias } from '@ubuntu-aliases/store/mail';
import { HopSession, type Care, type Declared, type Front, type HopTimes } from '../next-hop/hop-session.ts';
import type { HopPool } from '../next-hop/pool.ts';
import type { Router } from '../next-hop/route.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import type { Treated } from '../auth/protocol.ts';
import type { SealKeys } from '../auth/seal-keys.ts';
import { isSrs, type Srs } from '../srs.ts';
import { isAccepted, isTemporary, type Reply } from '../wire/reply.ts';
import type { DeliveredMemory } from './delivered.ts';
import type { HourlyLimit } from './hourly-limit.ts';
import type { Lookup } from './lookup.ts';
import { fromDomainsOf, judge, NOT_NOW } from './judgement.ts';
import type { Message } from './message.ts';
import type { Tally } from './tally.ts';
import { combine, combineAtRcpt } from './outcomes.ts';
import { problemReply, refusalOf, REPLIES } from './refusals.ts';
import { type Client, isLooping, receivedHeader } from './trace.ts';

export interface Envelope {
  /** Without its brackets; empty: the null sender. */
  sender: string;
  declared: Declared;
  client: Client;
}

export interface TransactionParts {
  /** Null: nothing is checked, for measurements. */
  authenticator: Authenticator | null;
  sealKeys: SealKeys;
  lookup: Lookup;
  srs: Srs;
  /** Null: the domain of each alias. */
  srsDomain: string | null;
  pool: HopPool;
  route: Router;
  delivered: DeliveredMemory;
  tally: Tally;
  /** Bounces to one rewritten sender, and wrong tags of one client. */
  srsUses: HourlyLimit;
  srsForgeries: HourlyLimit;
  times: HopTimes;
  maxRecipients: number;
  /** Our name in the trace. */
  host: string;
  clock: () => Date;
  newId: () => string;
  onFault: (error: unknown) => void;
}

export interface TransactionOptions {
  envelope: Envelope;
  /** Each recipient has an answer of its own after the message, so they need not share a next hop. */
  isLmtp: boolean;
}

interface Target {
  /** Null: somebody's own address, to whom a bounce goes back. */
  recipientId: string | null;
  address: string;
  session: HopSession;
  atRcpt: Reply;
}

interface Recipient {
  alias: MailAlias | null;
  /** The word of a test that a contributor sent to themselves. */
  test: string | null;
  targets: Target[];
}

interface Checked {
  /** Authentication-Results. */
  results: string;
  treated: Map<HopSession, Treated | undefined>;
}

const NOTHING_CHECKED: Checked = { results: '', treated: new Map() };

/** Somebody else's address, which may be odder than ours; safe to name in a command. */
function parseSender(address: string): { localPart: string; domain: string } | null {
  const at = address.lastIndexOf('@');
  const domain = normaliseDomain(address.slice(at + 1));
  const localPart = address.slice(0, at);
  return domain && /^[^\s<>\p{Cc}]+$/u.test(localPart) ? { localPart, domain } : null;
}

/** A mail of one sender, from MAIL to the answer after its final dot. */
export class Transaction {
  #parts: TransactionParts;
  #options: TransactionOptions;
  #sessions = new Map<string, HopSession>();
  #recipients: Recipient[] = [];
  #delivered: { target: string; digest: string }[] = [];

  constructor(parts: TransactionParts, options: TransactionOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** How many recipients were accepted. */
  get count(): number {
    return this.#recipients.length;
  }

  /** Never throws: what went wrong is an answer too. */
  async rcpt(path: string): Promise<Reply> {
    if (this.count >= this.#parts.maxRecipients) return REPLIES.tooMany;
    const address = parseMailbox(path);
    if (!address) return REPLIES.unknown;
    try {
      return isSrs(address.localPart) ? await this.#bounce(address) : await this.#alias(address);
    } catch (error) {
      this.#parts.onFault(error);
      return REPLIES.ourFault;
    }
  }

  /** One answer for each accepted recipient, in their order. Never throws. */
  async deliver(message: Message): Promise<Reply[]> {
    const all = (answer: Reply) => this.#recipients.map(() => answer);
    try {
      const headers = message.reader.problem ? '' : message.headerText();
      const refusal = message.reader.problem
        ? problemReply(message.reader.problem)
        : isLooping(headers)
          ? REPLIES.loop
          : null;
      const checked = refusal ?? (await this.#authenticate(message, headers));
      if ('code' in checked) {
        for (const { test } of this.#recipients) if (test) this.#parts.tally.test(test, checked, true);
        this.#count(all(checked));
        return all(checked);
      }
      message.removeForgedResults(this.#parts.host);
      const outcomes = await this.#send(message, checked);
      const answers = this.#recipients.map(({ test, targets }) => {
        const replies = targets.map(({ recipientId, address, session, atRcpt }) => {
          const answer = outcomes.get(session)?.get(address);
          if (answer) this.#parts.tally.mailbox(recipientId, answer);
          // Of who got it when it came before, that was told then.
          if (answer && answer !== REPLIES.taken && test) this.#parts.tally.test(test, answer, true);
          return answer ?? atRcpt;
        });
        return combine(replies);
      });
      this.#count(answers);
      // One that is told to come back keeps what it knows for then.
      if (answers.some(isTemporary)) this.#delivered = [];
      return answers;
    } catch (error) {
      this.#parts.onFault(error);
      return all(REPLIES.ourFault);
    }
  }

  /** Once for a mail: over SMTP one temporary refusal brings it back for all. */
  #count(answers: readonly Reply[]): void {
    if (!this.#options.isLmtp && answers.some(isTemporary)) return;
    this.#recipients.forEach(({ alias }, n) => {
      const answer = answers[n];
      if (alias && answer) this.#parts.tally.alias(alias.aliasId, answer);
    });
  }

  /** The client has heard that everything was taken, so it will not send this again. */
  acknowledged(): void {
    for (const { target, digest } of this.#delivered) this.#parts.delivered.forget(target, digest);
    this.#delivered = [];
  }

  /** Whatever is still open at next hops is given back. */
  end(): void {
    for (const session of this.#sessions.values()) session.end();
    this.#sessions.clear();
    this.#recipients = [];
  }

  async #alias(address: { localPart: string; domain: string }): Promise<Reply> {
    const target = await this.#parts.lookup.find(address).catch(() => null);
    if (!target) return REPLIES.storeDown;
    const refusal = refusalOf(target);
    if (refusal && target.outcome === 'found') this.#parts.tally.alias(target.alias.aliasId, refusal);
    if (refusal || target.outcome !== 'found') return refusal ?? REPLIES.ourFault;
    const { alias } = target;
    const domain = this.#parts.srsDomain ?? address.domain;
    const returnPath = this.#parts.srs.forward(this.#options.envelope.sender, domain, this.#parts.clock());
    const { sealsArc, rewritesFrom } = alias;
    const care = sealsArc || rewritesFrom ? { domain: address.domain, sealsArc, rewritesFrom } : null;
    return this.#add(alias, alias.recipients, returnPath, care, testPathOf(address.localPart));
  }

  /** A bounce to a sender whom we rewrote: back to where it belongs. */
  async #bounce(address: { localPart: string; domain: string }): Promise<Reply> {
    const { srs, srsDomain, srsUses, srsForgeries, lookup, clock } = this.#parts;
    const { sender, client } = this.#options.envelope;
    if (address.domain !== srsDomain) {
      const at = await lookup.find(address).catch(() => null);
      if (!at) return REPLIES.storeDown;
      if (at.outcome === 'unknown_domain') return refusalOf(at) ?? REPLIES.ourFault;
    }
    if (sender !== '') return REPLIES.srsSender;
    const from = client.address ?? 'unknown';
    if (!srsForgeries.isFree(from)) return REPLIES.srsTooOften;
    const reversed = srs.reverse(address.localPart, clock());
    if (!reversed.ok) {
      srsForgeries.count(from);
      return reversed.problem === 'expired' ? REPLIES.srsExpired : REPLIES.unknown;
    }
    const original = parseSender(reversed.address);
    if (!original) return REPLIES.unknown;
    const name = reversed.address.toLowerCase();
    if (!srsUses.isFree(name)) return REPLIES.srsTooOften;
    srsUses.count(name);
    const managed = await lookup.find(original).catch(() => null);
    if (!managed) return REPLIES.storeDown;
    if (managed.outcome !== 'unknown_domain') return this.#alias(original);
    return this.#add(null, [{ id: null, address: formatMailbox(original) }], '', null);
  }

  async #add(
    alias: MailAlias | null,
    mailboxes: readonly { id: string | null; address: string }[],
    returnPath: string,
    care: Care | null,
    test: string | null = null,
  ): Promise<Reply> {
    const routes = mailboxes.map(({ id, address }) => {
      const route = this.#parts.route(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
      return { id, address, route, key: `${route.key} ${returnPath} ${care?.domain ?? ''}` };
    });
    // After the message there is one answer for all: it must be one next hop that gives it.
    const keys = new Set([...this.#sessions.keys(), ...routes.map(({ key }) => key)]);
    if (!this.#options.isLmtp && this.count > 0 && keys.size > 1) return REPLIES.separately;
    const targets = await Promise.all(
      routes.map(async ({ id, address, route, key }) => {
        const session = this.#sessions.get(key) ?? this.#newSession(key, route, returnPath, care);
        const atRcpt = await session.rcpt(address);
        if (!isAccepted(atRcpt)) {
          this.#parts.tally.mailbox(id, atRcpt);
          if (test) this.#parts.tally.test(test, atRcpt, false);
        }
        return { recipientId: id, address, session, atRcpt };
      }),
    );
    const answer = combineAtRcpt(targets.map(({ atRcpt }) => atRcpt));
    if (isAccepted(answer)) this.#recipients.push({ alias, test, targets });
    else if (alias) this.#parts.tally.alias(alias.aliasId, answer);
    return answer;
  }

  #newSession(key: string, route: ReturnType<Router>, returnPath: string, care: Care | null): HopSession {
    const { pool, times } = this.#parts;
    const { declared } = this.#options.envelope;
    const session = new HopSession({ route, pool, returnPath, care, declared, times });
    this.#sessions.set(key, session);
    return session;
  }

  /** What was found and what was done about it, or why the message goes no further. */
  async #authenticate(message: Message, headers: string): Promise<Checked | Reply> {
    const { authenticator, host } = this.#parts;
    if (!authenticator) return NOTHING_CHECKED;
    const { client, sender } = this.#options.envelope;
    const sessions = [...this.#sessions.values()];
    const treatments = await Promise.all(sessions.map((session) => this.#treatment(session)));
    const bytes = message.copy();
    if (!bytes) return problemReply('no_memory');
    const result = await authenticator
      .check({ bytes, client, sender, host, treatments })
      .finally(() => message.forgetCopy());
    // With the null sender it is our name in EHLO that SPF is asked about (RFC 7208 §2.4).
    const vouchers = sessions.map(({ returnPath }) => returnPath.split('@').at(-1) || host);
    const refusal = judge(result, fromDomainsOf(headers), vouchers);
    if (refusal) return refusal;
    if (result?.isChainUncertain && treatments.some(({ key }) => key !== null)) return NOT_NOW;
    const treated = new Map(sessions.map((session, n) => [session, result?.treated[n]]));
    return { results: result?.header ?? '', treated };
  }

  async #treatment({ care, returnPath }: HopSession) {
    // Without the client's address a seal would vouch for results that leave SPF out.
    const isSealed = care?.sealsArc && this.#options.envelope.client.address !== null;
    return {
      domain: care?.domain ?? '',
      returnPath,
      rewritesFrom: care?.rewritesFrom ?? false,
      key: isSealed ? await this.#parts.sealKeys(care.domain) : null,
    };
  }

  /** Each next hop's answers by address. Those who have had this message before are told so without a second copy. */
  async #send(message: Message, { results, treated }: Checked): Promise<Map<HopSession, Map<string, Reply>>> {
    const { delivered, host, clock, newId } = this.#parts;
    const digest = `${message.digest()} ${this.#options.envelope.sender}`;
    const protocol = this.#options.isLmtp ? 'LMTP' : 'ESMTP';
    const trace = receivedHeader(this.#options.envelope.client, {
      host,
      protocol,
      id: newId(),
      now: clock(),
    });
    const frontFor = (session: HopSession): Front => {
      const { fields = '', replacesFrom = false } = treated.get(session) ?? {};
      return { head: `${fields}${results}${trace}`, replacesFrom };
    };
    const outcomes = await Promise.all(
      [...this.#sessions.values()].map(async (session) => {
        const addresses = session.accepted;
        const wanting = addresses.filter((address) => !delivered.has(address, digest));
        const answers =
          wanting.length > 0
            ? await session.deliver(wanting, frontFor(session), message)
            : new Map<string, Reply>();
        for (const address of addresses) {
          if (!answers.has(address)) answers.set(address, REPLIES.taken);
          if (answers.get(address)?.code !== 250) continue;
          delivered.add(address, digest);
          this.#delivered.push({ target: address, digest });
        }
        return [session, answers] as const;
      }),
    );
    return new Map(outcomes);
  }
}
