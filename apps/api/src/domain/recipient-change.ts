import type { AppErrorCode } from '@ubuntu-aliases/shared';

/** What the rules need to know of a recipient that is there. */
export interface ExistingRecipient {
  id: string;
  address: string;
  state: 'confirmed' | 'pending' | 'failing';
}

export type ChangePlan =
  { ok: true; kind: 'add' | 'replace'; replacesId: string | null } | { ok: false; code: AppErrorCode };

const refuse = (code: AppErrorCode): ChangePlan => ({ ok: false, code });

/** Addresses of mailboxes differ in more than case only where nobody can tell from outside. */
export function isSameMailbox(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** What a request comes to. Without `replaces` the only recipient is replaced where one is allowed, else one is added. */
export function planRecipientChange(
  recipients: readonly ExistingRecipient[],
  wanted: { address: string; replaces: string | undefined; maxRecipients: number },
): ChangePlan {
  if (recipients.some((r) => isSameMailbox(r.address, wanted.address)))
    return refuse('alias.recipient_unchanged');
  if (wanted.replaces !== undefined) {
    const isThere = recipients.some((r) => r.id === wanted.replaces);
    return isThere
      ? { ok: true, kind: 'replace', replacesId: wanted.replaces }
      : refuse('recipient.not_found');
  }
  const [only] = recipients;
  if (only && recipients.length === 1 && wanted.maxRecipients === 1)
    return { ok: true, kind: 'replace', replacesId: only.id };
  if (recipients.length >= Math.max(1, wanted.maxRecipients)) return refuse('alias.recipient_limit');
  return { ok: true, kind: 'add', replacesId: null };
}

export type Application = { ok: true; removeIds: string[]; add: boolean } | { ok: false; code: AppErrorCode };

/** What a confirmed request does to what is there by then, which may be different from when it was asked for. */
export function applyRecipientChange(
  recipients: readonly ExistingRecipient[],
  change: { address: string; replacesId: string | null },
  maxRecipients: number,
): Application {
  const stays = recipients.filter((r) => r.id !== change.replacesId);
  const removeIds = recipients.filter((r) => r.id === change.replacesId).map((r) => r.id);
  // It came in by another way meanwhile; the one that it replaces goes all the same.
  if (stays.some((r) => isSameMailbox(r.address, change.address))) return { ok: true, removeIds, add: false };
  if (removeIds.length === 0 && stays.length >= Math.max(1, maxRecipients))
    return { ok: false, code: 'alias.recipient_limit' };
  return { ok: true, removeIds, add: true };
}

/** The last one that works is replaced, never removed. */
export function removalRefusal(recipients: readonly ExistingRecipient[], id: string): AppErrorCode | null {
  if (!recipients.some((r) => r.id === id)) return 'recipient.not_found';
  return recipients.some((r) => r.id !== id && r.state === 'confirmed') ? null : 'alias.recipient_last';
}

/**
 * Seconds until one more is allowed, or null when it is now. Counted on their own for whoever asks and for the mailbox
 * that it is about, within `windowMs`.
 */
export function secondsUntilAllowed(
  attempts: readonly { memberId: string | null; targetHash: string; at: Date }[],
  by: { memberId: string; targetHash: string },
  limit: { points: number; windowMs: number },
  now: Date,
): number | null {
  const waits = [
    attempts.filter((a) => a.memberId === by.memberId),
    attempts.filter((a) => a.targetHash === by.targetHash),
  ].flatMap((mine) => {
    // The one whose end makes room.
    const blocking = mine.at(-limit.points);
    return blocking ? [blocking.at.getTime() + limit.windowMs - now.getTime()] : [];
  });
  return waits.length === 0 ? null : Math.max(1, Math.ceil(Math.max(...waits) / 1000));
}
