import type { KeyRow } from './dkim-key-file.ts';
import { createMailReads } from './mail-reads.ts';
import { createMailTally } from './mail-tally-store.ts';
import { createTestPath } from './test-path-store.ts';
import { createPool, type DatabaseOptions } from './pool.ts';

/** What the mail path asks and writes, without Prisma: its process has better use for the memory. */
export function openMailDatabase(options: DatabaseOptions) {
  const pool = createPool({ ...options, plansOnce: true });
  return {
    mail: createMailReads(pool),
    mailTally: createMailTally(pool),
    recordTests: createTestPath(pool),
    /** The key that a domain signs and seals with. */
    async findActiveKey(domain: string): Promise<KeyRow | null> {
      const { rows } = await pool.query<KeyRow>(
        `SELECT domain, selector, public_key AS "publicKey" FROM dkim_keys WHERE domain = $1 AND state = 'active'`,
        [domain],
      );
      return rows[0] ?? null;
    },
    close: () => pool.end(),
  };
}

export { createPool } from './pool.ts';
export { readDkimKey, type KeyRow, type SigningKey } from './dkim-key-file.ts';
export type { MailAddress, MailAlias, MailReads, MailTarget } from './mail-reads.ts';
export type { TestTally } from './test-path-store.ts';
export type { AliasTally, MailTallyStore, RecipientTally } from './mail-tally-store.ts';
