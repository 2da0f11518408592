import type { Db } from './database.ts';
import type { Domain as DomainRow } from './generated/client.ts';

export type { DomainRow };

export function createDomainStore(db: Db) {
  return {
    /** Domains in use, in the order in which pages show them. */
    listActive: (): Promise<DomainRow[]> =>
      db.domain.findMany({ where: { retiredAt: null }, orderBy: [{ position: 'asc' }, { name: 'asc' }] }),

    /** Retired ones too: mail to them is still ours to refuse, so nobody's recipient can be there. */
    listAll: (): Promise<DomainRow[]> =>
      db.domain.findMany({ orderBy: [{ position: 'asc' }, { name: 'asc' }] }),

    findByName: (name: string): Promise<DomainRow | null> => db.domain.findUnique({ where: { name } }),
  };
}

export type DomainStore = ReturnType<typeof createDomainStore>;
