import type { Page, SyncRunItemQuery, SyncRunQuery } from '@ubuntu-aliases/shared';
import { decodeCursor, toPage } from './cursor.ts';
import type { Db } from './database.ts';
import type { ErrorScope } from './error-store.ts';
import type { Prisma, SyncRunItem as SyncItemRow } from './generated/client.ts';
import { newId } from './id.ts';

export type { SyncItemRow };

const withDomain = { domain: { select: { name: true, team: true } } } as const;
export type SyncRunRecord = Prisma.SyncRunGetPayload<{ include: typeof withDomain }> & {
  decidedByName: string | null;
};

const withNames = {
  member: { select: { id: true, launchpadName: true, displayName: true } },
  alias: { select: { id: true, localPart: true, domain: { select: { name: true } } } },
} as const;
export type SyncItemRecord = Prisma.SyncRunItemGetPayload<{ include: typeof withNames }>;

export type NewSyncItem = Omit<Prisma.SyncRunItemCreateManyInput, 'id' | 'runId'>;

export interface AcceptedRoster {
  runId: string;
  readFrom: Date;
  acceptedAt: Date;
  rosterId: string;
  /** People in it. */
  size: number;
}

export function createSyncRunStore(db: Db) {
  const named = async <T extends { decidedBy: string | null }>(rows: T[]) => {
    const ids = [...new Set(rows.flatMap((r) => r.decidedBy ?? []))];
    const members = ids.length > 0 ? await db.member.findMany({ where: { id: { in: ids } } }) : [];
    return rows.map((row) => ({
      ...row,
      decidedByName: members.find((m) => m.id === row.decidedBy)?.launchpadName ?? null,
    }));
  };
  return {
    async list(query: SyncRunQuery, scope: ErrorScope): Promise<Page<SyncRunRecord>> {
      const after = decodeCursor(query.cursor);
      const rows = await db.syncRun.findMany({
        where: {
          AND: [
            scope === null ? {} : { domain: { name: { in: [...scope] } } },
            query.domain?.length ? { domain: { name: { in: query.domain } } } : {},
            query.state?.length ? { state: { in: query.state } } : {},
            after ? { id: { lt: after } } : {},
          ],
        },
        include: withDomain,
        orderBy: { id: 'desc' },
        take: query.limit + 1,
      });
      return toPage(await named(rows), query.limit, (row) => row.id);
    },

    async find(id: string, scope: ErrorScope): Promise<SyncRunRecord | null> {
      const row = await db.syncRun.findFirst({
        where: { id, ...(scope && { domain: { name: { in: [...scope] } } }) },
        include: withDomain,
      });
      return row ? ((await named([row]))[0] ?? null) : null;
    },

    async listItems(runId: string, query: SyncRunItemQuery): Promise<Page<SyncItemRecord>> {
      const after = decodeCursor(query.cursor);
      const rows = await db.syncRunItem.findMany({
        where: {
          runId,
          ...(query.action?.length && { action: { in: query.action } }),
          ...(after && { id: { gt: after } }),
        },
        include: withNames,
        orderBy: { id: 'asc' },
        take: query.limit + 1,
      });
      return toPage(rows, query.limit, (row) => row.id);
    },

    /** Changes it if it is still in one of these states; false when it is not. */
    async change(
      id: string,
      from: (Prisma.SyncRunUncheckedUpdateManyInput['state'] & string) | readonly string[],
      data: Prisma.SyncRunUncheckedUpdateManyInput,
    ): Promise<boolean> {
      const states = (typeof from === 'string' ? [from] : from) as Prisma.EnumSyncRunStateFilter['in'];
      const { count } = await db.syncRun.updateMany({
        where: { id, state: { in: states } },
        data: { ...data, version: { increment: 1 } },
      });
      return count === 1;
    },

    /** The last roster of the domain that counts. */
    async lastAccepted(domainId: string): Promise<AcceptedRoster | null> {
      const run = await db.syncRun.findFirst({
        where: { domainId, acceptedAt: { not: null }, rosterId: { not: null } },
        orderBy: [{ acceptedAt: 'desc' }, { id: 'desc' }],
        include: { roster: { select: { id: true, size: true } } },
      });
      if (!run?.roster || !run.readFrom || !run.acceptedAt) return null;
      const { id: rosterId, size } = run.roster;
      return { runId: run.id, readFrom: run.readFrom, acceptedAt: run.acceptedAt, rosterId, size };
    },

    async largestAccepted(domainId: string, since: Date): Promise<number | null> {
      const { _max } = await db.syncRun.aggregate({
        where: { domainId, acceptedAt: { gte: since } },
        _max: { people: true },
      });
      return _max.people;
    },

    async addItems(runId: string, items: NewSyncItem[]): Promise<void> {
      if (items.length === 0) return;
      await db.syncRunItem.createMany({ data: items.map((item) => ({ id: newId(), runId, ...item })) });
    },

    listOpenItems: (runId: string): Promise<SyncItemRow[]> =>
      db.syncRunItem.findMany({ where: { runId, state: 'planned' }, orderBy: { id: 'asc' } }),

    async settleItem(
      id: string,
      data: {
        state: 'applied' | 'skipped';
        aliasId?: string | null;
        outcome?: string;
        graceUntil?: Date | null;
      },
      now: Date,
    ): Promise<void> {
      await db.syncRunItem.updateMany({
        where: { id, state: 'planned' },
        data: { ...data, appliedAt: data.state === 'applied' ? now : null },
      });
    },

    /** An approval: what waited is to be done. */
    async openWaiting(runId: string): Promise<void> {
      await db.syncRunItem.updateMany({ where: { runId, state: 'waiting' }, data: { state: 'planned' } });
    },

    async closeWaiting(id: string): Promise<void> {
      await db.syncRunItem.updateMany({ where: { id, state: 'planned' }, data: { state: 'waiting' } });
    },

    /** Items by action and state, and how many of them are losses. */
    async countItems(runId: string): Promise<{ action: string; state: string; count: number }[]> {
      const rows = await db.syncRunItem.groupBy({
        by: ['action', 'state'],
        where: { runId },
        _count: { _all: true },
      });
      return rows.map(({ action, state, _count }) => ({ action, state, count: _count._all }));
    },

    /** Addresses of a run that were made or taken away, for the mails to admins. */
    async listApplied(runId: string, since: Date | null): Promise<{ action: string; localPart: string }[]> {
      const rows = await db.syncRunItem.findMany({
        where: { runId, state: 'applied', ...(since && { appliedAt: { gte: since } }) },
        include: { alias: { select: { localPart: true } } },
        orderBy: { id: 'asc' },
      });
      return rows.flatMap((r) => (r.alias ? [{ action: r.action, localPart: r.alias.localPart }] : []));
    },

    /** The plan of the domain that waits for an approval, or was approved and is not done yet, with its losses. */
    async findWaiting(domainId: string, exceptId: string) {
      return db.syncRun.findFirst({
        where: {
          domainId,
          id: { not: exceptId },
          OR: [{ state: 'needs_approval' }, { state: 'applying', plannedAt: { not: null } }],
        },
        include: {
          items: {
            where: { isLoss: true, state: { in: ['waiting', 'planned'] } },
            include: { member: { select: { launchpadName: true } }, alias: true },
          },
        },
      });
    },

    async countLosses(domainId: string, since: Date): Promise<number> {
      return db.entitlementLoss.count({ where: { domainId, at: { gt: since } } });
    },

    async addLosses(
      losses: { domainId: string; aliasId: string; runId: string }[],
      now: Date,
    ): Promise<void> {
      if (losses.length === 0) return;
      await db.entitlementLoss.createMany({ data: losses.map((l) => ({ id: newId(), ...l, at: now })) });
    },

    /** Addresses that runs took away after `since` and that did not come back, each once, for a digest. */
    async listRemoved(domainId: string, since: Date, until: Date) {
      const rows = await db.syncRunItem.findMany({
        where: {
          run: { domainId },
          state: 'applied',
          action: { in: ['grace', 'suspend'] },
          appliedAt: { gt: since, lte: until },
          alias: { entitlement: { not: 'entitled' }, releasedAt: null },
        },
        distinct: ['aliasId'],
        select: { alias: { select: { localPart: true, entitlement: true } } },
        orderBy: { appliedAt: 'asc' },
        take: 500,
      });
      return rows.flatMap(({ alias }) => alias ?? []);
    },

    /** Rosters that no run needs any more, and runs of long ago at which nothing happened. */
    async cleanUp(now: Date): Promise<void> {
      const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
      await db.$executeRaw`
        UPDATE sync_runs r SET roster_id = NULL WHERE roster_id IS NOT NULL AND (
          (accepted_at IS NULL AND state = 'stopped' AND finished_at < ${daysAgo(2)}::timestamptz)
          OR accepted_at < (SELECT max(accepted_at) FROM sync_runs n WHERE n.domain_id = r.domain_id
                            AND n.roster_id IS NOT NULL))`;
      await db.$executeRaw`
        DELETE FROM rosters o WHERE created_at < ${daysAgo(1)}::timestamptz
          AND NOT EXISTS (SELECT FROM sync_runs r WHERE r.roster_id = o.id)`;
      await db.$executeRaw`
        DELETE FROM sync_runs r WHERE finished_at < ${daysAgo(30)}::timestamptz AND roster_id IS NULL
          AND NOT EXISTS (SELECT FROM sync_run_items i WHERE i.run_id = r.id)`;
      await db.syncRun.deleteMany({ where: { finishedAt: { lt: daysAgo(400) }, rosterId: null } });
      await db.entitlementLoss.deleteMany({ where: { at: { lt: daysAgo(8) } } });
    },
  };
}

export type SyncRunStore = ReturnType<typeof createSyncRunStore>;
