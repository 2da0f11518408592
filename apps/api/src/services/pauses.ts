import { AppError, PAUSE_DAYS_MAX, type UpdateAlias } from '@ubuntu-aliases/shared';
import { createStores, isPaused, withTransaction, type Database } from '@ubuntu-aliases/store';

const DAY = 86_400_000;
/** Pauses ended in one go of the job. */
const BATCH = 100;

/** The owner's pause: what senders are told meanwhile, and when it ends by itself. */
export function createPauseService({ database, clock }: { database: Database; clock: () => Date }) {
  return {
    /** What is so already is left alone. `request.precondition_failed` when it is not at `version` any more. */
    update: (
      { memberId, requestId }: { memberId: string; requestId: string | null },
      aliasId: string,
      version: number,
      wanted: UpdateAlias,
    ): Promise<void> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const now = clock();
        const alias = await stores.aliases.holdOwned(aliasId, memberId);
        if (!alias || alias.releasedAt) throw new AppError('alias.not_found');
        if (alias.version !== version) throw new AppError('request.precondition_failed');
        const wasPaused = isPaused(alias, now);
        const entry = { memberId, aliasId, domainId: alias.domainId, requestId };
        const actor = { kind: 'member', memberId } as const;
        if (wanted.state === 'active') {
          if (!wasPaused) return;
          await stores.aliases.setPause(aliasId, version, null);
          return stores.audit.append([{ ...entry, actor, action: 'alias.resumed' }]);
        }
        // What is not said stays as it is.
        const until =
          wanted.pausedUntil === undefined
            ? wasPaused
              ? alias.pausedUntil
              : null
            : readEnd(wanted.pausedUntil, now);
        const reply = wanted.pauseReply ?? (wasPaused ? alias.pauseReply : null) ?? 'temporary';
        const isSame =
          wasPaused && alias.pauseReply === reply && alias.pausedUntil?.getTime() === until?.getTime();
        if (isSame) return;
        const at = (wasPaused && alias.pausedAt) || now;
        await stores.aliases.setPause(aliasId, version, { at, reply, until });
        await stores.audit.append([
          {
            ...entry,
            actor,
            action: 'alias.paused',
            changes: {
              reply: [wasPaused ? alias.pauseReply : null, reply],
              until: [(wasPaused && alias.pausedUntil?.toISOString()) || null, until?.toISOString() ?? null],
            },
          },
        ]);
      }),

    /** A job: what is shown as resumed already is written down as well. True when there may be more. */
    endDue: (): Promise<boolean> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const ended = await stores.aliases.endPauses(clock(), BATCH);
        await stores.audit.append(
          ended.map(({ id, memberId, domainId }) => ({
            actor: { kind: 'system', memberId: null },
            action: 'alias.resumed',
            memberId,
            aliasId: id,
            domainId,
            changes: { by: [null, 'end_date'] },
          })),
        );
        return ended.length === BATCH;
      }),
  };
}

export type PauseService = ReturnType<typeof createPauseService>;

function readEnd(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const until = new Date(text);
  const refuse = (problem: string) =>
    new AppError('request.invalid', {
      details: { where: 'body', problems: [{ field: 'pausedUntil', code: problem }] },
    });
  if (!(until > now)) throw refuse('past');
  if (until.getTime() > now.getTime() + PAUSE_DAYS_MAX * DAY) throw refuse('too_far');
  return until;
}
