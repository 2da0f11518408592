import { AppError } from '@ubuntu-aliases/shared';
import { createStores, type Database, type RecipientChangeRow, type Stores } from '@ubuntu-aliases/store';
import { secondsUntilAllowed } from '../../domain/recipient-change.ts';
import type { MailDomains } from '../mail-domain.ts';
import type { NoticeConfig } from '../notices.ts';
import type { Proofs } from '../proofs.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long the link and the code work. */
export const CHANGE_EXPIRES = DAY;
/** How long the old mailbox can undo what happened. */
export const UNDO_WITHIN = 7 * DAY;
/** How long nothing new can be asked for once the old mailbox took something back. */
const BLOCKED_FOR = DAY;

export interface RecipientChangeDeps {
  database: Database;
  proofs: Proofs;
  mailDomains: MailDomains;
  notices: NoticeConfig;
  clock: () => Date;
  /** Multiplies how many requests are allowed in a day. The tries at a code are its strength, and stay. */
  limitFactor: number;
}

/** Who asks, and which request it is. */
export interface Asker {
  memberId: string;
  requestId: string | null;
}

export const REQUESTS_A_DAY = 5;
const WRONG_TRIES_A_DAY = 15;

type By = { memberId: string; targetHash: string };

/** Takes turns with whoever counts for the same person or mailbox, then refuses if there were too many. */
export async function requireAllowance(
  stores: Stores,
  kind: 'request' | 'wrong_try',
  by: By,
  now: Date,
  factor = 1,
): Promise<void> {
  await stores.recipientChanges.lockCounts(by);
  const points = Math.max(1, Math.round((kind === 'request' ? REQUESTS_A_DAY : WRONG_TRIES_A_DAY) * factor));
  const attempts = await stores.recipientChanges.listAttempts(kind, by, new Date(now.getTime() - DAY));
  const retryAfterSeconds = secondsUntilAllowed(attempts, by, { points, windowMs: DAY }, now);
  if (retryAfterSeconds !== null)
    throw new AppError('request.rate_limited', { details: { limit: kind, retryAfterSeconds } });
}

export async function requireNotBlocked(stores: Stores, memberId: string, now: Date): Promise<void> {
  const last = await stores.recipientChanges.lastTakenBack(memberId, new Date(now.getTime() - BLOCKED_FOR));
  if (!last) return;
  const until = new Date(last.getTime() + BLOCKED_FOR).toISOString();
  throw new AppError('recipient_change.blocked', { details: { until } });
}

/** The mailbox that is counted: nothing of it can be read out of the hash without our secret. */
export function targetHashOf(proofs: Proofs, address: string): string {
  return proofs.mac('target', address.toLowerCase());
}

/** Throws what a change that is over says; `pending` ones whose time has passed are over as well. */
export function requirePending(change: RecipientChangeRow, now: Date): void {
  if (change.state !== 'pending')
    throw new AppError('recipient_change.closed', { details: { state: change.state } });
  if (change.expiresAt <= now) throw new AppError('recipient_change.expired');
}

/** As it is shown: nothing has to run for a request to be too old. */
export function stateOf(change: RecipientChangeRow, now: Date) {
  return change.state === 'pending' && change.expiresAt <= now ? 'expired' : change.state;
}

/** Of an alias that is the member's and not a tombstone. */
export async function holdAlias(stores: Stores, aliasId: string, memberId: string) {
  const alias = await stores.aliases.holdOwned(aliasId, memberId);
  if (!alias || alias.releasedAt) throw new AppError('alias.not_found');
  return alias;
}

export const storesOf = (database: Database) => createStores(database.client);
