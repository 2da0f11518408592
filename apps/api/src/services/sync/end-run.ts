import {
  createStores,
  withTransaction,
  type Database,
  type DomainRow,
  type NewError,
  type Stores,
  type SyncRunRow,
} from '@ubuntu-aliases/store';
import { readDomainSettings } from '@ubuntu-aliases/shared';
import { addressesRemovedMail, contactsOf, newAddressesMail, type NoticeConfig } from '../notices.ts';
import type { LookUp } from './look-up.ts';
import type { StopReason } from './stop.ts';

export interface EndDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

const RELEASED = { lease: null, leaseUntil: null } as const;
const STOP_CODES = ['sync.roster_not_accepted', 'sync.failed'];

/** Everything is done that may be: counts, mails to admins, error entries, all with the run's end (R6). */
export async function finishRun(
  run: SyncRunRow,
  lease: string,
  domain: DomainRow,
  lookUp: LookUp,
  { database, notices, clock }: EndDeps,
): Promise<void> {
  await withTransaction(database, async (tx) => {
    const stores = createStores(tx);
    const now = clock();
    await stores.syncQueue.hold(run.id, lease);
    const counts = await stores.syncRuns.countItems(run.id);
    const isWaiting = counts.some((c) => c.state === 'waiting');
    const count = (action: string) =>
      counts
        .filter((c) => c.action === action && (c.state === 'applied' || c.state === 'waiting'))
        .reduce((sum, c) => sum + c.count, 0);
    await stores.syncRuns.change(run.id, 'applying', {
      ...RELEASED,
      state: isWaiting ? 'needs_approval' : 'applied',
      finishedAt: isWaiting ? null : now,
      added: count('add'),
      restored: count('restore'),
      graced: count('grace'),
      suspended: count('suspend'),
      ...reasonFields(lookUp.fault),
      ...(lookUp.fault && { unanswered: lookUp.counts.unanswered }),
    });
    await mailAdmins(run, domain, stores, notices, now);
    await stores.errors.resolveForDomain(domain.id, STOP_CODES, now);
    if (isWaiting) await stores.errors.record([entryOf('sync.approval_needed', domain.id, run.id, {})], now);
    else if (!(await stores.syncRuns.findWaiting(domain.id, run.id)))
      await stores.errors.resolveForDomain(domain.id, ['sync.approval_needed'], now);
    if (lookUp.counts.answered > 0 || !lookUp.fault)
      await stores.launchpadGate.succeeded({ isProbe: run.origin !== 'schedule' });
  });
}

/** Nothing was changed: the run says why, and so does one entry of the error log. */
export async function stopRun(
  run: SyncRunRow,
  lease: string,
  reason: StopReason,
  { database, clock }: EndDeps,
): Promise<void> {
  await withTransaction(database, async (tx) => {
    const stores = createStores(tx);
    const now = clock();
    const { domainId } = await stores.syncQueue.hold(run.id, lease);
    await stores.syncRuns.change(run.id, ['reading', 'applying'], {
      ...RELEASED,
      state: 'stopped',
      finishedAt: now,
      ...reasonFields(reason),
    });
    const details = { condition: reason.detail, ...(reason.page !== null && { page: reason.page }) };
    await stores.errors.record([entryOf('sync.roster_not_accepted', domainId, run.id, details)], now);
    if (reason.code === 'launchpad.unavailable') await stores.launchpadGate.failed(now, reason.retryAt);
  });
}

/** A fault of ours. Nothing of it was applied: that part is never given up. */
export async function failRun(
  run: SyncRunRow,
  lease: string,
  error: unknown,
  { database, clock }: EndDeps,
): Promise<void> {
  await withTransaction(database, async (tx) => {
    const stores = createStores(tx);
    const now = clock();
    const { domainId } = await stores.syncQueue.hold(run.id, lease);
    const detail = error instanceof Error ? error.name.slice(0, 60) : 'unknown';
    await stores.syncRuns.change(run.id, 'reading', {
      ...RELEASED,
      state: 'failed',
      finishedAt: now,
      reasonCode: 'internal',
      reasonDetail: detail,
    });
    await stores.errors.record([entryOf('sync.failed', domainId, run.id, { name: detail })], now);
  });
}

function reasonFields(reason: StopReason | null) {
  return reason
    ? {
        reasonCode: reason.code,
        reasonDetail: reason.detail,
        reasonPage: reason.page,
        retryAt: reason.retryAt,
      }
    : {};
}

function entryOf(code: string, domainId: string, requestId: string, details: object): NewError {
  return { code, severity: 'error', memberId: null, domainId, details, requestId };
}

/** One run is one mail to each contact, of what they want to hear at once. */
async function mailAdmins(
  run: SyncRunRow,
  domain: DomainRow,
  stores: Stores,
  notices: NoticeConfig,
  now: Date,
): Promise<void> {
  // What a run did before its plan waited for an approval was told then.
  const isApproved = run.decidedAt !== null && run.plannedAt !== null && run.decidedAt >= run.plannedAt;
  const applied = await stores.syncRuns.listApplied(run.id, isApproved ? run.decidedAt : null);
  const addresses = (...actions: string[]) =>
    applied.filter((a) => actions.includes(a.action)).map((a) => `${a.localPart}@${domain.name}`);
  const added = addresses('add');
  const graced = addresses('grace');
  const suspended = addresses('suspend');
  const contacts = contactsOf(domain, notices);
  if (added.length > 0 && domain.newAddressNotice === 'at_once') {
    const items = added.map((address) => ({ address }));
    await stores.outbox.add(
      contacts.map((to) => newAddressesMail(to, domain.name, items)),
      now,
    );
  }
  const isToldAtOnce = readDomainSettings(domain.settings).removalNotice === 'at_once';
  if (graced.length + suspended.length > 0 && isToldAtOnce) {
    const mails = contacts.map((to) =>
      addressesRemovedMail(to, { domain: domain.name, graced, suspended }, notices),
    );
    await stores.outbox.add(mails, now);
  }
}
