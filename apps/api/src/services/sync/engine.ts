import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import {
  createStores,
  LeaseLostError,
  withTransaction,
  type Database,
  type DomainRow,
  type SyncRunRow,
} from '@ubuntu-aliases/store';
import { readDomainSettings } from '@ubuntu-aliases/shared';
import { conditionFailed } from '../../domain/sync/acceptance.ts';
import { brakeLimit, needsApproval } from '../../domain/sync/brake.ts';
import type { RosterNames } from '../../domain/sync/roster.ts';
import type { LaunchpadClient } from '../../launchpad/index.ts';
import type { FaultLog } from '../faults.ts';
import type { NoticeConfig } from '../notices.ts';
import type { VerificationService } from '../verification.ts';
import { applyRun } from './apply-run.ts';
import { finishRun, stopRun, failRun } from './end-run.ts';
import { createLookUp, type Answer, type LookUp } from './look-up.ts';
import { createPatience, PATIENCE_MS } from './patience.ts';
import { planRun } from './plan-run.ts';
import { readRoster } from './read-roster.ts';
import { packRoster, unpackRoster } from './roster-codec.ts';
import { notAccepted, StoppedError } from './stop.ts';

export interface SyncEngineDeps {
  database: Database;
  launchpad: Pick<LaunchpadClient, 'readRoster' | 'listTeams'>;
  verification: VerificationService;
  notices: NoticeConfig;
  graceDays: number;
  faults: FaultLog;
  clock: () => Date;
  log: Logger;
  /** How long a worker that is not heard of keeps a run (milliseconds). */
  leaseMs?: number;
}

const LEASE_MS = 20_000;
/** The whole of a run; a team that drips for longer is not read. */
const RUN_MS = 60 * 60_000;
const WEEK = 7 * 86_400_000;
const DAY = 86_400_000;
/** After so many workers that died or failed over its reading, a run is given up. */
const ATTEMPTS = 3;

