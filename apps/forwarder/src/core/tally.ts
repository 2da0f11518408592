import { createHash } from 'node:crypto';
import type { AliasTally, MailTallyStore, RecipientTally, TestTally } from '@ubuntu-aliases/store/mail';
import { isAccepted, isPermanent, type Reply } from '../wire/reply.ts';
import { REPLIES } from './refusals.ts';

const HOUR = 3_600_000;
const EVERY_MS = 2_000;
const TESTS_MS = 100;
/** While the database is away; then the counts of those who come last are lost, never mail. */
const MAX_KEYS = 50_000;
/** Of one round; anybody may write to an address that looks like a test's. */
const MAX_TESTS = 100;

export interface Tally {
  /** What the sender heard of this alias; a temporary refusal counts nothing. */
  alias(aliasId: string, answer: Reply): void;
  /** What the next hop said of a mailbox. */
  mailbox(recipientId: string | null, answer: Reply): void;
  /** What became of a test that a contributor sent to themselves; `word`: the one in its address. */
  test(word: string, answer: Reply, isForwarded: boolean): void;
  close(): Promise<void>;
}

export interface TallyOptions {
  record: MailTallyStore['record'];
  recordTests: (tests: readonly TestTally[]) => Promise<void>;
  clock: () => Date;
  onFault: (error: unknown) => void;
  everyMs?: number | undefined;
}

/**
 * Sums in memory, written every few seconds: no mail waits for them, and a process that is killed loses seconds of counts.
 * Refusals that are lost that way come again with the next mail.
 */
export function createTally({
  record,
  recordTests,
  clock,
  onFault,
  everyMs = EVERY_MS,
}: TallyOptions): Tally {
  let aliases = new Map<string, AliasTally>();
  let mailboxes = new Map<string, RecipientTally>();
  let tests: TestTally[] = [];
  let soon: NodeJS.Timeout | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function writeTests(): Promise<void> {
    const told = tests;
    tests = [];
    // They are not kept for later: by then nobody watches.
    await recordTests(told).catch(onFault);
  }

  async function write(): Promise<void> {
    if (aliases.size === 0 && mailboxes.size === 0) return;
    const [sums, answers] = [aliases, mailboxes];
    aliases = new Map();
    mailboxes = new Map();
    try {
      await record([...sums.values()], [...answers.values()]);
    } catch (error) {
      onFault(error);
      // What came meanwhile comes after it.
      const [newer, answered] = [aliases, mailboxes];
      [aliases, mailboxes] = [sums, answers];
      for (const sum of newer.values()) addSum(sum);
      for (const answer of answered.values()) addAnswer(answer);
      schedule();
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => {
      timer = null;
      writing = writing.then(write);
    }, everyMs).unref();
  }

  function addSum(sum: AliasTally): void {
    const key = `${sum.aliasId} ${sum.hour.getTime()}`;
    const known = aliases.get(key);
    if (known) {
      known.forwarded += sum.forwarded;
      known.refused += sum.refused;
    } else if (aliases.size < MAX_KEYS) aliases.set(key, sum);
  }

  function addAnswer(answer: RecipientTally): void {
    const known = mailboxes.get(answer.recipientId);
    if (!known) {
      if (mailboxes.size < MAX_KEYS) mailboxes.set(answer.recipientId, answer);
    } else if (answer.hasAccepted) mailboxes.set(answer.recipientId, answer);
    else {
      known.refusals += answer.refusals;
      known.since ??= answer.since;
      known.refusal = answer.refusal ?? known.refusal;
      known.host = answer.refusal ? answer.host : known.host;
      known.at = answer.at;
    }
  }

  return {
    alias(aliasId, answer) {
      if (!isAccepted(answer) && !isPermanent(answer)) return;
      const hour = new Date(Math.floor(clock().getTime() / HOUR) * HOUR);
      const isTaken = isAccepted(answer);
      addSum({ aliasId, forwarded: isTaken ? 1 : 0, refused: isTaken ? 0 : 1, hour });
      schedule();
    },
    mailbox(recipientId, answer) {
      const hasAccepted = isAccepted(answer);
      if (recipientId === null || !(hasAccepted || isAboutMailbox(answer))) return;
      const at = clock();
      addAnswer({
        recipientId,
        hasAccepted,
        refusals: hasAccepted ? 0 : 1,
        since: hasAccepted ? null : at,
        refusal: hasAccepted ? null : `${answer.code} ${answer.enhanced}`,
        host: hasAccepted ? null : hostOf(answer),
        at,
      });
      schedule();
    },
    test(word, answer, isForwarded) {
      if (tests.length >= MAX_TESTS) return;
      tests.push({
        pathHash: createHash('sha256').update(word).digest('hex'),
        isForwarded,
        outcome: isAccepted(answer) ? 'accepted' : isPermanent(answer) ? 'failed' : 'waiting',
        host: hostOf(answer),
        answer: `${answer.code} ${answer.enhanced}`,
        at: clock(),
      });
      // Somebody is watching.
      soon ??= setTimeout(() => {
        soon = null;
        writing = writing.then(writeTests);
      }, TESTS_MS).unref();
    },
    async close() {
      if (timer) clearTimeout(timer);
      if (soon) clearTimeout(soon);
      await (writing = writing.then(writeTests).then(write));
      if (timer) clearTimeout(timer);
    },
  };
}

/**
 * Codes of RFC 3463 that speak of the mailbox: its address (5.1.x, but not the sender's, 5.1.7 and 5.1.8, nor 5.1.0,
 * which is used for either) and its state (5.2.0 to 5.2.2; 5.2.3 is one message's size). 5.4.1 from a server that does
 * answer is how Exchange Online says that it knows nobody of that name. Content and policy (5.6.x, 5.7.x) never count,
 * nor does a refusal without such a code: it may be about us.
 */
const OF_MAILBOX = /^5\.(?:1\.(?:[12346]|10)|2\.[012]|4\.1)$/;

/** Said for good by the next hop, and of the mailbox. */
const isAboutMailbox = (answer: Reply) =>
  isPermanent(answer) &&
  (answer === REPLIES.noMail || (answer.host !== undefined && OF_MAILBOX.test(answer.enhanced)));

const hostOf = ({ host }: Reply) => {
  const name = host?.toLowerCase() ?? '';
  return /^[a-z0-9.:-]{1,253}$/.test(name) ? name : null;
};
