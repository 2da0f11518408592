import type { EventEmitter } from 'node:events';
import type { Database } from '@ubuntu-aliases/store';
import type { PoolClient } from 'pg';

export interface Fuse {
  /** Statements that are let through before one fails; Infinity: none does. */
  left: number;
  /** `before`: the server never sees it. `after`: it was done, and the answer got lost. */
  mode: 'before' | 'after';
  /** Ends when the pool knows of every connection that was cut. */
  noticed: Promise<unknown>;
}

/**
 * Cuts the connection at a chosen statement, for real. An error that is only made up would leave its transaction open
 * on a connection that goes back to the pool, and whoever got it next would see what was never committed.
 */
export function addFuse({ pool }: Database): Fuse {
  const fuse: Fuse = { left: Infinity, mode: 'before', noticed: Promise.resolve() };
  const cut = (client: PoolClient): void => {
    const { connection } = client as PoolClient & { connection: { stream: { destroy(): void } } };
    fuse.noticed = Promise.all([fuse.noticed, ended(client)]);
    connection.stream.destroy();
  };
  const lose = (client: PoolClient): Promise<never> => {
    cut(client);
    return Promise.reject(LOST);
  };
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const fused = (...args: unknown[]): unknown => {
      fuse.left -= 1;
      if (fuse.left !== -1) return query(...args);
      if (fuse.mode === 'before') {
        cut(client);
        return query(...args);
      }
      const callback = args.at(-1);
      if (!isCallback(callback)) return query(...args).then(() => lose(client));
      return query(...args.slice(0, -1), () => {
        cut(client);
        callback(LOST);
      });
    };
    Object.assign(client, { query: fused });
  });
  return fuse;
}

const LOST = new Error('Connection terminated: the answer got lost');

type Callback = (error: Error) => void;
const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/** Not `once` of node:events, which would take the error that comes before the end for a failure of its own. */
const ended = (client: unknown): Promise<void> =>
  new Promise((resolve) => (client as EventEmitter).once('end', () => resolve()));
