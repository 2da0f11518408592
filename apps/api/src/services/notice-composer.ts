import { createStores, withTransaction, type Database, type Stores } from '@ubuntu-aliases/store';
import { planNotices } from '../domain/notice-plan.ts';
import { readDomainSettings } from '@ubuntu-aliases/shared';
import {
  addressesRemovedMail,
  contactsOf,
  newAddressesMail,
  problemsMail,
  type NoticeConfig,
} from './notices.ts';

const DAY = 86_400_000;
/** Addresses that a digest can name; the mail counts the rest. */
const DIGEST_NAMES = 50;

export interface NoticeComposerDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

/** Writes the mails to admin contacts that are due. What was told is remembered in the same transaction. */
export function createNoticeComposer({ database, notices, clock }: NoticeComposerDeps) {
  async function composeProblems(stores: Stores, now: Date): Promise<void> {
    const entries = await stores.notices.listDue(now);
    if (entries.length === 0) return;
    const mailed = await stores.notices.listMailed(entries.map((e) => e.id));
    const clocks = await stores.notices.listClocks('problems');
    const reminderClocks = await stores.notices.listClocks('reminders');
    const plan = planNotices(
      entries.map((e) => ({ ...e, contacts: contactsOf({ adminContacts: e.contacts }, notices) })),
      {
        mailedAt: (errorId, contact) =>
          mailed.find((m) => m.errorId === errorId && m.contact === contact)?.mailedAt ?? null,
        lastNewMailAt: (contact) => clocks.get(contact) ?? null,
        lastReminderAt: (contact) => reminderClocks.get(contact) ?? null,
      },
      now,
    );
    const mails = plan.mails.map(({ contact, entries: told }) => {
      const items = told.flatMap(({ id, isNew }) => {
        const entry = entries.find((e) => e.id === id);
        if (!entry) return [];
        const { code, domain, count, launchpadName: who } = entry;
        return [{ code, domain, count, who, isNew }];
      });
      return problemsMail(contact, items, notices);
    });
    await stores.outbox.add(mails, now);
    await stores.notices.setMailed(
      plan.mails.flatMap(({ contact, entries: told }) => told.map(({ id }) => ({ errorId: id, contact }))),
      now,
    );
    for (const { contact, entries: told } of plan.mails) {
      // A reminder alone does not make the next new entry wait.
      const kind = told.some(({ isNew }) => isNew) ? 'problems' : 'reminders';
      await stores.notices.setClock(contact, kind, now);
    }
    await stores.notices.setDue(plan.due);
  }

  /** New addresses of the domains whose admins want them once a day. */
  async function composeDigests(stores: Stores, now: Date): Promise<void> {
    const domains = (await stores.domains.listActive()).filter((d) => d.newAddressNotice === 'daily');
    for (const domain of domains) {
      const kind = `addresses:${domain.name}`;
      const clocks = await stores.notices.listClocks(kind);
      for (const contact of contactsOf(domain, notices)) {
        const last = clocks.get(contact);
        if (last && now.getTime() - last.getTime() < DAY) continue;
        const { addresses, count } = await stores.notices.listNewAddresses(
          domain.id,
          last ?? new Date(now.getTime() - DAY),
          now,
          DIGEST_NAMES,
        );
        if (addresses.length > 0) {
          await stores.outbox.add(
            [
              newAddressesMail(
                contact,
                domain.name,
                addresses.map((address) => ({ address })),
                count,
              ),
            ],
            now,
          );
        }
        await stores.notices.setClock(contact, kind, now);
      }
    }
  }

  /** Addresses that were taken away, for the domains whose admins want to hear of it once a day. */
  async function composeRemovals(stores: Stores, now: Date): Promise<void> {
    for (const domain of await stores.domains.listActive()) {
      if (readDomainSettings(domain.settings).removalNotice !== 'daily') continue;
      const kind = `removals:${domain.name}`;
      const clocks = await stores.notices.listClocks(kind);
      for (const contact of contactsOf(domain, notices)) {
        const last = clocks.get(contact);
        if (last && now.getTime() - last.getTime() < DAY) continue;
        const lost = await stores.syncRuns.listRemoved(domain.id, last ?? new Date(now.getTime() - DAY), now);
        const addresses = (isLost: (entitlement: string) => boolean) =>
          lost.filter((a) => isLost(a.entitlement)).map((a) => `${a.localPart}@${domain.name}`);
        const graced = addresses((e) => e === 'grace');
        const suspended = addresses((e) => e === 'suspended');
        if (graced.length + suspended.length > 0)
          await stores.outbox.add(
            [addressesRemovedMail(contact, { domain: domain.name, graced, suspended }, notices)],
            now,
          );
        await stores.notices.setClock(contact, kind, now);
      }
    }
  }

  return {
    run: (): Promise<void> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        if (!(await stores.notices.lock())) return;
        const now = clock();
        await composeProblems(stores, now);
        await composeDigests(stores, now);
        await composeRemovals(stores, now);
      }),
  };
}
