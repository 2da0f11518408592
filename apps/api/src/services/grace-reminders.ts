import { createStores, withTransaction, type Database } from '@ubuntu-aliases/store';
import { reminderDue } from '../domain/entitlement-loss.ts';
import { localPartOf } from '@ubuntu-aliases/shared';
import { memberMail } from './life-cycle.ts';
import { addressOf, type NoticeConfig } from './notices.ts';

const WEEK = 7 * 86_400_000;
const BATCH = 50;

export interface GraceReminderDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

/** Reminds owners 7 days and 1 day before a grace ends, each once; that it was said is stored with the mail (R6). */
export function createGraceReminders({ database, notices, clock }: GraceReminderDeps) {
  return {
    /** True when there may be more. */
    run: (): Promise<boolean> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const now = clock();
        const ending = await stores.aliases.listGraceEnding(now, new Date(now.getTime() + WEEK), BATCH);
        if (ending.length === 0) return false;
        const domains = await stores.domains.listAll();
        const members = await stores.members.findMany(ending.map(({ memberId }) => memberId));
        const due = ending.flatMap((alias) => {
          const daysLeft = reminderDue(alias.graceUntil, alias.graceToldDays, now);
          return daysLeft === null ? [] : [{ alias, daysLeft }];
        });
        const mails = due.flatMap(({ alias, daysLeft }) => {
          const member = members.get(alias.memberId) ?? null;
          const name = member?.launchpadName ? localPartOf(member.launchpadName) : null;
          const isRenamed = alias.reason === 'left_team' && name?.ok && name.localPart !== alias.localPart;
          const domain = domains.find((d) => d.id === alias.domainId);
          const cause = alias.reason === 'domain_retired' ? 'retired' : alias.reason;
          return memberMail(member, {
            template: 'address-grace',
            params: {
              address: addressOf(alias, domains),
              cause: isRenamed ? 'renamed' : cause,
              team: domain?.team ?? '',
              until: alias.graceUntil.toISOString(),
              daysLeft,
              dashboardUrl: `${notices.publicUrl}/addresses`,
            },
          });
        });
        await stores.outbox.add(mails, now);
        await stores.aliases.setGraceTold(
          due.map(({ alias, daysLeft }) => ({ id: alias.id, days: daysLeft })),
        );
        return ending.length === BATCH;
      }),
  };
}
