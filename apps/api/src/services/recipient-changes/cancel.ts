import { AppError, parseMailbox } from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type KeptRecipient,
  type RecipientChangeRow,
  type Stores,
} from '@ubuntu-aliases/store';
import { holdAlias, requirePending, storesOf, type RecipientChangeDeps } from './context.ts';

type Closed = 'cancelled' | 'undone';

/** By the owner, signed in: what is pending is dropped, and that is all. */
export async function withdrawChange(
  deps: RecipientChangeDeps,
  id: string,
  viewer: { memberId: string | null; requestId: string | null },
): Promise<Closed> {
  const asked = await storesOf(deps.database).recipientChanges.find(id);
  if (viewer.memberId === null) throw new AppError('auth.required');
  if (asked?.memberId !== viewer.memberId) throw new AppError('recipient_change.not_found');
  return withTransaction<Closed>(deps.database, async (tx) => {
    const stores = createStores(tx);
    await holdAlias(stores, asked.aliasId, asked.memberId);
    const change = await stores.recipientChanges.findHeld(id);
    if (!change) throw new AppError('recipient_change.not_found');
    requirePending(change, deps.clock());
    await stores.recipientChanges.close(id, 'cancelled', null);
    await audit(stores, change, 'recipient.change_cancelled', 'owner', viewer.requestId);
    return 'cancelled';
  });
}

/**
 * By the old mailbox: cancelled before it happened, undone after. Whoever asked for it may sit in a session of the
 * owner, so all of them end, and nothing new can be asked for until a day has passed.
 */
export async function takeBackChange(
  deps: RecipientChangeDeps,
  id: string,
  token: string,
  requestId: string | null,
): Promise<Closed> {
  const { database, proofs, clock } = deps;
  const asked = await storesOf(database).recipientChanges.find(id);
  if (!asked) throw new AppError('recipient_change.not_found');
  if (!proofs.isMac(asked.cancelMac, 'cancel', id, token))
    throw new AppError('recipient_change.proof_invalid');

  const now = clock();
  return withTransaction<Closed>(database, async (tx) => {
    const stores = createStores(tx);
    const alias = await holdAlias(stores, asked.aliasId, asked.memberId);
    // A notice to a request that a newer one replaced stops that one: asking again must not get past it.
    const successor = await stores.recipientChanges.findSuccessor(asked.aliasId, id);
    const change = await stores.recipientChanges.findHeld(successor?.id ?? id);
    if (!change) throw new AppError('recipient_change.not_found');
    const closed = await close(stores, change, now);
    await stores.sessions.destroyAll(change.memberId);
    await stores.recipientChanges.cancelPendingOf(change.memberId);
    const action = closed === 'undone' ? 'recipient.change_undone' : 'recipient.change_cancelled';
    await audit(stores, { ...change, domainId: alias.domainId }, action, 'old_mailbox', requestId);
    return closed;
  });
}

async function close(stores: Stores, change: RecipientChangeRow, now: Date): Promise<Closed> {
  if (change.state !== 'confirmed' || !change.confirmedAt || !change.undoUntil) {
    requirePending(change, now);
    await stores.recipientChanges.close(change.id, 'cancelled', now);
    return 'cancelled';
  }
  if (change.undoUntil <= now) throw new AppError('recipient_change.expired');
  await restore(stores, change.aliasId, (change.before ?? []) as unknown as KeptRecipient[], now);
  await stores.recipientChanges.closeLater(change.aliasId, change.confirmedAt);
  await stores.recipientChanges.close(change.id, 'undone', now);
  return 'undone';
}

/** The recipients as they were, whatever has been made of them since. */
async function restore(stores: Stores, aliasId: string, before: readonly KeptRecipient[], now: Date) {
  const present = await stores.recipients.listByAlias(aliasId);
  const managed = new Set((await stores.domains.listAll()).map(({ name }) => name));
  await stores.recipients.remove(present.map((r) => r.id));
  await stores.recipients.addConfirmed(
    before
      // A domain may have become ours since: mail to it would go in a circle.
      .filter(({ address }) => !managed.has(parseMailbox(address)?.domain ?? ''))
      .map(({ address, confirmedAt }) => ({
        aliasId,
        address,
        confirmedAt: confirmedAt === null ? now : new Date(confirmedAt),
      })),
  );
  await stores.aliases.touch(aliasId);
}

function audit(
  stores: Stores,
  change: Pick<RecipientChangeRow, 'memberId' | 'aliasId'> & { domainId?: string },
  action: string,
  by: 'owner' | 'old_mailbox',
  requestId: string | null,
): Promise<void> {
  return stores.audit.append([
    {
      // Nobody is signed in at the old mailbox: the system does what its link asks for.
      actor:
        by === 'owner' ? { kind: 'member', memberId: change.memberId } : { kind: 'system', memberId: null },
      action,
      memberId: change.memberId,
      aliasId: change.aliasId,
      domainId: change.domainId ?? null,
      requestId,
      changes: { by: [null, by] },
    },
  ]);
}
