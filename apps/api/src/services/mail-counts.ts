import { AppError, type MailCounts } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type Database } from '@ubuntu-aliases/store';

/** What an owner sees of how much mail an address has, and whether it is counted at all. */
export function createMailCountService({ database }: { database: Database }) {
  const find = async (memberId: string, aliasId: string) => {
    const alias = await database.client.alias.findFirst({
      where: { id: aliasId, memberId, releasedAt: null },
      select: { version: true, countsMail: true },
    });
    if (!alias) throw new AppError('alias.not_found');
    return alias;
  };

  return {
    async read(memberId: string, aliasId: string): Promise<{ version: number; counts: MailCounts }> {
      const { version, countsMail } = await find(memberId, aliasId);
      const days = await createStores(database.client).failing.listDays(aliasId);
      return {
        version,
        counts: {
          isCounted: countsMail,
          lastAt: days[0]?.lastHour.toISOString() ?? null,
          days: days.map(({ day, forwarded, refused }) => ({ day, forwarded, refused })),
        },
      };
    },

    /** `request.precondition_failed` when it is not at `version` any more. */
    setCounted: (
      { memberId, requestId }: { memberId: string; requestId: string | null },
      aliasId: string,
      version: number,
      isCounted: boolean,
    ): Promise<void> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const alias = await stores.aliases.holdOwned(aliasId, memberId);
        if (!alias || alias.releasedAt) throw new AppError('alias.not_found');
        if (alias.version !== version) throw new AppError('request.precondition_failed');
        if (alias.countsMail === isCounted) return;
        await stores.failing.setCounting(aliasId, version, isCounted);
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
      }),
  };
}

export type MailCountService = ReturnType<typeof createMailCountService>;
