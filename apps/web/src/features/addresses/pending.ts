import type { Alias, Recipient } from '@ubuntu-aliases/shared';

/** A new mailbox that was asked for and waits for its link to be opened. Its id is that of the change. */
export function pendingOf(alias: Alias): Recipient | null {
  return alias.recipients.find(({ state }) => state === 'pending') ?? null;
}

/** Where mail goes now. */
export function inUse(alias: Alias): Recipient[] {
  return alias.recipients.filter(({ state }) => state !== 'pending');
}