/** Takes runs and does them, one at a time; any number of engines in any number of processes. */
export function createSyncEngine(deps: SyncEngineDeps) {
  const { database, launchpad, verification, notices, graceDays, faults, clock, log } = deps;
  const leaseMs = deps.leaseMs ?? LEASE_MS;
  const stores = createStores(database.client);
  const patienceOfAll = createPatience(database, clock);
  const leaseUntil = () => new Date(clock().getTime() + leaseMs);

  async function take(lease: string, id?: string): Promise<SyncRunRow | null> {
    const gate = await stores.launchpadGate.read(clock());
    return withTransaction(database, (tx) =>
      createStores(tx).syncQueue.take({
        lease,
        now: clock(),
        leaseUntil: leaseUntil(),
        skipsScheduled: gate.state !== 'ok',
        ...(id && { id }),
      }),
    );
  }

  /** Does the run that it holds to its end. */
  async function execute(run: SyncRunRow, lease: string, outer: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([outer, lost.signal, AbortSignal.timeout(RUN_MS)]);
    const progress = { pages: run.pages, people: run.people, lookups: run.lookups };
    const heartbeat = setInterval(() => {
      stores.syncQueue
        .renew(run.id, lease, leaseUntil(), progress)
        .then((isMine) => isMine || lost.abort(new LeaseLostError()))
        // The database is away: by the time it is back somebody else may have the run.
        .catch(() => undefined);
    }, leaseMs / 4);
    try {
      await perform(run, lease, signal, progress);
    } catch (error) {
      await giveUp(run, lease, error, outer, signal).catch((later: unknown) => {
        if (!(later instanceof LeaseLostError)) throw later;
        log.warn({ run: run.id }, 'sync run was ended elsewhere');
      });
    } finally {
      clearInterval(heartbeat);
    }
  }

  type Progress = { pages: number; people: number; lookups: number };

  async function perform(
    run: SyncRunRow,
    lease: string,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<void> {
    const domains = await stores.domains.listAll();
    const domain = domains.find((d) => d.id === run.domainId);
    if (!domain) throw new Error('the domain of a run is gone');
    if (domain.retiredAt && run.state === 'reading')
      throw new StoppedError(notAccepted('domain_retired', null));
    // A run that a person started is a probe.
    const patience = run.origin === 'schedule' ? patienceOfAll : null;
    const lookUp = createLookUp({
      patience,
      verification,
      listTeams: (name) => launchpad.listTeams(name, { deadlineAt: clock().getTime() + PATIENCE_MS, signal }),
      teams: [...new Set(domains.filter((d) => !d.retiredAt).map((d) => d.team))],
      clock,
      signal,
      onAsked: (asked) => (progress.lookups = asked),
    });
    const ending = { database, notices, clock };

    if (run.state === 'reading') {
      const readFrom = clock();
      const names = await readRoster(launchpad, domain.team, {
        signal,
        patience,
        maxWaitMs: run.origin === 'schedule' ? Infinity : PATIENCE_MS,
        clock,
        onProgress: (pages, people) => Object.assign(progress, { pages, people }),
      });
      await judge(run, lease, domain, names, readFrom, progress);
      return continueWith(names, readFrom);
    }
    if (!run.plannedAt) {
      // An admin has accepted its roster.
      if (!run.rosterId || !run.readFrom) throw new Error('an accepted roster is not there');
      return continueWith(await unpackRoster(await database.rosters.read(run.rosterId)), run.readFrom);
    }
    const newest = await stores.syncRuns.lastAccepted(domain.id);
    const names: RosterNames = newest
      ? await unpackRoster(await database.rosters.read(newest.rosterId))
      : new Map();
    return applyAndFinish(names, new Map());

    async function continueWith(names: RosterNames, readFrom: Date): Promise<void> {
      const answers = await plan(run, lease, domain as DomainRow, names, readFrom, lookUp, progress);
      if (answers) await applyAndFinish(names, answers);
    }

    async function applyAndFinish(names: RosterNames, answers: ReadonlyMap<string, Answer>): Promise<void> {
      const input = { run, lease, domain: domain as DomainRow, names, answers };
      await applyRun(input, { database, lookUp, notices, graceDays, clock, signal });
      await finishRun(run, lease, domain as DomainRow, lookUp, ending);
    }
  }

  /** Whether the roster may be believed; one that was read to its end is kept, so that an admin may yet accept it. */
  async function judge(
    run: SyncRunRow,
    lease: string,
    domain: DomainRow,
    names: RosterNames,
    readFrom: Date,
    progress: Progress,
  ): Promise<void> {
    const condition = conditionFailed({
      size: names.size,
      hasLiveAlias: names.size === 0 && (await stores.aliases.countLive(domain.id)) > 0,
      largest: await stores.syncRuns.largestAccepted(domain.id, new Date(clock().getTime() - WEEK)),
    });
    if (!condition) return;
    if (run.mode === 'apply') {
      const packed = await packRoster(names);
      const rosterId = await database.rosters.keep({ domainId: domain.id, ...packed, now: clock() });
      await withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        await inTx.syncQueue.hold(run.id, lease);
        await inTx.syncRuns.change(run.id, 'reading', { rosterId, readFrom, people: names.size });
      });
    }
    throw new StoppedError(notAccepted(condition, progress.pages));
  }

  /** Stores the plan, and with it that the roster counts. Null when the run ends here. */
  async function plan(
    run: SyncRunRow,
    lease: string,
    domain: DomainRow,
    names: RosterNames,
    readFrom: Date,
    lookUp: LookUp,
    progress: Progress,
  ): Promise<ReadonlyMap<string, Answer> | null> {
    const result = await planRun(run, domain, { names, readFrom }, { database, lookUp, graceDays, clock });
    const { asked, answered, unanswered } = lookUp.counts;
    // Nobody was told about: that is Launchpad not answering, and the roster alone says nothing.
    if (lookUp.fault && (lookUp.isSentAway || (asked > 0 && answered === 0)))
      throw new StoppedError(lookUp.fault);

    const rosterId = run.mode === 'plan' ? null : (run.rosterId ?? result.sameAs ?? (await keep()));
    const losses = result.items.filter((item) => item.isLoss).length;
    await withTransaction(database, async (tx) => {
      const inTx = createStores(tx);
      const now = clock();
      await inTx.syncQueue.hold(run.id, lease);
      const isBraked = needsApproval({
        recent: await inTx.syncRuns.countLosses(domain.id, new Date(now.getTime() - DAY)),
        waiting: result.waiting,
        planned: losses,
        limit: brakeLimit(readDomainSettings(domain.settings).brake, await inTx.aliases.countLive(domain.id)),
      });
      // Beside a plan that waits there is no second one: the next run after it finds them again.
      const isPutOff = isBraked && result.waiting > 0;
      const kept = isPutOff ? result.items.filter((item) => !item.isLoss) : result.items;
      await inTx.syncRuns.addItems(
        run.id,
        kept.map((item) => ({
          ...item,
          state: item.isLoss && isBraked && run.mode === 'apply' ? 'waiting' : 'planned',
        })),
      );
      const count = (action: string) => kept.filter((item) => item.action === action).length;
      const common = {
        ...progress,
        people: names.size,
        unmatched: result.unmatched,
        unanswered,
        added: count('add'),
        restored: count('restore'),
        graced: count('grace'),
        suspended: count('suspend'),
        plannedAt: now,
        readFrom,
      };
      if (run.mode === 'plan') {
        await inTx.syncRuns.change(run.id, 'reading', {
          ...common,
          state: 'planned',
          finishedAt: now,
          lease: null,
          leaseUntil: null,
        });
        return;
      }
      if (result.supersedes) {
        await inTx.syncRuns.change(result.supersedes, 'needs_approval', {
          state: 'superseded',
          finishedAt: now,
        });
      }
      await inTx.syncRuns.change(run.id, ['reading', 'applying'], {
        ...common,
        state: 'applying',
        acceptedAt: now,
        rosterId,
      });
    });
    return run.mode === 'plan' ? null : result.answers;

    async function keep(): Promise<string> {
      return database.rosters.keep({ domainId: domain.id, ...(await packRoster(names)), now: clock() });
    }
  }

  async function giveUp(
    run: SyncRunRow,
    lease: string,
    error: unknown,
    outer: AbortSignal,
    signal: AbortSignal,
  ) {
    const ending = { database, notices, clock };
    if (error instanceof StoppedError) {
      log.warn({ run: run.id, ...error.reason }, 'sync run stopped');
      return stopRun(run, lease, error.reason, ending);
    }
    if (error instanceof LeaseLostError || signal.reason instanceof LeaseLostError) {
      log.warn({ run: run.id }, 'sync run was taken over');
      return;
    }
    // The worker is told to end: another one goes on.
    if (outer.aborted) return stores.syncQueue.release(run.id, lease).catch(() => undefined);
    if (signal.aborted) {
      return stopRun(
        run,
        lease,
        { code: 'launchpad.unavailable', detail: 'timeout', page: null, retryAt: null },
        ending,
      );
    }
    log.error({ err: error, run: run.id }, 'sync run failed');
    // The database may have been restarted; what is under way is tried again before it is given up.
    const isOver = run.attempts >= ATTEMPTS && run.state === 'reading';
    if (!isOver) {
      await stores.syncQueue.release(run.id, lease).catch(() => undefined);
      throw error;
    }
    await faults.fault(error instanceof Error ? error : new Error('not an error'), run.id);
    await failRun(run, lease, error, ending);
  }

  return {
    /** Takes one run and does it. False: there was none to do. */
    async runNext(signal: AbortSignal): Promise<boolean> {
      const lease = randomUUID();
      const run = await take(lease);
      if (!run) return false;
      await execute(run, lease, signal);
      return true;
    },

    /** Does this one, if nobody else has it. */
    async runThis(id: string, signal: AbortSignal): Promise<boolean> {
      const lease = randomUUID();
      const run = await take(lease, id);
      if (run) await execute(run, lease, signal);
      return run !== null;
    },
  };
}

export type SyncEngine = ReturnType<typeof createSyncEngine>;
