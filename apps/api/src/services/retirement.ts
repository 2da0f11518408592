import { createStores, withTransaction, type Database } from '@ubuntu-aliases/store';
import { beginLoss } from './life-cycle.ts';
import type { NoticeConfig } from './notices.ts';

const BATCH = 50;

export interface RetirementDeps {
  database: Database;
  notices: NoticeConfig;
  /** `GRACE_DAYS`: where a domain says nothing else. */
  graceDays: number;
  clock: () => Date;
}

/**
 * Addresses at a domain that an admin has retired: into grace, and after it suspended. An admin decided it for the whole
 * domain, so neither rosters nor the brake have a say in it; a batch at a time, each told once (R6).
 */
export function createRetirement({ database, notices, graceDays, clock }: RetirementDeps) {
  return {
    /** True when there may be more. */
    run: (): Promise<boolean> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const now = clock();
        const due = await stores.aliases.takeOfRetired(now, BATCH);
        if (due.length === 0) return false;
        const domains = await stores.domains.listAll();
        const actor = { kind: 'system', memberId: null } as const;
        for (const alias of due) {
          const isGraceOver = alias.entitlement === 'grace';
          const reason = alias.entitlementReason ?? 'left_team';
          const cause = reason === 'left_team' ? ({ cause: 'retired' } as const) : {};
          await beginLoss(
            alias.memberId === null ? null : await stores.members.find(alias.memberId),
            [{ alias, reason, ...cause, isGraceOver }],
            { stores, notices, graceDays, domains, actor, now, requestId: null },
          );
        }
        return due.length === BATCH;
      }),
  };
}
