import type { Logger } from 'pino';
import { createStores, type Database, type OutboxMail } from '@ubuntu-aliases/store';
import {
  buildMessage,
  renderMail,
  retryDelay,
  type MailSender,
  type MailTransport,
  type SendOutcome,
} from '../mailer/index.ts';
import type { FaultLog } from './faults.ts';

/** A worker that took a mail and is not heard of for this long (milliseconds) has lost it to another. */
const LEASE = 10 * 60_000;
const BATCH = 10;

export interface OutboxDeliveryDeps {
  database: Database;
  transport: MailTransport;
  sender: MailSender;
  faults: FaultLog;
  clock: () => Date;
  log: Logger;
}

/** Sends what is due, each mail once; what the server would not take now is tried again later. */
export function createOutboxDelivery({
  database,
  transport,
  sender,
  faults,
  clock,
  log,
}: OutboxDeliveryDeps) {
  const { outbox } = createStores(database.client);

  async function send(row: OutboxMail): Promise<SendOutcome> {
    try {
      const content = renderMail(row, row.locale);
      const mail = { id: row.id, to: row.toAddress, locale: row.locale, content, date: row.createdAt };
      return await transport.send(buildMessage(mail, sender));
    } catch (err) {
      // A row that cannot become a message never will: no retry helps, an engineer does.
      log.error({ err, mail: row.id, template: row.template }, 'mail cannot be built');
      return { outcome: 'failed', code: 'message_invalid' };
    }
  }

  async function deliver(row: OutboxMail): Promise<void> {
    const result = await send(row);
    const now = clock();
    if (result.outcome === 'sent') return outbox.sent(row.id);
    const delay = result.outcome === 'retry' ? retryDelay(row.attempts, Math.random()) : null;
    log.warn(
      { mail: row.id, template: row.template, attempt: row.attempts, code: result.code },
      'mail not taken',
    );
    if (delay !== null) return outbox.retryAt(row.id, new Date(now.getTime() + delay), result.code);
    await outbox.failed(row.id, now, result.code);
    await faults.record('mail.undeliverable', 'error', { template: row.template, answer: result.code }, null);
  }

  return {
    /** True when there may be more. */
    async run(): Promise<boolean> {
      const now = clock();
      const rows = await outbox.take(now, new Date(now.getTime() + LEASE), BATCH);
      await Promise.all(rows.map(deliver));
      return rows.length === BATCH;
    },
  };
}
