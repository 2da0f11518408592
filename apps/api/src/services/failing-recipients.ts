import { maskAddress } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type Database, type TurnedRecipient } from '@ubuntu-aliases/store';
import { toStoredMail } from '../mailer/index.ts';
import type { NoticeConfig } from './notices.ts';

/** Refusals for good, in a row, after which a mailbox is called failing. */
export const FAILING_AFTER = 5;
/** One that comes and goes is not told of again before. */
const TOLD_AGAIN = 7 * 86_400_000;
const BATCH = 50;

export interface FailingRecipientDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

/** What the forwarder counted becomes a state, an entry in the audit log and a mail, in one transaction (R6). Mail goes on. */
export function createFailingRecipients({ database, notices, clock }: FailingRecipientDeps) {
  return {
    /** True when there may be more. */
    run: (): Promise<boolean> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const now = clock();
        const failing = await stores.failing.turnFailing(FAILING_AFTER, BATCH);
        const well = await stores.failing.recover(BATCH);
        const entryOf = (action: string) => (recipient: TurnedRecipient) => ({
          actor: { kind: 'system' as const, memberId: null },
          action,
          memberId: recipient.memberId,
          aliasId: recipient.aliasId,
          domainId: recipient.domainId,
        });
        await stores.audit.append([
          ...failing.map(entryOf('recipient.failing')),
          ...well.map(entryOf('recipient.recovered')),
        ]);
        for (const { aliasId } of [...failing, ...well]) await stores.aliases.touch(aliasId);
        for (const recipient of failing) {
          const { memberId, toldAt } = recipient;
          if (!memberId || (toldAt && toldAt.getTime() > now.getTime() - TOLD_AGAIN)) continue;
          const toAddress = await stores.failing.findOther(memberId, recipient);
          if (!toAddress) continue;
          const alias = await stores.aliases.holdOwned(recipient.aliasId, memberId);
          if (!alias || alias.releasedAt) continue;
          const member = await stores.members.find(memberId);
          const mail = toStoredMail({
            template: 'recipient-failing',
            params: {
              alias: `${alias.localPart}@${alias.domain.name}`,
              address: maskAddress(recipient.address),
              answer: recipient.refusal ?? '550',
              dashboardUrl: `${notices.publicUrl}/addresses`,
            },
          });
          await stores.outbox.add([{ memberId, toAddress, locale: member?.locale ?? 'en', ...mail }], now);
          await stores.failing.told(recipient.id, now);
        }
        return failing.length === BATCH || well.length === BATCH;
      }),
  };
}
