import type { Db } from './database.ts';
import type { Recipient as RecipientRow } from './generated/client.ts';
import { newId } from './id.ts';

export type { RecipientRow };

/** A recipient as it was before a change, kept so that it can be brought back. */
export interface KeptRecipient {
  address: string;
  confirmedAt: string | null;
}

export function createRecipientStore(db: Db) {
  return {
    /** In the order in which they were added. */
    listByAlias: (aliasId: string): Promise<RecipientRow[]> =>
      db.recipient.findMany({ where: { aliasId }, orderBy: { id: 'asc' } }),

    /** Whoever could receive it has proven so. */
    async addConfirmed(recipients: { aliasId: string; address: string; confirmedAt: Date }[]): Promise<void> {
      if (recipients.length === 0) return;
      await db.recipient.createMany({
        data: recipients.map((r) => ({ id: newId(), ...r, state: 'confirmed' as const })),
      });
    },

    async remove(ids: string[]): Promise<void> {
      if (ids.length > 0) await db.recipient.deleteMany({ where: { id: { in: ids } } });
    },
  };
}

export type RecipientStore = ReturnType<typeof createRecipientStore>;
