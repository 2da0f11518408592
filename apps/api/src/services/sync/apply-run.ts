import {
  createStores,
  withTransaction,
  type AliasRow,
  type Database,
  type DomainRow,
  type Stores,
  type SyncItemRow,
  type SyncRunRow,
} from '@ubuntu-aliases/store';
import { standingOf, type RosterNames } from '../../domain/sync/roster.ts';
import { isGone, lossReason } from '../../domain/sync/sync-plan.ts';
import { displayNameOf, nameOf, readVerification } from '../../domain/verification.ts';
import type { LossReason } from '../../domain/entitlement-loss.ts';
import { beginLoss, restoreAliases, type LifeCycleContext } from '../life-cycle.ts';
import type { NoticeConfig } from '../notices.ts';
import { provisionMember } from '../provisioning.ts';
import type { Answer, LookUp } from './look-up.ts';

export interface ApplyDeps {
  database: Database;
  lookUp: LookUp;
  notices: NoticeConfig;
  graceDays: number;
  clock: () => Date;
  signal: AbortSignal;
}

export interface ApplyInput {
  run: SyncRunRow;
  lease: string;
  domain: DomainRow;
  /** The newest roster that counts. */
  names: RosterNames;
  /** What was heard of people while it was planned; empty when that was another worker, or yesterday. */
  answers: ReadonlyMap<string, Answer>;
}

/** An answer older than this (milliseconds) is asked for again before anything is taken away on it. */
const FRESH_FOR = 10 * 60_000;

/**
 * Does what is planned and not done yet, each person in a transaction of their own that holds the run: cut off at any
 * point and taken up again, nothing is done twice and nothing is left out.
 */
