import { AppError, type SyncRunItemQuery, type SyncRunQuery } from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type Database,
  type ErrorScope,
  type Stores,
  type SyncRunRecord,
} from '@ubuntu-aliases/store';
import { APPROVABLE_MS } from './plan-run.ts';

export interface SyncActor {
  memberId: string;
  scope: ErrorScope;
  requestId: string | null;
}

interface Decision {
  reason: string;
  actor: SyncActor;
}

/** How long after it was read a stopped roster may still be accepted. */
const ACCEPTABLE_MS = 86_400_000;

/** What admins see of the sync and decide about it. Work is done by workers; here it is only asked for. */
export function createSyncRunService({ database, clock }: { database: Database; clock: () => Date }) {
  const stores = createStores(database.client);

  const get = async (from: Stores, id: string, scope: ErrorScope): Promise<SyncRunRecord> => {
    const run = await from.syncRuns.find(id, scope);
    if (!run) throw new AppError('sync_run.not_found');
    return run;
  };

  /** One act on one run, in the state that it needs, with its audit entry (R9). */
  const decide = (
    id: string,
    { reason, actor }: Decision,
    action: string,
    act: Act,
  ): Promise<{ id: string; state: SyncRunRecord['state'] }> =>
    withTransaction(database, async (tx) => {
      const inTx = createStores(tx);
      const now = clock();
      const run = await get(inTx, id, actor.scope);
      const decision = { decidedBy: actor.memberId, decidedAt: now, decisionReason: reason };
      const state = await act(inTx, run, decision, now);
      if (!state) throw new AppError('request.conflict', { details: { state: run.state } });
      await inTx.audit.append([
        {
          actor: { kind: 'admin', memberId: actor.memberId },
          action,
          domainId: run.domainId,
          requestId: actor.requestId,
          changes: { run: [null, run.id], state: [run.state, state] },
          reason,
        },
      ]);
      return { id, state };
    });

  return {
    async list(query: SyncRunQuery, scope: ErrorScope) {
      const [page, launchpad] = await Promise.all([
        stores.syncRuns.list(query, scope),
        stores.launchpadGate.read(clock()),
      ]);
      return { ...page, launchpad };
    },

    get: (id: string, scope: ErrorScope) => get(stores, id, scope),

    async listItems(id: string, query: SyncRunItemQuery, scope: ErrorScope) {
      await get(stores, id, scope);
      return stores.syncRuns.listItems(id, query);
    },

    /** Queues a run for one domain, or for each that the caller looks after; asked again, it is the same one. */
    async start(
      { domain, mode }: { domain?: string | undefined; mode: 'apply' | 'plan' },
      actor: SyncActor,
    ): Promise<{ id: string; domain: string; state: SyncRunRecord['state'] }[]> {
      const domains = (await stores.domains.listActive()).filter(
        (d) =>
          (actor.scope === null || actor.scope.includes(d.name)) &&
          (domain === undefined || d.name === domain),
      );
      if (domain !== undefined && domains.length === 0) throw new AppError('domain.not_found');
      return withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const started = [];
        for (const { id: domainId, name } of domains) {
          const run = await inTx.syncQueue.enqueue(
            { domainId, mode, origin: 'admin', requestedBy: actor.memberId },
            clock(),
          );
          await inTx.audit.append([
            {
              actor: { kind: 'admin', memberId: actor.memberId },
              action: 'sync_run.started',
              domainId,
              requestId: actor.requestId,
              changes: { run: [null, run.id], mode: [null, mode] },
            },
          ]);
          started.push({ id: run.id, domain: name, state: run.state });
        }
        return started;
      });
    },

    /** That very plan, within a day; each person is looked up again when it is done. */
    apply: (id: string, decision: Decision) =>
      decide(id, decision, 'sync_run.approved', async (inTx, run, decided, now) => {
        if ((run.plannedAt?.getTime() ?? 0) <= now.getTime() - APPROVABLE_MS) return null;
        const isChanged = await inTx.syncRuns.change(id, 'needs_approval', { ...decided, state: 'applying' });
        if (!isChanged) return null;
        await inTx.syncRuns.openWaiting(id);
        await inTx.errors.resolveForDomain(run.domainId, ['sync.approval_needed'], now);
        return 'applying';
      }),

    reject: (id: string, decision: Decision) =>
      decide(id, decision, 'sync_run.rejected', async (inTx, run, decided, now) => {
        const isChanged = await inTx.syncRuns.change(id, 'needs_approval', {
          ...decided,
          state: 'rejected',
          finishedAt: now,
        });
        if (!isChanged) return null;
        // Somebody has looked at it: when the next run finds the same, nobody is mailed again.
        await inTx.errors.acknowledgeForDomain(run.domainId, ['sync.approval_needed']);
        return 'rejected';
      }),

    /** The roster of a stopped run counts after all, if none came after it; planning goes on from there. */
    acceptRoster: (id: string, decision: Decision) =>
      decide(id, decision, 'sync_run.roster_accepted', async (inTx, run, decided, now) => {
        if (!(await canAcceptRoster(inTx, run, now))) return null;
        const isChanged = await inTx.syncRuns.change(id, 'stopped', {
          ...decided,
          state: 'applying',
          finishedAt: null,
          reasonCode: null,
          reasonDetail: null,
          reasonPage: null,
          retryAt: null,
        });
        return isChanged ? 'applying' : null;
      }),

    canAcceptRoster: (run: SyncRunRecord) => canAcceptRoster(stores, run, clock()),
  };
}

type Act = (
  stores: Stores,
  run: SyncRunRecord,
  decided: { decidedBy: string; decidedAt: Date; decisionReason: string },
  now: Date,
) => Promise<SyncRunRecord['state'] | null>;

async function canAcceptRoster(stores: Stores, run: SyncRunRecord, now: Date): Promise<boolean> {
  const isKept =
    run.state === 'stopped' && run.rosterId !== null && run.readFrom !== null && run.mode === 'apply';
  if (!isKept || (run.finishedAt?.getTime() ?? 0) <= now.getTime() - ACCEPTABLE_MS) return false;
  const newest = await stores.syncRuns.lastAccepted(run.domainId);
  return newest === null || newest.readFrom < (run.readFrom ?? new Date(0));
}

export type SyncRunService = ReturnType<typeof createSyncRunService>;
export { APPROVABLE_MS };
