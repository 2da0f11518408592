import { createHmac } from 'node:crypto';
import { createStores, type Database } from '@ubuntu-aliases/store';

export interface Identity {
  /** What may stand in place of an identifier once its person has left; the first is for new ones. */
  hashesOf(claimedIdentifier: string): Promise<string[]>;
}

/**
 * HMACs of claimed identifiers, by which somebody who left is recognised. Secrets of the operator come first; the one in
 * the database, made with its tables, is always tried as well (see docs/adr).
 */
export function createIdentity(database: Database, secrets: readonly string[]): Identity {
  const { kept } = createStores(database.client);
  // It never changes, so it is read once.
  let own: Promise<string> | null = null;
  return {
    async hashesOf(claimedIdentifier) {
      own ??= kept.getIdentitySecret();
      own.catch(() => (own = null));
      return [...secrets, await own].map((secret) =>
        createHmac('sha256', `ubuntu-aliases identity ${secret}`).update(claimedIdentifier).digest('hex'),
      );
    },
  };
}
