import { isAccepted, isPermanent, isTemporary, type Reply } from '../wire/reply.ts';
import { REPLIES } from './refusals.ts';

/**
 * One answer for what several targets answered: any temporary refusal brings the mail back (those that took it are
 * remembered), else any acceptance will do, else the refusal of the first.
 */
export function combine(replies: readonly Reply[]): Reply {
  return (
    replies.find(isTemporary) ?? replies.find(isAccepted) ?? replies.find(isPermanent) ?? REPLIES.ourFault
  );
}

/** At RCPT, one target that takes it is enough: the others have their say after the message. */
export function combineAtRcpt(replies: readonly Reply[]): Reply {
  return replies.some(isAccepted) ? REPLIES.ok : combine(replies);
}
