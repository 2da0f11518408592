import { createStores, withTransaction, type Database } from '@ubuntu-aliases/store';
import { beginLosses } from './life-cycle.ts';
import type { NoticeConfig } from './notices.ts';

const BATCH = 200;

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
        const [domains, members] = [
          await stores.domains.listAll(),
          await stores.members.findMany(due.flatMap(({ memberId }) => memberId ?? [])),
        ];
        await beginLosses(
          due.map((alias) => ({
            alias,
            member: members.get(alias.memberId ?? '') ?? null,
            // A grace that had begun for another reason ends for that one.
            reason: alias.entitlementReason ?? 'domain_retired',
            isGraceOver: alias.entitlement === 'grace',
          })),
          {
            stores,
            notices,
            graceDays,
            domains,
            actor: { kind: 'system', memberId: null },
            now,
            requestId: null,
          },
        );
        return due.length === BATCH;
      }),
  };
}
