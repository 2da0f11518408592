import { createTransport } from 'nodemailer';
import type { MailMessage } from './message.ts';
import { outcomeOfFault, type SendOutcome, type SmtpFault } from './smtp-outcome.ts';
import { parseSmtpUrl } from './smtp-url.ts';

export interface MailTransportOptions {
  /** Connections kept to the server. */
  maxConnections?: number;
  /** Name said at EHLO; by default this machine's. */
  ehloName?: string;
  /** Milliseconds. */
  timeouts?: Partial<MailTimeouts>;
}

export interface MailTimeouts {
  connection: number;
  greeting: number;
  /** Silence in the middle of a session. */
  socket: number;
  /** A whole mail, waiting for a free connection included; ends a server that trickles. */
  total: number;
  /** What `close` leaves to mails on their way. */
  close: number;
}

export interface MailTransport {
  /** Hands one mail to the server. Never throws: whatever happens is an outcome. */
  send(message: MailMessage): Promise<SendOutcome>;
  /** Ends when mails on their way have ended, or are cut off after `timeouts.close`. */
  close(): Promise<void>;
}

const TIMEOUTS: MailTimeouts = {
  connection: 10_000,
  greeting: 10_000,
  socket: 30_000,
  total: 300_000,
  close: 5_000,
};

/** Opens no connection yet; throws on a URL that cannot be one. */
export function createMailTransport(smtpUrl: string, options: MailTransportOptions = {}): MailTransport {
  const server = parseSmtpUrl(smtpUrl);
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const mailer = createTransport({
    ...server,
    pool: true,
    maxConnections: options.maxConnections ?? 3,
    // Once more at once when a kept connection turns out to be gone; anything else is the outbox's to retry.
    maxRequeues: 1,
    // Shorter than the idle time of any server, so that we are the ones who hang up.
    idleTimeout: 30_000,
    name: options.ehloName,
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    dnsTimeout: timeouts.connection,
    socketTimeout: timeouts.socket,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  const underWay = new Set<Promise<SendOutcome>>();
  let isClosed = false;

  async function deliver(message: MailMessage): Promise<SendOutcome> {
    try {
      const info = await mailer.sendMail({ ...message, signal: AbortSignal.timeout(timeouts.total) });
      // `sendMail` is content when any recipient was taken; a mail has one, but its count is not decided here.
      if (info.rejected.length === 0) return { outcome: 'sent' };
      return outcomeOfFault(info.rejectedErrors?.[0] ?? { code: 'EENVELOPE' });
    } catch (error) {
      if (isClosed && !isSmtpFault(error)) return { outcome: 'retry', code: 'closed' };
      return outcomeOfFault(isSmtpFault(error) ? error : {});
    }
  }

  return {
    async send(message) {
      if (isClosed) return { outcome: 'retry', code: 'closed' };
      const delivery = deliver(message);
      underWay.add(delivery);
      try {
        return await delivery;
      } finally {
        underWay.delete(delivery);
      }
    },

    async close() {
      isClosed = true;
      // Ends idle connections and what has not been given to one; a delivery finishes first.
      mailer.close();
      const giveUp = setTimeout(() => mailer.close({ force: true }), timeouts.close);
      await Promise.allSettled(underWay);
      clearTimeout(giveUp);
    },
  };
}

function isSmtpFault(error: unknown): error is Error & SmtpFault {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
