import type { Db } from './database.ts';

/** Written out by hand: secrets and their hashes are of no use to anybody, everything else about the member leaves. */
export function createExportStore(db: Db) {
  return {
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
      const [roles, sessions, changes, tests, errors, mails, events, attempts, claims, reasons, keys] =
        await Promise.all([
          db.roleGrant.findMany({ ...mine, include: { domain: { select: { name: true } } } }),
          db.session.findMany({ ...mine, omit: { idHash: true } }),
          db.recipientChange.findMany({
            ...mine,
            omit: { tokenMac: true, codeMac: true, cancelMac: true },
          }),
          db.testMessage.findMany({ ...mine, omit: { tokenMac: true } }),
          db.errorEntry.findMany({ ...mine, include: { domain: { select: { name: true } } } }),
          db.outboxMail.findMany({
            ...mine,
            select: { toAddress: true, template: true, locale: true, createdAt: true, attempts: true },
          }),
          db.auditEntry.findMany({
            where: { OR: [{ memberId }, { actorMemberId: memberId }] },
            select: { id: true, at: true, action: true, actorKind: true, aliasId: true, changes: true },
            orderBy: { id: 'asc' },
          }),
          db.attempt.findMany({ ...mine, select: { kind: true, at: true } }),
          db.aliasClaim.findMany({ ...mine, omit: { tokenHash: true } }),
          db.auditReason.findMany(mine),
          db.idempotencyKey.findMany({ ...mine, select: { status: true, answer: true, expiresAt: true } }),
        ]);
      return {
        member: [member],
        addresses: aliases.map(({ recipients: _, mailDays: __, domain, ...alias }) => ({
          ...alias,
          domain: domain.name,
        })),
        recipients: aliases.flatMap((alias) => alias.recipients),
        mailCounts: aliases.flatMap((alias) => alias.mailDays),
        roles: roles.map(({ domain, ...role }) => ({ ...role, domain: domain?.name ?? null })),
        sessions,
        recipientChanges: changes,
        testMessages: tests,
        errors: errors.map(({ domain, ...error }) => ({ ...error, domain: domain?.name ?? null })),
        queuedMails: mails,
        events,
        attempts,
        claims,
        reasons,
        idempotencyKeys: keys,
      };
    },
  };
}

export type ExportStore = ReturnType<typeof createExportStore>;
