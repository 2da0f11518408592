import type { Db } from './database.ts';
import type { DkimKey } from './generated/client.ts';

export type DkimKeyRow = DkimKey;

export function createDkimKeyStore(db: Db) {
  return {
    find: (domain: string, state: 'waiting' | 'active'): Promise<DkimKeyRow | null> =>
      db.dkimKey.findFirst({ where: { domain, state } }),

    /** Throws when one waits already. */
    async addWaiting(
      key: Pick<DkimKeyRow, 'domain' | 'selector' | 'publicKey' | 'createdAt'>,
    ): Promise<void> {
      await db.dkimKey.create({ data: key });
    },

    /** The one that waits takes the place of the active one, in one transaction of the caller's. */
    async activate(domain: string, selector: string, now: Date): Promise<void> {
      await db.dkimKey.updateMany({
        where: { domain, state: 'active' },
        data: { state: 'retired', retiredAt: now },
      });
      await db.dkimKey.update({
        where: { domain_selector: { domain, selector } },
        data: { state: 'active' },
      });
    },
  };
}
