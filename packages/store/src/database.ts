import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { AppError } from '@ubuntu-aliases/shared';
import { createAdminAliasReads, type AdminAliasReads } from './admin-alias-reads.ts';
import { createAuditReads, type AuditReads } from './audit-reads.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';
import { createMailReads, type MailReads } from './mail-reads.ts';
import { createMailTally, type MailTallyStore } from './mail-tally-store.ts';
import { createPool, type DatabaseOptions } from './pool.ts';
import { createRequestReads, type RequestReads } from './request-reads.ts';
import { createRosterStore, type RosterStore } from './roster-store.ts';
import type { Queryable } from './sql-conditions.ts';
import { createSyncReads, type SyncReads } from './sync-reads.ts';

/** What a store is built over: the client, or one transaction of it. */
export type Db = PrismaClient | Prisma.TransactionClient;

export interface Database {
  client: PrismaClient;
  /** The pool underneath, shared with the rate limiter. */
  pool: pg.Pool;
  reads: RequestReads;
  mail: MailReads;
  mailTally: MailTallyStore;
  adminAliases: AdminAliasReads;
  audit: AuditReads;
  syncReads: SyncReads;
  rosters: RosterStore;
  /** Throws `store.unavailable` when the database cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options);
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  const queryable: Queryable = {
    query: async <Row>(text: string, values: unknown[]) => ({
      rows: (await pool.query(text, values)).rows as Row[],
    }),
  };
  return {
    client,
    pool,
    reads: createRequestReads(pool),
    mail: createMailReads(pool),
    mailTally: createMailTally(pool),
    adminAliases: createAdminAliasReads(queryable),
    audit: createAuditReads(queryable),
    syncReads: createSyncReads(pool),
    rosters: createRosterStore(pool),
    async ping() {
      try {
        await pool.query('SELECT 1');
      } catch (cause) {
        throw new AppError('store.unavailable', { cause, message: 'PostgreSQL cannot be reached' });
      }
    },
    async close() {
      await client.$disconnect();
      await pool.end();
    },
  };
}

/** PostgreSQL ended one of two transactions that waited for each other; the whole of it may be run again. */
const DEADLOCK = /40P01|40001/;

/**
 * Runs `work` in one transaction: all of it is committed, or nothing. It may run twice, so it has no effects but those
 * of `tx`.
 */
export async function withTransaction<T>(
  database: Database,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  const run = () => database.client.$transaction(work, { maxWait: 5_000, timeout: 15_000 });
  try {
    return await run();
  } catch (error) {
    const { code, message, meta } = error as { code?: string; message?: string; meta?: unknown };
    if (!DEADLOCK.test(`${code} ${message} ${JSON.stringify(meta ?? '')}`)) throw error;
    return run();
  }
}
