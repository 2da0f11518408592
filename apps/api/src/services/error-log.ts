import {
  AppError,
  type ErrorEntryQuery,
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

interface Actor {
  memberId: string;
  scope: ErrorScope;
  requestId: string | null;
}

async function getEntry(stores: Stores, id: string, scope: ErrorScope) {
  const entry = await stores.errors.find(id, scope);
  if (!entry) throw new AppError('error_entry.not_found');
  return entry;
}

export function createErrorLogService({ database, clock }: { database: Database; clock: () => Date }) {
  const stores = createStores(database.client);
  return {
    list: (query: ErrorEntryQuery, scope: ErrorScope) => stores.errors.list(query, scope),

    get: (id: string, scope: ErrorScope) => getEntry(stores, id, scope),

    /**
     * `request.precondition_failed` when it is not at `version` any more. The change and its audit entry go together;
     * what changes nothing leaves neither.
     */
    update: (id: string, version: number, changes: UpdateErrorEntry, { memberId, scope, requestId }: Actor) =>
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

    /** Names and the whole e-mail of the person of an entry: told only once it is recorded who asked (R8, R9). */
    reveal: (id: string, { memberId, scope, requestId }: Actor): Promise<RevealedPerson> =>
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

export type ErrorLogService = ReturnType<typeof createErrorLogService>;
