import {
  AppError,
  type ChangedErrorStates,
  type ChangeErrorStates,
  type ErrorEntryQuery,
  type ErrorRetry,
  type RevealedPerson,
  type UpdateErrorEntry,
} from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type Database,
  type ErrorScope,
  type Stores,
} from '@ubuntu-aliases/store';
import type { AdminActor } from './admin-actor.ts';
import type { MemberService } from './members.ts';
import { MAIL_LEASE } from './outbox-delivery.ts';

export interface ErrorLogDeps {
  database: Database;
  members: MemberService;
  clock: () => Date;
}

/** A run that stopped or failed: the next one that is accepted resolves it. */
const SYNC_CODES: readonly string[] = ['sync.roster_not_accepted', 'sync.failed'];

/** What can be tried again about an entry. A mail that does not leave is nobody's in particular. */
export function retryOf(entry: {
  code: string;
  memberId: string | null;
  domainId: string | null;
}): ErrorRetry | null {
  if (SYNC_CODES.includes(entry.code)) return entry.domainId === null ? null : 'sync';
  if (entry.code === 'mail.delayed' || entry.code === 'mail.undeliverable') return 'send';
  return entry.memberId !== null && /^(member|alias)\./.test(entry.code) ? 'check' : null;
}

async function getEntry(stores: Stores, id: string, scope: ErrorScope) {
  const entry = await stores.errors.find(id, scope);
  if (!entry) throw new AppError('error_entry.not_found');
  return entry;
}

export function createErrorLogService({ database, members, clock }: ErrorLogDeps) {
  const stores = createStores(database.client);
  return {
    list: (query: ErrorEntryQuery, scope: ErrorScope) => stores.errors.list(query, scope),

    get: (id: string, scope: ErrorScope) => getEntry(stores, id, scope),

    /**
     * `request.precondition_failed` when it is not at `version` any more. The change and its audit entry go together;
     * what changes nothing leaves neither.
     */
    update: (
      id: string,
      version: number,
      changes: UpdateErrorEntry,
      { memberId, scope, requestId }: AdminActor,
    ) =>
      withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const before = await getEntry(inTx, id, scope);
        const isSame =
          (changes.state ?? before.state) === before.state && (changes.note ?? before.note) === before.note;
        if (isSame && before.version === version) return before;
        const isUpdated = await inTx.errors.update(id, version, changes, clock());
        if (!isUpdated) throw new AppError('request.precondition_failed');
        const after = await getEntry(inTx, id, scope);
        await inTx.audit.append([
          {
            actor: { kind: 'admin', memberId },
            action: 'error.updated',
            errorId: id,
            memberId: before.memberId,
            domainId: before.domainId,
            requestId,
            changes: {
              ...(before.state !== after.state && { state: [before.state, after.state] }),
              ...(before.note !== after.note && { note: ['changed', 'changed'] }),
            },
          },
        ]);
        return after;
      }),

    /** Each entry is looked at by itself: what is not the admin's to change is left out and said. */
    changeStates: (
      { ids, state }: ChangeErrorStates,
      { memberId, scope, requestId }: AdminActor,
    ): Promise<ChangedErrorStates> =>
      withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const before = await inTx.errors.hold([...new Set(ids)], scope);
        const changing = before.filter((entry) => entry.state !== state);
        await inTx.errors.setStates(
          changing.map(({ id }) => id),
          state,
          clock(),
        );
        await inTx.audit.append(
          changing.map((entry) => ({
            actor: { kind: 'admin', memberId },
            action: 'error.updated',
            errorId: entry.id,
            memberId: entry.memberId,
            domainId: entry.domainId,
            requestId,
            changes: { state: [entry.state, state] },
          })),
        );
        const outcomeOf = (id: string) => {
          const found = before.find((entry) => entry.id === id);
          if (!found) return 'not_found';
          return found.state === state ? 'same' : 'changed';
        };
        return { items: [...new Set(ids)].map((id) => ({ id, outcome: outcomeOf(id) })) };
      }),

    /** Does again what failed. What comes of it shows on the entry, which resolves itself. */
    async retry(id: string, { memberId, scope, requestId }: AdminActor): Promise<ErrorRetry> {
      const entry = await getEntry(stores, id, scope);
      const retry = retryOf(entry);
      if (retry === null) throw new AppError('request.conflict', { details: { reason: 'nothing_to_retry' } });
      const now = clock();
      await withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        if (retry === 'sync' && entry.domainId !== null) await startRun(inTx, entry.domainId, memberId, now);
        if (retry === 'send') await inTx.outbox.sendAgain(now, new Date(now.getTime() + MAIL_LEASE));
        await inTx.audit.append([
          {
            actor: { kind: 'admin', memberId },
            action: 'error.retried',
            errorId: id,
            memberId: entry.memberId,
            domainId: entry.domainId,
            requestId,
          },
        ]);
      });
      if (retry === 'check' && entry.memberId !== null) await members.recheck(entry.memberId, requestId);
      return retry;
    },

    /** Names and the whole e-mail of the person of an entry: told only once it is recorded who asked (R8, R9). */
    reveal: (id: string, { memberId, scope, requestId }: AdminActor): Promise<RevealedPerson> =>
      withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const { member, ...entry } = await getEntry(inTx, id, scope);
        if (!member) throw new AppError('member.not_found');
        await inTx.audit.append([
          {
            actor: { kind: 'admin', memberId },
            action: 'member.revealed',
            errorId: id,
            memberId: entry.memberId,
            domainId: entry.domainId,
            requestId,
          },
        ]);
        const { claimedIdentifier, launchpadName, displayName, email } = member;
        return { claimedIdentifier, launchpadName, displayName, email };
      }),
  };
}

/** A run that a person started does not wait for what holds up the schedule. */
async function startRun(stores: Stores, domainId: string, memberId: string, now: Date): Promise<void> {
  const domain = await stores.domains.holdShared(domainId);
  if (!domain || domain.retiredAt)
    throw new AppError('request.conflict', { details: { reason: 'nothing_to_retry' } });
  await stores.syncQueue.enqueue({ domainId, mode: 'apply', origin: 'admin', requestedBy: memberId }, now);
}

export type ErrorLogService = ReturnType<typeof createErrorLogService>;
