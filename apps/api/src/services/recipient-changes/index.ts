import {
  AppError,
  maskAddress,
  type ConfirmRecipientChange,
  type RecipientChangePreview,
} from '@ubuntu-aliases/shared';
import type { RecipientChangeRow } from '@ubuntu-aliases/store';
import { askForChange, removeRecipient } from './ask.ts';
import { takeBackChange, withdrawChange } from './cancel.ts';
import { confirmChange } from './confirm.ts';
import { stateOf, storesOf, type Asker, type RecipientChangeDeps } from './context.ts';

export type { RecipientChangeDeps } from './context.ts';
export { stateOf } from './context.ts';

interface Viewer {
  memberId: string | null;
  requestId: string | null;
}

/** Where mail goes: asked for by the owner, agreed to by the new mailbox, taken back by the old one. */
export function createRecipientChangeService(deps: RecipientChangeDeps) {
  const { database, proofs, clock } = deps;
  const stores = storesOf(database);

  return {
    ask: (asker: Asker, aliasId: string, wanted: { address: string; replaces: string | undefined }) =>
      askForChange(deps, asker, aliasId, wanted),

    remove: (asker: Asker, aliasId: string, what: { recipientId: string; version: number }) =>
      removeRecipient(deps, asker, aliasId, what),

    async listPending(memberId: string, aliasId: string): Promise<RecipientChangeRow[]> {
      if (!(await database.reads.findAlias(memberId, aliasId))) throw new AppError('alias.not_found');
      return stores.recipientChanges.listPending(aliasId, clock());
    },

    async get(memberId: string, id: string): Promise<RecipientChangeRow> {
      const change = await stores.recipientChanges.find(id);
      if (change?.memberId !== memberId) throw new AppError('recipient_change.not_found');
      return change;
    },

    confirm: (id: string, proof: ConfirmRecipientChange, viewer: Viewer) =>
      confirmChange(deps, id, proof, viewer),

    cancel: (id: string, token: string | undefined, viewer: Viewer) =>
      token === undefined
        ? withdrawChange(deps, id, viewer)
        : takeBackChange(deps, id, token, viewer.requestId),

    /** What the link of a mail is about; changes nothing. */
    async preview(id: string, token: string): Promise<RecipientChangePreview> {
      const change = await stores.recipientChanges.find(id);
      if (!change) throw new AppError('recipient_change.not_found');
      const action = proofs.isMac(change.tokenMac, 'confirm', id, token)
        ? 'confirm'
        : proofs.isMac(change.cancelMac, 'cancel', id, token)
          ? 'cancel'
          : null;
      if (action === null) throw new AppError('recipient_change.proof_invalid');
      const alias = await database.reads.findAlias(change.memberId, change.aliasId);
      if (!alias) throw new AppError('recipient_change.not_found');
      return {
        id,
        action,
        kind: change.kind,
        alias: `${alias.localPart}@${alias.domain}`,
        address: action === 'confirm' ? change.address : maskAddress(change.address),
        state: stateOf(change, clock()),
        expiresAt: change.expiresAt.toISOString(),
        undoUntil: change.undoUntil?.toISOString() ?? null,
      };
    },
  };
}

export type RecipientChangeService = ReturnType<typeof createRecipientChangeService>;
