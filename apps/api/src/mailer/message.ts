import { AppError, formatMailbox, parseMailbox, type Locale } from '@ubuntu-aliases/shared';
import type { SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { cleanText } from './templates/clean-text.ts';
import type { MailContent } from './templates/document.ts';

/** Who our mails are from, worked out once at start. */
export interface MailSender {
  /** Display name; empty when there is none. */
  name: string;
  address: string;
  /** The right-hand side of our Message-IDs. */
  messageIdHost: string;
}

export interface OutgoingMail {
  /** Id of the outbox row. */
  id: string;
  to: string;
  locale: Locale;
  content: MailContent;
  /** When the mail was decided, so that a late one says so. */
  date: Date;
}

export interface MailMessage extends SendMailOptions {
  envelope: { from: string; to: string };
  messageId: string;
}

/** Reads `MAIL_FROM`: `aliases@example.org` or `Ubuntu addresses <aliases@example.org>`; throws when it is neither. */
export function readMailSender(mailFrom: string, publicUrl: string): MailSender {
  const [only, ...others] = addressparser(mailFrom);
  const address = only && 'address' in only ? readAddress(only.address ?? '') : null;
  if (address === null || others.length > 0 || /[\r\n]/.test(mailFrom))
    throw new TypeError('MAIL_FROM is not one mail address');
  return {
    name: cleanText(only?.name ?? ''),
    address,
    messageIdHost: messageIdHost(publicUrl) ?? address.slice(address.lastIndexOf('@') + 1),
  };
}

/** A name that others could not use as well: not `localhost`, not an IP address. */
function messageIdHost(publicUrl: string): string | null {
  const host = URL.canParse(publicUrl) ? new URL(publicUrl).hostname : '';
  return parseMailbox(`postmaster@${host}`)?.domain ?? null;
}

/**
 * The message for one outbox row. Built twice it has the same Message-ID, so a mail that was sent again
 * because its first answer got lost is recognisably one (RFC 5322 §3.6.4).
 */
export function buildMessage(mail: OutgoingMail, sender: MailSender): MailMessage {
  const to = readAddress(mail.to);
  if (to === null) throw new AppError('mail.undeliverable', { details: { reason: 'recipient_invalid' } });
  if (!/^[\w-]{1,64}$/.test(mail.id)) throw new TypeError('an outbox id is a UUID or a number');
  return {
    from: { name: sender.name, address: sender.address },
    to: { name: '', address: to },
    // Both ends as addresses of their own: what a header says is never read back into an envelope.
    envelope: { from: sender.address, to },
    messageId: `<outbox-${mail.id}@${sender.messageIdHost}>`,
    date: mail.date,
    subject: cleanText(mail.content.subject),
    text: mail.content.text,
    html: mail.content.html,
    // Base64 words are the shorter form for Hangul (RFC 2047 §4).
    textEncoding: mail.locale === 'ko' ? 'B' : 'Q',
    headers: {
      // RFC 3834 §5; the second is for Exchange, which does not know the first.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.locale,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** An address fit for an envelope: printable ASCII, one at-sign; `localhost` is for development. */
function readAddress(text: string): string | null {
  const mailbox = parseMailbox(text);
  if (mailbox !== null) return formatMailbox(mailbox);
  const local = /^(.+)@localhost$/i.exec(text.trim())?.[1];
  return local !== undefined && parseMailbox(`${local}@localhost.invalid`) !== null
    ? `${local}@localhost`
    : null;
}
