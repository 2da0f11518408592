import type { SyncRun, SyncRunItem } from '@ubuntu-aliases/shared';
import type { SyncItemRecord, SyncRunRecord } from '@ubuntu-aliases/store';
import { APPROVABLE_MS } from '../../../services/sync/runs.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function presentSyncRun(run: SyncRunRecord, canAcceptRoster: boolean): SyncRun {
  const { id, domain, mode, origin, state, reasonCode: code, reasonDetail: detail } = run;
  const { added, restored, graced, suspended, unmatched, unanswered, pages, people, lookups } = run;
  return {
    id,
    domain: domain.name,
    team: domain.team,
    mode,
    origin,
    state,
    ...(code !== null && {
      reason: {
        code,
        detail: detail ?? '',
        ...(run.reasonPage !== null && { page: run.reasonPage }),
        ...(run.retryAt && { retryAt: run.retryAt.toISOString() }),
      },
    }),
    counts: { added, restored, graced, suspended, unmatched },
    unanswered,
    progress: { pages, people, lookups },
    isRosterAccepted: run.acceptedAt !== null,
    canAcceptRoster,
    approvableUntil:
      state === 'needs_approval' && run.plannedAt
        ? new Date(run.plannedAt.getTime() + APPROVABLE_MS).toISOString()
        : null,
    decision:
      run.decidedAt && run.decisionReason !== null
        ? { reason: run.decisionReason, at: run.decidedAt.toISOString(), by: run.decidedByName }
        : null,
    createdAt: run.createdAt.toISOString(),
    startedAt: iso(run.startedAt),
    finishedAt: iso(run.finishedAt),
  };
}

export function presentSyncRunItem(item: SyncItemRecord): SyncRunItem {
  const { id, action, state, aliasId, reason, before, after, outcome, alias, member } = item;
  return {
    id,
    action,
    state,
    address: alias && `${alias.localPart}@${alias.domain.name}`,
    aliasId,
    member: member && { id: member.id, launchpadName: member.launchpadName, displayName: member.displayName },
    reason,
    before,
    after,
    graceUntil: iso(item.graceUntil),
    outcome,
  };
}
