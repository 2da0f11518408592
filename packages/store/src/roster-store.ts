import type { Pool } from 'pg';
import { newId } from './id.ts';

export interface NewRoster {
  domainId: string;
  digest: string;
  size: number;
  content: Uint8Array;
  now: Date;
}

/**
 * Rosters as runs keep them. They go past the client, which would turn each of their bytes over several times; and one that
 * no run points to in the end means nothing and is cleaned up.
 */
export function createRosterStore(pool: Pool) {
  return {
    async keep({ domainId, digest, size, content, now }: NewRoster): Promise<string> {
      const id = newId();
      await pool.query(
        'INSERT INTO rosters (id, domain_id, digest, size, content, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [id, domainId, digest, size, Buffer.from(content), now],
      );
      return id;
    },

    async read(id: string): Promise<Uint8Array> {
      const { rows } = await pool.query<{ content: Buffer }>('SELECT content FROM rosters WHERE id = $1', [
        id,
      ]);
      if (!rows[0]) throw new Error('a kept roster is not there');
      return rows[0].content;
    },
  };
}

export type RosterStore = ReturnType<typeof createRosterStore>;
