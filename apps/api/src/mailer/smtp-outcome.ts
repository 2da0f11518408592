/**
 * What the answer of a mail server means for one mail. A server's text often repeats the address that
 * it speaks of, so only codes come out of here: they are stored and logged.
 */

/**
 * `code` is a stable word, then the SMTP reply code and the enhanced status code (RFC 3463) where the
 * server gave them: `recipient_refused 550 5.1.1`, `connection_refused`.
 */
export type SendOutcome =
  { outcome: 'sent' } | { outcome: 'retry'; code: string } | { outcome: 'failed'; code: string };

/** The fields of an error by nodemailer that count. */
export interface SmtpFault {
  code?: string | undefined;
  /** Which wait or system call it was: `ECONNREFUSED` behind an `ESOCKET`. */
  originalCode?: string | undefined;
  command?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
}

type FaultWord =
  | 'auth_failed'
  | 'closed'
  | 'connection_lost'
  | 'connection_refused'
  | 'greeting_refused'
  | 'host_unknown'
  | 'message_invalid'
  | 'message_refused'
  | 'recipient_refused'
  | 'sender_refused'
  | 'timeout'
  | 'tls_failed'
  | 'unexpected';

/** Replies about the session, whenever they come: not available, wrong order, and the three of RFC 4954 §6. */
const ABOUT_THE_SESSION: ReadonlySet<number> = new Set([421, 503, 530, 535, 538]);

/**
 * Given up at once only when the server said for good that this recipient or this message is not
 * wanted. A refused sender or password is the operator's to mend, so the mail waits for that.
 */
export function outcomeOfFault(fault: SmtpFault): Exclude<SendOutcome, { outcome: 'sent' }> {
  const word = faultWord(fault);
  const reply = fault.responseCode;
  const isPermanent = reply !== undefined && reply >= 500 && reply < 600 && !ABOUT_THE_SESSION.has(reply);
  const isRefusal = word === 'recipient_refused' || word === 'message_refused';
  const hasFailed = word === 'message_invalid' || (isRefusal && isPermanent);
  const code = [word, reply, enhancedStatus(fault)].filter(Boolean).join(' ');
  return { outcome: hasFailed ? 'failed' : 'retry', code };
}

function faultWord({ code, originalCode, command = '', responseCode }: SmtpFault): FaultWord {
  const hasReply = Boolean(responseCode);
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return 'auth_failed';
    case 'ETLS':
      return 'tls_failed';
    case 'EDNS':
      return 'host_unknown';
    case 'ETIMEDOUT':
    case 'EABORT':
      return 'timeout';
    case 'ECONNECTION':
    case 'ESOCKET':
      if (originalCode === 'ECONNREFUSED') return 'connection_refused';
      if (originalCode && /CERT|TLS|SSL/.test(originalCode)) return 'tls_failed';
      return hasReply && /^(?:EHLO|HELO)$/.test(command) ? 'greeting_refused' : 'connection_lost';
    case 'EPROTOCOL':
      return hasReply ? 'greeting_refused' : 'connection_lost';
    // Without a reply it is nodemailer that would not send it: no valid address, or too large.
    case 'EENVELOPE':
      if (!hasReply) return 'message_invalid';
      if (command === 'RCPT TO') return 'recipient_refused';
      return command === 'MAIL FROM' ? 'sender_refused' : 'message_refused';
    case 'EMESSAGE':
      return hasReply ? 'message_refused' : 'message_invalid';
    case 'EFILEACCESS':
    case 'EURLACCESS':
      return 'message_invalid';
    default:
      return 'unexpected';
  }
}

/** RFC 2034: the enhanced code follows the reply code, and both have the same first digit. */
function enhancedStatus({ response, responseCode }: SmtpFault): string | undefined {
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/.exec(response ?? '')?.[1];
  return status?.[0] === String(responseCode)[0] ? status : undefined;
}
