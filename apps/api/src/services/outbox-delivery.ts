import type { Logger } from 'pino';
import {
  createStores,
  withTransaction,
  type Database,
  type OutboxMail,
  type SigningKey,
} from '@ubuntu-aliases/store';
import {
  buildMessage,
  renderMail,
  retryDelay,
  type MailSender,
  type MailTransport,
  type SendOutcome,
} from '../mailer/index.ts';
import { openParams, type Proofs } from './proofs.ts';

/** A worker that took a mail and is not heard of for this long (milliseconds) has lost it to another. */
export const MAIL_LEASE = 10 * 60_000;
const BATCH = 10;
/** After so many attempts, about eight minutes, it is no restart and no greylisting: the error log says so. */
const STUCK_ATTEMPTS = 4;

export interface OutboxDeliveryDeps {
  database: Database;
  transport: MailTransport;
  /** Another server for some mails; null: the usual one. */
  otherTransport?: (row: OutboxMail) => MailTransport | null;
  sender: MailSender;
  /** Null: mails leave unsigned. */
  findSigner?: () => Promise<SigningKey | null>;
  proofs: Proofs;
  /** Told what came of every try. */
  onTry?: (row: OutboxMail, result: SendOutcome) => Promise<void>;
  clock: () => Date;
  log: Logger;
}

/** Sends what is due, each mail once; what the server would not take now is tried again later. */
export function createOutboxDelivery({
  database,
  transport,
  otherTransport = () => null,
  sender,
  findSigner = () => Promise.resolve(null),
  proofs,
  onTry,
  clock,
  log,
}: OutboxDeliveryDeps) {
  const { outbox, errors } = createStores(database.client);

  async function send(row: OutboxMail): Promise<SendOutcome> {
    try {
      const params = openParams(row.params, proofs);
      const content = renderMail({ template: row.template, params }, row.locale);
      const mail = { id: row.id, to: row.toAddress, locale: row.locale, content, date: row.createdAt };
      const dkim = await findSigner();
      const message = buildMessage(mail, sender);
      return await (otherTransport(row) ?? transport).send(dkim ? { ...message, dkim } : message);
    } catch (err) {
      // A row that cannot become a message never will: no retry helps, an engineer does.
      log.error({ err, mail: row.id, template: row.template }, 'mail cannot be built');
      return { outcome: 'failed', code: 'message_invalid' };
    }
  }

  /** What became of it and what the error log says of it are one change. */
  async function notTaken(row: OutboxMail, retryAt: Date | null, answer: string): Promise<void> {
    await withTransaction(database, async (tx) => {
      const inTx = createStores(tx);
      const now = clock();
      if (retryAt) await inTx.outbox.retryAt(row.id, retryAt, answer);
      else await inTx.outbox.failed(row.id, now, answer);
      if (retryAt && row.attempts < STUCK_ATTEMPTS) return;
      const entry = { severity: 'error', memberId: null, domainId: null, requestId: null } as const;
      await inTx.errors.record(
        [
          retryAt
            ? { ...entry, code: 'mail.delayed', details: { answer } }
            : { ...entry, code: 'mail.undeliverable', details: { template: row.template, answer } },
        ],
        now,
      );
    });
  }

  async function deliver(row: OutboxMail): Promise<void> {
    const result = await send(row);
    // Before the row goes: a process that ends here sends it once more, and says so once more.
    await onTry?.(row, result);
    if (result.outcome === 'sent') return outbox.sent(row.id);
    const delay = result.outcome === 'retry' ? retryDelay(row.attempts, Math.random()) : null;
    log.warn(
      { mail: row.id, template: row.template, attempt: row.attempts, code: result.code },
      'mail not taken',
    );
    await notTaken(row, delay === null ? null : new Date(clock().getTime() + delay), result.code);
  }

  /** Mail flows again, and nothing of what was stuck is left. */
  async function resolveWhatIsOver(): Promise<void> {
    const over: string[] = [];
    for (const code of await errors.listUnresolved(['mail.delayed', 'mail.undeliverable'])) {
      const goesOn =
        code === 'mail.delayed' ? await outbox.isStuck(STUCK_ATTEMPTS) : await outbox.hasFailed();
      if (!goesOn) over.push(code);
    }
    await errors.resolveUpstream(over, clock());
  }

  return {
    /** True when there may be more. */
    async run(): Promise<boolean> {
      const now = clock();
      const rows = await outbox.take(now, new Date(now.getTime() + MAIL_LEASE), BATCH);
      await Promise.all(rows.map(deliver));
      if (rows.length > 0) await resolveWhatIsOver();
      return rows.length === BATCH;
    },
  };
}
