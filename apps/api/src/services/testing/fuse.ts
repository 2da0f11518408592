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
    const fused = (...args: unknown[]): unknown => {
      fuse.left -= 1;
      if (fuse.left !== -1) return query(...args);
      const callback = args.at(-1);
      if (!isCallback(callback)) return fuse.mode === 'before' ? crash() : query(...args).then(crash);
      if (fuse.mode === 'before') return callback(new Error('crash'));
      return query(...args.slice(0, -1), () => callback(new Error('crash')));
    };
    Object.assign(client, { query: fused });
  });
  return fuse;
}

type Callback = (error: Error) => void;
const isCallback = (value: unknown): value is Callback => typeof value === 'function';
const crash = (): Promise<never> => Promise.reject(new Error('crash'));
