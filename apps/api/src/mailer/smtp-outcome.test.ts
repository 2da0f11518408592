import { describe, expect, it } from 'vitest';
import { outcomeOfFault, type SmtpFault } from './smtp-outcome.ts';

describe('outcomeOfFault', () => {
  it.each<[SmtpFault, string, string]>([
    [{ code: 'EDNS', command: 'CONN' }, 'retry', 'host_unknown'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, 'retry', 'timeout'],
    [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'retry', 'connection_refused'],
    [{ code: 'ESOCKET', originalCode: 'ECONNRESET' }, 'retry', 'connection_lost'],
    [{ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }, 'retry', 'tls_failed'],
    [{ code: 'ETLS', command: 'STARTTLS', responseCode: 454 }, 'retry', 'tls_failed 454'],
    [{ code: 'ECONNECTION', command: 'EHLO', responseCode: 421 }, 'retry', 'greeting_refused 421'],
    [{ code: 'ECONNECTION', command: 'CONN', responseCode: 421 }, 'retry', 'connection_lost 421'],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 503 }, 'retry', 'recipient_refused 503'],
    [{ code: 'EENVELOPE', command: 'DATA', responseCode: 554 }, 'failed', 'message_refused 554'],
    [{ code: 'EENVELOPE', command: 'API' }, 'failed', 'message_invalid'],
    [{ code: 'EMESSAGE', command: 'MAIL FROM' }, 'failed', 'message_invalid'],
    [{ code: 'EURLACCESS' }, 'failed', 'message_invalid'],
    [{}, 'retry', 'unexpected'],
  ])('%j', (fault, outcome, code) => {
    expect(outcomeOfFault(fault)).toEqual({ outcome, code });
  });

  it.each([
    ['550 5.1.1 <mira@example.org> unknown', 'recipient_refused 550 5.1.1'],
    ['550-5.1.1 several\n550 5.1.1 lines', 'recipient_refused 550 5.1.1'],
    ['550 5.1.1', 'recipient_refused 550 5.1.1'],
    ['550 5.1.1.1 is an address', 'recipient_refused 550'],
    ['550 mira@example.org 5.1.1', 'recipient_refused 550'],
  ])('takes only the codes of %j', (response, code) => {
    const fault = { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response };
    expect(outcomeOfFault(fault)).toEqual({ outcome: 'failed', code });
  });
});
