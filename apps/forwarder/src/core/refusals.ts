import type { MailTarget } from '@ubuntu-aliases/store/mail';
import { reply, type Reply } from '../wire/reply.ts';
import type { MessageProblem } from '../wire/message-reader.ts';

/** The answers of the table in docs/operations/mail.md, in words that name nobody. */

export const MAX_RECEIVED = 25;

/** Why mail to this address is refused; null when it is forwarded. */
export function refusalOf(target: MailTarget): Reply | null {
  if (target.outcome !== 'found') {
    return target.outcome === 'unknown_domain'
      ? reply(550, '5.1.2', 'This domain is not served here')
      : reply(550, '5.1.1', 'There is no such address');
  }
  const { state, pauseReply, recipients } = target.alias;
  switch (state) {
    case 'released':
      return reply(550, '5.1.1', 'There is no such address');
    case 'suspended':
      return reply(550, '5.2.1', 'This address is suspended');
    case 'paused':
      return pauseReply === 'permanent'
        ? reply(550, '5.2.1', 'This address takes no mail')
        : reply(450, '4.2.1', 'This address takes no mail for now');
    case 'active':
    case 'grace':
      return recipients.length === 0 ? reply(450, '4.2.1', 'This address has no mailbox yet') : null;
  }
}

const PROBLEMS: Record<MessageProblem, Reply> = {
  bare_newline: reply(550, '5.5.2', 'Bare line feeds and carriage returns are not accepted'),
  too_big: reply(552, '5.3.4', 'The message is too big'),
  headers_too_big: reply(552, '5.3.4', 'The headers of the message are too big'),
  too_many_headers: reply(554, '5.6.0', 'The message has too many headers'),
  no_memory: reply(451, '4.3.1', 'Too much mail at once, try again later'),
};
export const problemReply = (problem: MessageProblem) => PROBLEMS[problem];

export const REPLIES = {
  ok: reply(250, '2.1.5', 'Ok'),
  taken: reply(250, '2.0.0', 'Delivered to the next hop'),
  ourFault: reply(451, '4.3.0', 'Something went wrong here, try again later'),
  storeDown: reply(451, '4.3.0', 'Addresses cannot be looked up now, try again later'),
  unreachable: reply(451, '4.4.1', 'The mail server of the recipient cannot be reached, try again later'),
  lost: reply(451, '4.4.2', 'The mail server of the recipient hung up, try again later'),
  noAnswer: reply(451, '4.4.2', 'The mail server of the recipient does not answer, try again later'),
  busy: reply(451, '4.4.5', 'Too much mail for that mail server at once, try again later'),
  dnsTrouble: reply(451, '4.4.3', 'The mail server of the recipient cannot be found now, try again later'),
  insecure: reply(451, '4.7.5', 'The mail server of the recipient does not prove itself as its domain asks'),
  noMail: reply(550, '5.1.10', 'The domain of the recipient accepts no mail'),
  separately: reply(452, '4.5.3', 'Send to this recipient separately'),
  tooMany: reply(452, '4.5.3', 'Too many recipients'),
  noUtf8: reply(550, '5.6.7', 'The mail server of the recipient does not offer SMTPUTF8'),
  no8bit: reply(550, '5.6.3', 'The mail server of the recipient does not offer 8BITMIME'),
  loop: reply(554, '5.4.6', 'The message has passed through too many mail servers'),
  srsSender: reply(550, '5.7.1', 'This address takes bounces only'),
  unknown: reply(550, '5.1.1', 'There is no such address'),
  srsExpired: reply(550, '5.1.1', 'This bounce comes too late'),
  srsTooOften: reply(450, '4.7.1', 'Too many of these, try again later'),
} as const;
