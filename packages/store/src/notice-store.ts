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

    /**
     * Holds what it gives until the transaction ends, and leaves out what somebody else holds: it waits for
     * nobody, so it can be in no circle of waiting.
     */
    async listDue(now: Date): Promise<DueEntry[]> {
      const held = await db.$queryRaw<{ id: string }[]>`
        SELECT id FROM error_entries WHERE notice_due_at <= ${now}::timestamptz
        ORDER BY notice_due_at LIMIT 200 FOR UPDATE SKIP LOCKED`;
      const rows = await db.errorEntry.findMany({
        where: { id: { in: held.map(({ id }) => id) } },
        include: {
          domain: { select: { name: true, adminContacts: true } },
          member: { select: { launchpadName: true } },
        },
        orderBy: { noticeDueAt: 'asc' },
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
      if (notices.length === 0) return;
      await db.$executeRaw`
        INSERT INTO error_notices (error_id, contact, mailed_at)
        SELECT "errorId", contact, ${now}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) AS x ("errorId" uuid, contact text)
        ON CONFLICT (error_id, contact) DO UPDATE SET mailed_at = EXCLUDED.mailed_at`;
    },

    /** When to look at each of these entries, all of them held by `listDue`, again. */
    async setDue(due: { id: string; at: Date | null }[]): Promise<void> {
      if (due.length === 0) return;
      await db.$executeRaw`
        UPDATE error_entries e SET notice_due_at = x.at
        FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb) AS x (id uuid, at timestamptz)
        WHERE e.id = x.id`;
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

    /** Addresses of a domain that were created after `since`, for a digest: the first ones, and how many in all. */
    async listNewAddresses(
      domainId: string,
      since: Date,
      until: Date,
      limit: number,
    ): Promise<{ addresses: string[]; count: number }> {
      const where = { domainId, createdAt: { gt: since, lte: until } };
      const rows = await db.alias.findMany({
        where,
        include: { domain: { select: { name: true } } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      const count = rows.length < limit ? rows.length : await db.alias.count({ where });
      return { addresses: rows.map((row) => `${row.localPart}@${row.domain.name}`), count };
    },
  };
}

export type NoticeStore = ReturnType<typeof createNoticeStore>;
