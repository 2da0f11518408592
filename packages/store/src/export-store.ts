import type { Db } from './database.ts';

export interface DataExportRow {
  id: string;
  memberId: string;
  createdAt: Date;
  madeAt: Date | null;
  expiresAt: Date;
  size: number | null;
}

const EVENTS_AT_ONCE = 5_000;
const WITHOUT_CONTENT = { omit: { content: true } } as const;

/** Written out by hand: secrets and their hashes are of no use to anybody, everything else about the member leaves. */
export function createExportStore(db: Db) {
  /** In parts, so that no statement of it takes long however many there are. */
  async function listEvents(memberId: string) {
    const events = [];
    for (let after: string | undefined; ;) {
      const part = await db.auditEntry.findMany({
        where: {
          OR: [{ memberId }, { actorMemberId: memberId }],
          ...(after !== undefined && { id: { gt: after } }),
        },
        select: { id: true, at: true, action: true, actorKind: true, aliasId: true, changes: true },
        orderBy: { id: 'asc' },
        take: EVENTS_AT_ONCE,
      });
      for (const event of part) events.push(event);
      after = part.at(-1)?.id;
      if (part.length < EVENTS_AT_ONCE) return events;
    }
  }

  return {
    /** Only the log grows without end; everything else is kept for some days or is one of a few. */
    async hasMoreEntriesThan(memberId: string, limit: number): Promise<boolean> {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) FROM (
          SELECT 1 FROM audit_entries WHERE member_id = ${memberId}::uuid OR actor_member_id = ${memberId}::uuid
          LIMIT ${limit + 1}) entries`;
      return Number(row?.count ?? 0) > limit;
    },

    findExport: (memberId: string, now: Date): Promise<DataExportRow | null> =>
      db.dataExport.findFirst({ where: { memberId, expiresAt: { gt: now } }, ...WITHOUT_CONTENT }),

    /** In place of the one before. */
    async createExport(memberId: string, createdAt: Date, expiresAt: Date): Promise<DataExportRow> {
      await db.dataExport.deleteMany({ where: { memberId } });
      return db.dataExport.create({ data: { memberId, createdAt, expiresAt }, ...WITHOUT_CONTENT });
    },

    /**
     * One whose turn it is; of several workers each takes another. It is out of their way from now on, five minutes and twice
     * as long after each try, whatever becomes of this one.
     */
    async takeQueued(now: Date): Promise<{ id: string; memberId: string } | null> {
      const [row] = await db.$queryRaw<{ id: string; memberId: string }[]>`
        UPDATE data_exports SET tries = tries + 1,
          next_try_at = ${now}::timestamptz + interval '5 minutes' * (2 ^ LEAST(tries, 8))
        WHERE id = (
          SELECT id FROM data_exports WHERE made_at IS NULL AND expires_at > ${now}::timestamptz
            AND (next_try_at IS NULL OR next_try_at <= ${now}::timestamptz)
          ORDER BY COALESCE(next_try_at, created_at) LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, member_id AS "memberId"`;
      return row ?? null;
    },

    /** False: it was made by somebody else, or is not wanted any more. */
    async keepExport(
      id: string,
      made: { madeAt: Date; expiresAt: Date; size: number; content: Buffer },
    ): Promise<boolean> {
      const content = new Uint8Array(made.content);
      const { count } = await db.dataExport.updateMany({
        where: { id, madeAt: null },
        data: { ...made, content },
      });
      return count === 1;
    },

    async readExport(memberId: string, id: string, now: Date): Promise<Uint8Array | null> {
      const row = await db.dataExport.findFirst({
        where: { id, memberId, expiresAt: { gt: now } },
        select: { content: true },
      });
      return row?.content ?? null;
    },

    async readAll(memberId: string): Promise<Record<string, object[]>> {
      const mine = { where: { memberId } };
      const member = await db.member.findUniqueOrThrow({
        where: { id: memberId },
        omit: { ownerHash: true },
      });
      const aliases = await db.alias.findMany({
        ...mine,
        include: { domain: { select: { name: true } }, recipients: true, mailDays: true },
        omit: { ownerHash: true },
        orderBy: { id: 'asc' },
      });
      // One after the other: a transaction has one connection.
      const named = { include: { domain: { select: { name: true } } } } as const;
      const roles = await db.roleGrant.findMany({ ...mine, ...named });
      const errors = await db.errorEntry.findMany({ ...mine, ...named });
      return {
        member: [member],
        addresses: aliases.map(({ recipients: _, mailDays: __, domain, ...alias }) => ({
          ...alias,
          domain: domain.name,
        })),
        recipients: aliases.flatMap((alias) => alias.recipients),
        mailCounts: aliases.flatMap((alias) => alias.mailDays),
        roles: roles.map(({ domain, ...role }) => ({ ...role, domain: domain?.name ?? null })),
        sessions: await db.session.findMany({ ...mine, omit: { idHash: true } }),
        recipientChanges: await db.recipientChange.findMany({
          ...mine,
          omit: { tokenMac: true, codeMac: true, cancelMac: true },
        }),
        testMessages: await db.testMessage.findMany({ ...mine, omit: { tokenMac: true, pathHash: true } }),
        errors: errors.map(({ domain, ...error }) => ({ ...error, domain: domain?.name ?? null })),
        queuedMails: await db.outboxMail.findMany({
          ...mine,
          select: { toAddress: true, template: true, locale: true, createdAt: true, attempts: true },
        }),
        events: await listEvents(memberId),
        attempts: await db.attempt.findMany({ ...mine, select: { kind: true, at: true } }),
        claims: await db.aliasClaim.findMany({ ...mine, omit: { tokenHash: true } }),
        reasons: await db.auditReason.findMany(mine),
        idempotencyKeys: await db.idempotencyKey.findMany({
          ...mine,
          select: { status: true, answer: true, expiresAt: true },
        }),
        exports: await db.dataExport.findMany({ ...mine, ...WITHOUT_CONTENT }),
      };
    },
  };
}

export type ExportStore = ReturnType<typeof createExportStore>;
