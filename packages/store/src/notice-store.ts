import type { Db } from './database.ts';

export interface DueEntry {
  id: string;
  code: string;
  count: number;
  domain: string | null;
  /** The domain's own contacts; empty when it has none. */
  contacts: string[];
  launchpadName: string | null;
  openedAt: Date;
  lastSeenAt: Date;
}

export function createNoticeStore(db: Db) {
  return {
    /** One composer at a time, however many workers: held until the transaction ends. False: somebody else is at it. */
    async lock(): Promise<boolean> {
      const [row] = await db.$queryRaw<{ taken: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtext('ubuntu-aliases'), hashtext('notices')) AS taken`;
      return row?.taken ?? false;
    },

    async listDue(now: Date): Promise<DueEntry[]> {
      const rows = await db.errorEntry.findMany({
        where: { noticeDueAt: { lte: now } },
        include: {
          domain: { select: { name: true, adminContacts: true } },
          member: { select: { launchpadName: true } },
        },
        orderBy: { noticeDueAt: 'asc' },
        take: 500,
      });
      return rows.map((row) => ({
        id: row.id,
        code: row.code,
        count: row.count,
        domain: row.domain?.name ?? null,
        contacts: row.domain?.adminContacts ?? [],
        launchpadName: row.member?.launchpadName ?? null,
        openedAt: row.openedAt,
        lastSeenAt: row.lastSeenAt,
      }));
    },

    /** When each contact was last told of each of these entries. */
    listMailed: (errorIds: string[]) => db.errorNotice.findMany({ where: { errorId: { in: errorIds } } }),

    async setMailed(notices: { errorId: string; contact: string }[], now: Date): Promise<void> {
      for (const { errorId, contact } of notices) {
        await db.errorNotice.upsert({
          where: { errorId_contact: { errorId, contact } },
          create: { errorId, contact, mailedAt: now },
          update: { mailedAt: now },
        });
      }
    },

    /**
     * Unless the entry was seen again since `lastSeenAt`, or settled, while its mail was being composed: then
     * what that decided stands.
     */
    async setDue(errorId: string, lastSeenAt: Date, noticeDueAt: Date | null): Promise<void> {
      await db.errorEntry.updateMany({
        where: { id: errorId, lastSeenAt, noticeDueAt: { not: null } },
        data: { noticeDueAt },
      });
    },

    async listClocks(kind: string): Promise<Map<string, Date>> {
      const rows = await db.noticeClock.findMany({ where: { kind } });
      return new Map(rows.map((row) => [row.contact, row.mailedAt]));
    },

    async setClock(contact: string, kind: string, now: Date): Promise<void> {
      await db.noticeClock.upsert({
        where: { contact_kind: { contact, kind } },
        create: { contact, kind, mailedAt: now },
        update: { mailedAt: now },
      });
    },

    /** Addresses of a domain that were created after `since`, for a digest. */
    async listNewAddresses(domainId: string, since: Date, until: Date): Promise<string[]> {
      const rows = await db.alias.findMany({
        where: { domainId, createdAt: { gt: since, lte: until } },
        include: { domain: { select: { name: true } } },
        orderBy: { createdAt: 'asc' },
        take: 500,
      });
      return rows.map((row) => `${row.localPart}@${row.domain.name}`);
    },
  };
}

export type NoticeStore = ReturnType<typeof createNoticeStore>;
