import {
  AppError,
  parseMailbox,
  readDomainSettings,
  type ConfirmRecipientChange,
} from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type RecipientChangeRow, type Stores } from '@ubuntu-aliases/store';
import { applyRecipientChange } from '../../domain/recipient-change.ts';
import { keep } from './ask.ts';
import {
  holdAlias,
  requireAllowance,
  requirePending,
  storesOf,
  targetHashOf,
  UNDO_WITHIN,
  type RecipientChangeDeps,
} from './context.ts';
import { changedMail } from './mails.ts';

/**
 * The link is enough for whoever has it, signed in or not. The code is six digits only, so it counts together with the
 * id of its change, not for somebody else who is signed in, and fifteen wrong tries a day are all that there are.
 */
export async function confirmChange(
  deps: RecipientChangeDeps,
  id: string,
  proof: ConfirmRecipientChange,
  viewer: { memberId: string | null; requestId: string | null },
): Promise<RecipientChangeRow> {
  const { database, proofs } = deps;
  const asked = await storesOf(database).recipientChanges.find(id);
  const isCode = 'code' in proof;
  const isStranger = isCode && viewer.memberId !== null && asked?.memberId !== viewer.memberId;
  if (!asked || asked.kind === 'remove' || isStranger) throw new AppError('recipient_change.not_found');
  if (!isCode && !proofs.isMac(asked.tokenMac, 'confirm', id, proof.token))
    throw new AppError('recipient_change.proof_invalid');

  const now = deps.clock();
  const confirmed = await withTransaction(database, async (tx) => {
    const stores = createStores(tx);
    if (isCode) {
      const by = { memberId: asked.memberId, targetHash: targetHashOf(proofs, asked.address) };
      // Counted and taken turns for before it is looked at: no two tries at once pass as one.
      await requireAllowance(stores, 'wrong_try', by, now);
      if (!proofs.isMac(asked.codeMac, 'code', id, proof.code)) {
        await stores.recipientChanges.addAttempt('wrong_try', by, now);
        return null;
      }
    }
    return applyChange(stores, deps, asked, viewer.requestId, now);
  });
  // Thrown only here: the count of the try had to be committed.
  if (!confirmed) throw new AppError('recipient_change.proof_invalid');
  return confirmed;
}

async function applyChange(
  stores: Stores,
  { proofs, notices }: RecipientChangeDeps,
  { id, aliasId, memberId }: RecipientChangeRow,
  requestId: string | null,
  now: Date,
): Promise<RecipientChangeRow> {
  const alias = await holdAlias(stores, aliasId, memberId);
  const change = await stores.recipientChanges.findHeld(id);
  if (!change) throw new AppError('recipient_change.not_found');
  requirePending(change, now);
  const managed = await stores.domains.listAll();
  // It may have become one since.
  if (managed.some(({ name }) => name === parseMailbox(change.address)?.domain))
    throw new AppError('alias.recipient_loop');
  const before = await stores.recipients.listByAlias(aliasId);
  const { maxRecipients } = readDomainSettings(alias.domain.settings);
  const application = applyRecipientChange(before, change, maxRecipients);
  if (!application.ok) throw new AppError(application.code, { details: { maxRecipients } });

  await stores.recipients.remove(application.removeIds);
  if (application.add)
    await stores.recipients.addConfirmed([{ aliasId, address: change.address, confirmedAt: now }]);
  await stores.aliases.touch(aliasId);
  const confirmed = await stores.recipientChanges.confirm(id, {
    at: now,
    undoUntil: new Date(now.getTime() + UNDO_WITHIN),
    before: before.map(keep),
  });
  await stores.audit.append([
    {
      actor: { kind: 'member', memberId },
      action: change.kind === 'add' ? 'recipient.added' : 'recipient.replaced',
      memberId,
      aliasId,
      domainId: alias.domainId,
      requestId,
    },
  ]);
  const member = await stores.members.find(memberId);
  if (member) {
    const address = `${alias.localPart}@${alias.domain.name}`;
    const about = { member, change, alias: address, publicUrl: notices.publicUrl, proofs };
    await stores.outbox.add([changedMail(about)], now);
  }
  return confirmed;
}
