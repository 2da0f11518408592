import type { AliasState, ErrorSeverity, SyncRunState } from '@ubuntu-aliases/shared';
import type { Db } from './database.ts';

export interface DomainFigures {
  domainId: string;
  members: number;
  addresses: Record<AliasState, number>;
}

export interface LastRun {
  domainId: string;
  id: string;
  state: SyncRunState;
  at: Date;
  rosterReadAt: Date | null;
}

export function createOverviewStore(db: Db) {
  return {
    /** One pass over the aliases; states in the order of `aliasState`. */
    async countAddresses(domainIds: readonly string[], now: Date): Promise<DomainFigures[]> {
      return db.$queryRaw`
        SELECT domain_id AS "domainId", count(DISTINCT member_id) FILTER (WHERE state <> 'released')::int AS members,
               json_build_object(
                 'released', count(*) FILTER (WHERE state = 'released'),
                 'suspended', count(*) FILTER (WHERE state = 'suspended'),
                 'paused', count(*) FILTER (WHERE state = 'paused'),
                 'grace', count(*) FILTER (WHERE state = 'grace'),
                 'active', count(*) FILTER (WHERE state = 'active')) AS addresses
        FROM (SELECT domain_id, member_id, CASE
                WHEN released_at IS NOT NULL THEN 'released'
                WHEN held_at IS NOT NULL OR entitlement = 'suspended' THEN 'suspended'
                WHEN paused_at IS NOT NULL AND (paused_until IS NULL OR paused_until > ${now}::timestamptz) THEN 'paused'
                WHEN entitlement = 'grace' THEN 'grace'
                ELSE 'active' END AS state
              FROM aliases WHERE domain_id = ANY(${[...domainIds]}::uuid[])) a
        GROUP BY domain_id`;
    },

    /**
     * How many addresses came and went on each day (UTC) since `from`, and before it as one sum on day `from`. Gone:
     * released, or suspended now; of one that came back since, the days without it are not known any more.
     */
    async listChanges(
      domainIds: readonly string[],
      from: Date,
    ): Promise<{ domainId: string; day: string; change: number }[]> {
      return db.$queryRaw`
        SELECT "domainId", to_char(day, 'YYYY-MM-DD') AS day, sum(change)::int AS change
        FROM (SELECT domain_id AS "domainId", date_trunc('day', GREATEST(at, ${from}::timestamptz) AT TIME ZONE 'UTC') AS day, change
              FROM (SELECT domain_id, created_at AS at, 1 AS change FROM aliases
                    UNION ALL
                    SELECT domain_id, LEAST(released_at, suspended_at), -1 FROM aliases
                    WHERE released_at IS NOT NULL OR suspended_at IS NOT NULL) each
              WHERE domain_id = ANY(${[...domainIds]}::uuid[])) days
        GROUP BY "domainId", day`;
    },

    /** Of each domain the newest run that is no mere plan, and when the last roster that counts was read. */
    async listLastRuns(domainIds: readonly string[]): Promise<LastRun[]> {
      return db.$queryRaw`
        SELECT d.id AS "domainId", r.id, r.state::text AS state, COALESCE(r.finished_at, r.created_at) AS at,
               a.read_from AS "rosterReadAt"
        FROM unnest(${[...domainIds]}::uuid[]) AS d (id)
        JOIN LATERAL (SELECT id, state, finished_at, created_at FROM sync_runs
                      WHERE domain_id = d.id AND mode = 'apply' ORDER BY id DESC LIMIT 1) r ON true
        LEFT JOIN LATERAL (SELECT read_from FROM sync_runs WHERE domain_id = d.id AND accepted_at IS NOT NULL
                           ORDER BY accepted_at DESC LIMIT 1) a ON true`;
    },

    async countErrors(
      domainIds: readonly string[],
    ): Promise<{ domainId: string; severity: ErrorSeverity; count: number }[]> {
      const groups = await db.errorEntry.groupBy({
        by: ['domainId', 'severity'],
        where: { state: 'open', domainId: { in: [...domainIds] } },
        _count: true,
      });
      return groups.flatMap(({ domainId, severity, _count: count }) =>
        domainId === null ? [] : [{ domainId, severity, count }],
      );
    },

    /** Since when an entry with this code, or one that begins with it, has been open. */
    async failingSince(codes: string): Promise<Date | null> {
      const entry = await db.errorEntry.findFirst({
        where: { code: { startsWith: codes }, memberId: null, state: { not: 'resolved' } },
        orderBy: { openedAt: 'asc' },
        select: { openedAt: true },
      });
      return entry?.openedAt ?? null;
    },
  };
}

export type OverviewStore = ReturnType<typeof createOverviewStore>;
