import type { Database } from '@ubuntu-aliases/store';

export interface Fuse {
  /** Statements that are let through before one fails; Infinity: none does. */
  left: number;
  /** `before`: the server never sees it. `after`: it was done, and the answer got lost. */
  mode: 'before' | 'after';
}

/** Lets a chosen statement of a transaction fail, over the real connections of the database. */
export function addFuse({ pool }: Database): Fuse {
  const fuse: Fuse = { left: Infinity, mode: 'before' };
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const fused = async (...args: unknown[]): Promise<unknown> => {
      // With a callback it is one of the pool's own, not of a transaction.
      if (typeof args.at(-1) === 'function') return query(...args);
      fuse.left -= 1;
      const isBlown = fuse.left === -1;
      if (isBlown && fuse.mode === 'before') throw new Error('crash');
      const result = await query(...args);
      if (isBlown) throw new Error('crash');
      return result;
    };
    Object.assign(client, { query: fused });
  });
  return fuse;
}
