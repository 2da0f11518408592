import type { Db } from './database.ts';
import type { SyncRun as SyncRunRow } from './generated/client.ts';
import { newId } from './id.ts';
import { lockSeats, SEATS } from './launchpad-gate-store.ts';

export type { SyncRunRow };

export interface NewSyncRun {
  domainId: string;
  mode: 'apply' | 'plan';
  origin: 'schedule' | 'admin' | 'shell';
  requestedBy: string | null;
}

/** Somebody else has taken the run over: whoever sees this writes nothing more of it. */
export class LeaseLostError extends Error {
  constructor() {
    super('the run was taken over by another worker');
    this.name = 'LeaseLostError';
  }
}

export interface TakeOptions {
  lease: string;
  now: Date;
  leaseUntil: Date;
  /** Scheduled runs stay in the queue: Launchpad asked to be left alone. */
  skipsScheduled: boolean;
  /** Only this one: for whoever has queued it themselves. */
  id?: string;
}

/** Which run is whose turn. Every statement here is safe in any number of processes. */
export function createSyncQueue(db: Db) {
  return {
    /** The run that is queued for the domain, made if there is none: a second asking gives the same one. */
    async enqueue(run: NewSyncRun, now: Date): Promise<SyncRunRow> {
      const [row] = await db.$queryRaw<{ id: string }[]>`
        INSERT INTO sync_runs (id, domain_id, mode, origin, requested_by, created_at)
        VALUES (${newId()}::uuid, ${run.domainId}::uuid, ${run.mode}::"SyncRunMode", ${run.origin}::"SyncRunOrigin",
                ${run.requestedBy}::uuid, ${now}::timestamptz)
        ON CONFLICT (domain_id, mode) WHERE state = 'queued' DO UPDATE SET
          -- A person who asks is not kept waiting by what holds up the schedule.
          origin = CASE WHEN EXCLUDED.origin = 'schedule' THEN sync_runs.origin ELSE EXCLUDED.origin END,
          requested_by = COALESCE(EXCLUDED.requested_by, sync_runs.requested_by)
        RETURNING id`;
      return db.syncRun.findUniqueOrThrow({ where: { id: row?.id ?? '' } });
    },

    /** Queues a run for each domain in use whose last one began longer ago than the interval. */
    async enqueueDue(now: Date, intervalMs: number): Promise<number> {
      // Whoever looks comes once a minute, and not to the second.
      const since = new Date(now.getTime() - intervalMs + 30_000);
      const due = await db.$queryRaw<{ id: string }[]>`
        SELECT d.id FROM domains d WHERE d.retired_at IS NULL AND NOT EXISTS (
          SELECT FROM sync_runs r WHERE r.domain_id = d.id AND r.mode = 'apply'
            AND (r.created_at > ${since}::timestamptz OR r.state IN ('queued', 'reading', 'applying')))
        ORDER BY d.position`;
      const { count } = await db.syncRun.createMany({
        data: due.map(({ id: domainId }) => ({
          id: newId(),
          domainId,
          mode: 'apply',
          origin: 'schedule',
          createdAt: now,
        })),
        skipDuplicates: true,
      });
      return count;
    },

    /**
     * Takes the oldest run whose turn it is, one of a domain at a time, also one whose worker is not heard of any more.
     * To be called in a transaction: takers take their turns.
     */
    async take({ lease, now, leaseUntil, skipsScheduled, id }: TakeOptions): Promise<SyncRunRow | null> {
      await lockSeats(db);
      const [next] = await db.$queryRaw<{ id: string }[]>`
        SELECT r.id FROM sync_runs r
        WHERE r.state IN ('queued', 'reading', 'applying') AND (r.lease IS NULL OR r.lease_until <= ${now}::timestamptz)
          AND (r.origin <> 'schedule' OR NOT ${skipsScheduled})
          AND (${id ?? null}::uuid IS NULL OR r.id = ${id ?? null}::uuid)
          AND (SELECT count(*) FROM sync_runs h WHERE h.lease_until > ${now}::timestamptz)
            + (SELECT count(*) FROM launchpad_gate WHERE trickle_busy_until > ${now}::timestamptz) < ${SEATS}
          -- What was begun is ended first, and nothing of the domain is begun beside it.
          AND NOT EXISTS (
            SELECT FROM sync_runs o WHERE o.domain_id = r.domain_id AND o.id <> r.id AND o.state IN ('reading', 'applying')
              AND (o.lease IS NOT NULL OR r.state = 'queued'))
        ORDER BY r.state = 'queued', r.created_at, r.id LIMIT 1`;
      if (!next) return null;
      const [row] = await db.$queryRaw<{ id: string }[]>`
        UPDATE sync_runs SET lease = ${lease}::uuid, lease_until = ${leaseUntil}::timestamptz, attempts = attempts + 1,
          state = CASE WHEN state = 'applying' THEN state ELSE 'reading' END,
          started_at = COALESCE(started_at, ${now}::timestamptz), version = version + 1
        WHERE id = ${next.id}::uuid RETURNING id`;
      return row ? db.syncRun.findUnique({ where: { id: row.id } }) : null;
    },

    /** Still at work on it; with how far it has come. False: it is somebody else's now. */
    async renew(
      id: string,
      lease: string,
      leaseUntil: Date,
      progress: { pages: number; people: number; lookups: number },
    ): Promise<boolean> {
      const { count } = await db.syncRun.updateMany({
        where: { id, lease },
        data: { leaseUntil, ...progress, version: { increment: 1 } },
      });
      return count === 1;
    },

    /** Lets it go as it is: whoever is next goes on with it. */
    async release(id: string, lease: string): Promise<void> {
      await db.syncRun.updateMany({ where: { id, lease }, data: { leaseUntil: new Date(0) } });
    },

    /** To be called first in every transaction that writes of a run: nobody else has it until that ends. */
    async hold(id: string, lease: string): Promise<SyncRunRow> {
      await db.$executeRaw`SELECT 1 FROM sync_runs WHERE id = ${id}::uuid AND lease = ${lease}::uuid FOR UPDATE`;
      const row = await db.syncRun.findFirst({ where: { id, lease } });
      if (!row) throw new LeaseLostError();
      return row;
    },
  };
}

export type SyncQueue = ReturnType<typeof createSyncQueue>;