export async function applyRun(input: ApplyInput, deps: ApplyDeps): Promise<void> {
  const { run, lease, domain, names, answers } = input;
  const { database, lookUp, notices, graceDays, clock, signal } = deps;
  const stores = createStores(database.client);
  const domains = await stores.domains.listAll();
  const open = await stores.syncRuns.listOpenItems(run.id);
  const byPerson = Map.groupBy(open, (item) => item.memberId ?? item.id);

  for (const items of byPerson.values()) {
    if (signal.aborted) throw signal.reason;
    const memberId = items[0]?.memberId ?? null;
    if (memberId === null) await inTransaction(items, (context) => applyUnclaimed(items, context));
    else await applyPerson(memberId, items);
  }
  // Who was asked about without anything coming of it: what was heard is kept all the same.
  for (const [memberId, answer] of answers) {
    if (signal.aborted) throw signal.reason;
    if (!byPerson.has(memberId)) await inTransaction([], (context) => settle(memberId, [], answer, context));
  }

  async function applyPerson(memberId: string, items: SyncItemRow[]): Promise<void> {
    const answer = await freshAnswer(memberId);
    await inTransaction(items, async (context) => {
      if (answer) await settle(memberId, items, answer, context);
      else await putOff(items, context);
    });
  }

  async function freshAnswer(memberId: string): Promise<Answer | null> {
    const known = answers.get(memberId);
    if (known && clock().getTime() - known.askedAt.getTime() < FRESH_FOR) return known;
    const member = await stores.members.find(memberId);
    return member ? lookUp.person(member.claimedIdentifier) : null;
  }

  /** A domain with another team by now, or none, is not what the plan was about: nothing of it is done. */
  function inTransaction(
    items: SyncItemRow[],
    work: (context: LifeCycleContext) => Promise<void>,
  ): Promise<void> {
    return withTransaction(database, async (tx) => {
      const inTx = createStores(tx);
      await inTx.syncQueue.hold(run.id, lease);
      const actor = { kind: 'sync', memberId: null } as const;
      const context = { stores: inTx, notices, graceDays, domains, actor, now: clock(), requestId: run.id };
      const held = await inTx.domains.holdShared(domain.id);
      if (held?.team === domain.team && held.retiredAt === null) await work(context);
      else await skip(items, 'changed', context);
    });
  }

  async function settle(
    memberId: string,
    items: SyncItemRow[],
    { verification, askedAt }: Answer,
    context: LifeCycleContext,
  ): Promise<void> {
    const { stores: inTx, now, actor } = context;
    const row = await inTx.members.checked(memberId, {
      launchpadName: nameOf(verification),
      displayName: displayNameOf(verification),
      verification,
      askedAt,
    });
    if (!row) return skip(items, 'changed', context);
    // A sign-in was quicker: what it heard is newer.
    const isNewest = row.verifiedAt === null || row.verifiedAt <= askedAt;
    const known = isNewest ? verification : (readVerification(row.verification) ?? verification);
    const done = await provisionMember(row, known, domains, {
      stores: inTx,
      notices,
      now,
      requestId: run.id,
      actor,
      quietDomainId: domain.id,
    });

    for (const item of items.filter((i) => i.action === 'add' || i.action === 'restore')) {
      const aliasId =
        item.action === 'add'
          ? done.created.find((a) => a.domainId === domain.id)?.id
          : done.restored.find((id) => id === item.aliasId);
      if (aliasId) await inTx.syncRuns.settleItem(item.id, { state: 'applied', aliasId }, now);
      else await inTx.syncRuns.settleItem(item.id, { state: 'skipped', outcome: 'changed' }, now);
    }

    const losses = items.filter((i) => i.action === 'grace' || i.action === 'suspend');
    if (losses.length === 0) return;
    const reason = row.bannedAt ? 'banned' : lossReason(known, domain.team);
    const theirs = [
      known.account?.name ?? row.launchpadName,
      ...(known.isNameContested ? [row.launchpadName] : []),
    ].filter((n) => n !== null);
    const isListed = !isGone({ names }, theirs);
    const own = await inTx.aliases.listForProvisioning(row, null);
    const here = own.filter((a) => a.domainId === domain.id && a.memberId === memberId);
    for (const item of losses) {
      const isRename = item.reason === 'renamed';
      const holds = isRename
        ? reason === null && isListed
        : reason !== null && (!isListed || reason === 'banned');
      if (!holds) {
        await skip([item], 'came_back', context);
        continue;
      }
      const keeps = here.some((a) => a.id !== item.aliasId && a.entitlement === 'entitled' && !a.releasedAt);
      if (isRename && !keeps) await skip([item], 'changed', context);
      else await lose(item, here, isRename ? 'left_team' : (reason ?? 'left_team'), context);
    }

    async function lose(item: SyncItemRow, from: AliasRow[], why: LossReason, within: LifeCycleContext) {
      const alias = from.find((a) => a.id === item.aliasId);
      if (!alias || alias.entitlement !== item.before) return skip([item], 'changed', within);
      const isGraceOver = !item.isLoss;
      const [lost] = await beginLoss(
        row,
        [
          {
            alias,
            reason: isGraceOver ? ((item.reason as LossReason | null) ?? why) : why,
            ...(item.reason === 'renamed' && { cause: 'renamed' }),
            isGraceOver,
          },
        ],
        within,
      );
      if (!lost) return skip([item], 'changed', within);
      await record(item, lost.alias.id, 'graceUntil' in lost.loss ? lost.loss.graceUntil : null, within);
    }
  }

  async function record(
    item: SyncItemRow,
    aliasId: string,
    graceUntil: Date | null,
    context: LifeCycleContext,
  ) {
    const { syncRuns } = context.stores;
    await syncRuns.settleItem(item.id, { state: 'applied', graceUntil }, context.now);
    if (item.isLoss) await syncRuns.addLosses([{ domainId: domain.id, aliasId, runId: run.id }], context.now);
  }

  async function applyUnclaimed(items: SyncItemRow[], context: LifeCycleContext): Promise<void> {
    for (const item of items) {
      const alias = item.aliasId && (await context.stores.aliases.findUnclaimed(item.aliasId));
      if (!alias || alias.entitlement !== item.before) {
        await skip([item], 'changed', context);
      } else if (item.action === 'restore') {
        await restoreAliases(null, [alias], context);
        await context.stores.syncRuns.settleItem(item.id, { state: 'applied' }, context.now);
      } else if (standingOf(names, alias.localPart) === 'ok') {
        await skip([item], 'came_back', context);
      } else {
        const reason = (item.reason ?? 'left_team') as LossReason;
        const [lost] = await beginLoss(null, [{ alias, reason, isGraceOver: !item.isLoss }], context);
        if (!lost) await skip([item], 'changed', context);
        else await record(item, alias.id, 'graceUntil' in lost.loss ? lost.loss.graceUntil : null, context);
      }
    }
  }

  /** No answer: what an admin approved waits for them again, and the rest is found anew by the next run. */
  async function putOff(items: SyncItemRow[], context: LifeCycleContext): Promise<void> {
    const isApproved = run.decidedAt !== null && run.plannedAt !== null && run.decidedAt >= run.plannedAt;
    for (const item of items) {
      if (isApproved && item.isLoss) await context.stores.syncRuns.closeWaiting(item.id);
      else await skip([item], 'unanswered', context);
    }
  }

  async function skip(
    items: SyncItemRow[],
    outcome: string,
    { stores: inTx, now }: { stores: Stores; now: Date },
  ) {
    for (const item of items) await inTx.syncRuns.settleItem(item.id, { state: 'skipped', outcome }, now);
  }
}
