import { REPLIES } from '../core/refusals.ts';
import { ConnectionLost } from '../wire/wire.ts';
import type { Reply } from '../wire/reply.ts';

/** The next hop could not be used, and this is what its client is told. */
export class HopFailed extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`next hop: ${reply.enhanced}`);
    this.name = 'HopFailed';
    this.reply = reply;
  }
}

/** Never 5xx for a fault of ours or of the network. */
export function replyForFault(error: unknown): Reply {
  if (error instanceof HopFailed) return error.reply;
  if (error instanceof ConnectionLost) return error.reason === 'timeout' ? REPLIES.noAnswer : REPLIES.lost;
  return REPLIES.ourFault;
}
