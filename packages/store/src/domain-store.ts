import type { Db } from './database.ts';
import type { Domain as DomainRow, Prisma } from './generated/client.ts';

export type { DomainRow };
export type DomainChange = Pick<
  Prisma.DomainUncheckedUpdateInput,
  | 'team'
  | 'title'
  | 'landingPath'
  | 'accent'
  | 'adminContacts'
  | 'newAddressNotice'
  | 'settings'
  | 'provenAt'
  | 'retiredAt'
>;

export interface NewDomain {
  name: string;
  team: string;
  title: string;
  landingPath: string | null;
  accent: string;
  adminContacts: string[];
  ownershipToken: string;
}

export function createDomainStore(db: Db) {
  return {
    /** Domains in use, in the order in which pages show them. */
    listActive: (): Promise<DomainRow[]> =>
      db.domain.findMany({ where: { retiredAt: null }, orderBy: [{ position: 'asc' }, { name: 'asc' }] }),

    /** Retired ones too: mail to them is still ours to refuse, so nobody's recipient can be there. */
    listAll: (): Promise<DomainRow[]> =>
      db.domain.findMany({ orderBy: [{ position: 'asc' }, { name: 'asc' }] }),

    findByName: (name: string): Promise<DomainRow | null> => db.domain.findUnique({ where: { name } }),

    find: (id: string): Promise<DomainRow | null> => db.domain.findUnique({ where: { id } }),

    /** As it is until the transaction ends: meanwhile it is not retired and has no other team. */
    async holdShared(id: string): Promise<DomainRow | null> {
      await db.$executeRaw`SELECT 1 FROM domains WHERE id = ${id}::uuid FOR SHARE`;
      return db.domain.findUnique({ where: { id } });
    },

    /** By name, after `after`; `scope`: names, or null for all. */
    listPage: (scope: readonly string[] | null, after: string | null, limit: number): Promise<DomainRow[]> =>
      db.domain.findMany({
        where: { AND: [scope ? { name: { in: [...scope] } } : {}, after ? { name: { gt: after } } : {}] },
        orderBy: { name: 'asc' },
        take: limit,
      }),

    /** After the others in the order of pages. */
    async add(domain: NewDomain, now: Date): Promise<DomainRow> {
      const { _max } = await db.domain.aggregate({ _max: { position: true } });
      return db.domain.create({ data: { ...domain, position: (_max.position ?? 0) + 1, createdAt: now } });
    },

    /** Changes it if it is still at `version`; false when it is not. */
    async update(id: string, version: number, change: DomainChange): Promise<boolean> {
      const { count } = await db.domain.updateMany({
        where: { id, version },
        data: { ...change, version: { increment: 1 } },
      });
      return count === 1;
    },

    /** Once: the time of the first proof stays. True when it was not proven before. */
    async prove(id: string, now: Date): Promise<boolean> {
      const { count } = await db.domain.updateMany({
        where: { id, provenAt: null },
        data: { provenAt: now, version: { increment: 1 } },
      });
      return count === 1;
    },

    /** Addresses that forward to this domain: they would run in a circle if it were managed. */
    async findForwardersTo(domain: string, limit: number): Promise<{ addresses: string[]; count: number }> {
      const rows = await db.$queryRaw<{ address: string; count: bigint }[]>`
        SELECT a.local_part || '@' || d.name AS address, count(*) OVER () AS count
        FROM recipients r JOIN aliases a ON a.id = r.alias_id JOIN domains d ON d.id = a.domain_id
        WHERE rtrim(lower(split_part(r.address, '@', 2)), '.') = ${domain}
        ORDER BY address LIMIT ${limit}`;
      return { addresses: rows.map(({ address }) => address), count: Number(rows[0]?.count ?? 0) };
    },

    hasAddresses: async (id: string): Promise<boolean> =>
      (await db.alias.findFirst({ where: { domainId: id }, select: { id: true } })) !== null,

    /** Addresses that are not tombstones, by domain. */
    async countAddresses(ids: string[]): Promise<Map<string, number>> {
      const rows = await db.alias.groupBy({
        by: ['domainId'],
        where: { domainId: { in: ids }, releasedAt: null },
        _count: true,
      });
      return new Map(rows.map((row) => [row.domainId, row._count]));
    },

    /**
     * Another team now: what the sync read of the old one says nothing of the new. Whoever is missing there has to be missing
     * in two of its own rosters; a plan that waits ends. The sizes stay, so that a much smaller team is still not believed.
     */
    forgetRosters: (domainId: string, now: Date): Promise<number> =>
      db.$executeRaw`
        UPDATE sync_runs SET
          roster_id = NULL, version = version + 1,
          finished_at = CASE WHEN state = 'needs_approval' THEN ${now}::timestamptz ELSE finished_at END,
          state = CASE WHEN state = 'needs_approval' THEN 'superseded' ELSE state END
        WHERE domain_id = ${domainId}::uuid AND (state = 'needs_approval' OR roster_id IS NOT NULL)`,

    /**
     * What is being read, or was accepted and is not planned yet, comes to nothing; of a domain that is retired also what
     * waits. What is planned already is looked at person by person as it is done.
     */
    endRuns: (domainId: string, detail: 'domain_retired' | 'team_changed', now: Date): Promise<number> =>
      db.$executeRaw`
        UPDATE sync_runs SET
          state = 'stopped', reason_code = 'sync.roster_not_accepted', reason_detail = ${detail},
          lease = NULL, lease_until = NULL, finished_at = ${now}::timestamptz, version = version + 1
        WHERE domain_id = ${domainId}::uuid AND (
          state = 'reading' OR (state = 'applying' AND planned_at IS NULL)
          OR (state = 'queued' AND ${detail} = 'domain_retired'))`,

    /**
     * Members who may get an address here are checked again, one a second: those whom the team listed, or about whom it
     * was never asked.
     */
    queueChecks: (team: string, now: Date): Promise<number> =>
      db.$executeRaw`
        UPDATE members m SET check_pending_at = ${now}::timestamptz + due.place * interval '1 second'
        FROM (
          SELECT id, row_number() OVER (ORDER BY last_signed_in_at DESC) AS place FROM members
          WHERE banned_at IS NULL AND check_pending_at IS NULL AND verification -> 'teams' IS NOT NULL
            AND (verification -> 'teams' ->> ${team}) IS DISTINCT FROM 'false'
        ) due
        WHERE m.id = due.id`,
  };
}

export type DomainStore = ReturnType<typeof createDomainStore>;
