import { AppError, type MailCounts } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type Database, type MailDay } from '@ubuntu-aliases/store';

export interface VersionedCounts {
  version: number;
  counts: MailCounts;
}

const present = (version: number, isCounted: boolean, days: readonly MailDay[]): VersionedCounts => ({
  version,
  counts: {
    isCounted,
    lastAt: days[0]?.lastHour.toISOString() ?? null,
    days: days.map(({ day, forwarded, refused }) => ({ day, forwarded, refused })),
  },
});

/** What an owner sees of how much mail an address has, and whether it is counted at all. */
export function createMailCountService({ database }: { database: Database }) {
  return {
    async read(memberId: string, aliasId: string): Promise<VersionedCounts> {
      const alias = await database.client.alias.findFirst({
        where: { id: aliasId, memberId, releasedAt: null },
        select: { version: true, countsMail: true },
      });
      if (!alias) throw new AppError('alias.not_found');
      const days = await createStores(database.client).failing.listDays(aliasId);
      return present(alias.version, alias.countsMail, days);
    },

    /** `requireVersion` is asked with the row held, and throws when the change was made from another version of it. */
    setCounted: (
      { memberId, requestId }: { memberId: string; requestId: string | null },
      aliasId: string,
      requireVersion: (current: number) => void,
      isCounted: boolean,
    ): Promise<VersionedCounts> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const alias = await stores.aliases.holdOwned(aliasId, memberId);
        if (!alias || alias.releasedAt) throw new AppError('alias.not_found');
        requireVersion(alias.version);
        const isChange = alias.countsMail !== isCounted;
        if (isChange) {
          await stores.failing.setCounting(aliasId, alias.version, isCounted);
          await stores.audit.append([
            {
              actor: { kind: 'member', memberId },
              action: isCounted ? 'alias.counting_on' : 'alias.counting_off',
              memberId,
              aliasId,
              domainId: alias.domainId,
              requestId,
            },
          ]);
        }
        const days = await stores.failing.listDays(aliasId);
        return present(alias.version + (isChange ? 1 : 0), isCounted, days);
      }),
  };
}

export type MailCountService = ReturnType<typeof createMailCountService>;
