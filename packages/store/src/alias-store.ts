import type { AliasState, SuspendedReason } from '@ubuntu-aliases/shared';
import { aliasState, type AliasFacts } from './alias-state.ts';
import type { Db } from './database.ts';
import type {
  Alias as AliasRow,
  AliasOrigin,
  Domain as DomainRow,
  Recipient as RecipientRow,
} from './generated/client.ts';
import { newId } from './id.ts';

/** An alias as pages show it, with what `aliasState` needs. */
export interface AliasRecord extends AliasFacts {
  id: string;
  localPart: string;
  domain: string;
  graceUntil: Date | null;
  pauseReply: 'temporary' | 'permanent' | null;
  version: number;
  createdAt: Date;
  /** As stored: read with `readDomainSettings`. */
  domainSettings: unknown;
  recipients: (Pick<RecipientRow, 'id' | 'address' | 'state' | 'failure'> & {
    /** A text where it was read as JSON. */
    failingSince: Date | string | null;
    failingHost: string | null;
  })[];
  /** The new mailbox that has yet to agree, also when it is too late for that. */
  pendingChange: { id: string; address: string; expiresAt: string } | null;
}

export interface NewAlias {
  domainId: string;
  localPart: string;
  memberId: string;
  origin: AliasOrigin;
  /** Confirmed from the start: the e-mail that was signed with the sign-in. Null: to be asked for. */
  recipient: string | null;
}

export interface NewLoss {
  id: string;
  from: 'entitled' | 'grace' | 'suspended';
  reason: 'left_team' | 'not_valid' | 'coc_unsigned' | 'banned' | 'domain_retired';
  /** Null: suspended. */
  graceUntil: Date | null;
  /** The reminder that the mail at the start stands in for. */
  toldDays: number | null;
}

export interface GraceEnding {
  id: string;
  localPart: string;
  domainId: string;
  memberId: string;
  graceUntil: Date;
  graceToldDays: number | null;
  reason: NewLoss['reason'];
}

export type Resolved =
  | {
      outcome: 'found';
      aliasId: string;
      state: AliasState;
      reason: SuspendedReason | null;
      recipients: string[];
    }
  | { outcome: 'unknown_alias' | 'unknown_domain' };

export function createAliasStore(db: Db) {
  return {
    /**
     * Every alias of the member, those that wait for them, whoever's alias stands at `localPart` of any domain, and the
     * tombstones that the member left behind (`ownerHash`).
     */
    listForProvisioning(
      member: { id: string; claimedIdentifier: string; ownerHash?: string | null },
      localPart: string | null,
    ): Promise<AliasRow[]> {
      return db.alias.findMany({
        where: {
          OR: [
            { memberId: member.id },
            { awaitsIdentifier: member.claimedIdentifier },
            ...(localPart === null ? [] : [{ localPart }]),
            ...(member.ownerHash ? [{ ownerHash: member.ownerHash, memberId: null }] : []),
          ],
        },
        orderBy: { id: 'asc' },
      });
    },

    /** The same for many at once, by the names under which they are stored. */
    listForProvisioningOf(
      members: readonly {
        id: string;
        claimedIdentifier: string;
        ownerHash: string | null;
        launchpadName: string | null;
      }[],
    ): Promise<AliasRow[]> {
      return db.alias.findMany({
        where: {
          OR: [
            { memberId: { in: members.map((m) => m.id) } },
            { awaitsIdentifier: { in: members.map((m) => m.claimedIdentifier) } },
            { localPart: { in: members.flatMap((m) => m.launchpadName ?? []) } },
            { ownerHash: { in: members.flatMap((m) => m.ownerHash ?? []) }, memberId: null },
          ],
        },
        orderBy: { id: 'asc' },
      });
    },

    /**
     * Creates what is not there yet. An address that somebody else got in the meantime is left out of the
     * answer, since `(domain, local part)` is unique.
     */
    async createMany(aliases: NewAlias[], now: Date): Promise<AliasRow[]> {
      if (aliases.length === 0) return [];
      const rows = await db.alias.createManyAndReturn({
        data: aliases.map(({ recipient: _, ...alias }) => ({
          id: newId(),
          ...alias,
          createdAt: now,
          entitlementAt: now,
        })),
        skipDuplicates: true,
      });
      const recipients = rows.flatMap((row) => {
        const wanted = aliases.find((a) => a.domainId === row.domainId && a.localPart === row.localPart);
        if (!wanted?.recipient) return [];
        return [
          {
            id: newId(),
            aliasId: row.id,
            address: wanted.recipient,
            state: 'confirmed' as const,
            confirmedAt: now,
          },
        ];
      });
      if (recipients.length > 0) await db.recipient.createMany({ data: recipients });
      return rows;
    },

    /**
     * Gives unclaimed addresses their owner; recipients, hold and entitlement stay as they are. Of two at once one gets an
     * address: what somebody else has by now is left out of the answer.
     */
    async claim(ids: readonly string[], memberId: string): Promise<AliasRow[]> {
      if (ids.length === 0) return [];
      return db.alias.updateManyAndReturn({
        where: { id: { in: [...ids] }, memberId: null, unclaimedAt: { not: null }, releasedAt: null },
        data: { memberId, unclaimedAt: null, awaitsIdentifier: null, version: { increment: 1 } },
      });
    },

    /** Mailboxes that each of these forwards to. */
    async listRecipientsOf(aliasIds: readonly string[]): Promise<{ aliasId: string; address: string }[]> {
      if (aliasIds.length === 0) return [];
      return db.recipient.findMany({
        where: { aliasId: { in: [...aliasIds] }, state: { not: 'pending' } },
        select: { aliasId: true, address: true },
        orderBy: { id: 'asc' },
      });
    },

    find: (id: string): Promise<AliasRow | null> => db.alias.findUnique({ where: { id } }),

    /**
     * Unclaimed addresses of a domain, page by page in the order of their local parts: nobody has signed in for them, so
     * the sync follows them by name, or by the identifier that they wait for.
     */
    listUnclaimed(domainId: string, after: string, limit: number): Promise<AliasRow[]> {
      return db.alias.findMany({
        where: { domainId, unclaimedAt: { not: null }, releasedAt: null, localPart: { gt: after } },
        orderBy: { localPart: 'asc' },
        take: limit,
      });
    },

    /** Entitled again. Pause, hold and recipients are other actors' and stay. */
    async restore(ids: string[], now: Date): Promise<void> {
      if (ids.length === 0) return;
      await db.alias.updateMany({
        where: { id: { in: ids }, releasedAt: null, entitlement: { not: 'entitled' } },
        data: {
          entitlement: 'entitled',
          entitlementReason: null,
          graceUntil: null,
          suspendedAt: null,
          graceToldDays: null,
          entitlementAt: now,
          version: { increment: 1 },
        },
      });
    },

    /** The row, held until the transaction ends; its owner first, as everybody who takes both does. */
    async lock(id: string): Promise<AliasRow | null> {
      await db.$executeRaw`
        SELECT 1 FROM members WHERE id = (SELECT member_id FROM aliases WHERE id = ${id}::uuid) FOR KEY SHARE`;
      await db.$executeRaw`SELECT 1 FROM aliases WHERE id = ${id}::uuid FOR UPDATE`;
      return db.alias.findUnique({ where: { id } });
    },

    listRecipients(id: string): Promise<Pick<RecipientRow, 'id' | 'address' | 'state'>[]> {
      const select = { id: true, address: true, state: true } as const;
      return db.recipient.findMany({ where: { aliasId: id }, select, orderBy: { id: 'asc' } });
    },

    /** An admin's hold: only an admin lifts it. Entitlement and pause go on underneath. */
    async hold(id: string, reason: string, now: Date): Promise<void> {
      await db.alias.update({
        where: { id },
        data: { heldAt: now, holdReason: reason, version: { increment: 1 } },
      });
    },

    async unhold(id: string): Promise<void> {
      await db.alias.update({
        where: { id },
        data: { heldAt: null, holdReason: null, version: { increment: 1 } },
      });
    },

    /** Makes the name of a tombstone available again: the only way in which a row goes (R2). */
    async free(id: string, now: Date): Promise<void> {
      await db.alias.update({ where: { id }, data: { freedAt: now } });
      await db.alias.delete({ where: { id } });
    },

    /**
     * No longer entitled: grace, or suspended. Those that are not as they were read (`from`) any more are left out of
     * the answer. Pause, hold and recipients are other actors' and stay.
     */
    async lose(losses: NewLoss[], now: Date): Promise<string[]> {
      if (losses.length === 0) return [];
      const rows = await db.$queryRaw<{ id: string }[]>`
        WITH given AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(losses)}::jsonb) AS x (
            id uuid, "from" "Entitlement", reason "EntitlementReason", "graceUntil" timestamptz, "toldDays" smallint)
        ), held AS (
          SELECT a.id FROM aliases a JOIN given g ON g.id = a.id ORDER BY a.id FOR UPDATE OF a
        )
        UPDATE aliases a SET
          entitlement = CASE WHEN g."graceUntil" IS NULL THEN 'suspended' ELSE 'grace' END::"Entitlement",
          entitlement_reason = g.reason, grace_until = g."graceUntil", grace_told_days = g."toldDays",
          suspended_at = CASE WHEN g."graceUntil" IS NULL THEN ${now}::timestamptz END,
          entitlement_at = ${now}::timestamptz, version = a.version + 1
        FROM given g WHERE a.id IN (SELECT id FROM held) AND a.id = g.id AND a.entitlement = g."from" AND a.released_at IS NULL
        RETURNING a.id`;
      return rows.map(({ id }) => id);
    },

    /** Addresses of a domain that take mail, as far as entitlement goes. */
    countLive: (domainId: string): Promise<number> =>
      db.alias.count({ where: { domainId, releasedAt: null, entitlement: { not: 'suspended' } } }),

    /** Held until the transaction ends. Null when somebody has claimed it meanwhile. */
    async findUnclaimed(id: string): Promise<AliasRow | null> {
      await db.$executeRaw`SELECT 1 FROM aliases WHERE id = ${id}::uuid FOR UPDATE`;
      return db.alias.findFirst({
        where: { id, memberId: null, unclaimedAt: { not: null }, releasedAt: null },
      });
    },

    /**
     * Of retired domains: those that are entitled yet, and those whose grace is over; held until the transaction ends, with
     * their domains, so that none of them is taken back into use meanwhile.
     */
    async takeOfRetired(now: Date, limit: number): Promise<AliasRow[]> {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT a.id FROM domains d JOIN aliases a ON a.domain_id = d.id
        WHERE d.retired_at IS NOT NULL AND a.released_at IS NULL
          AND (a.entitlement = 'entitled' OR (a.entitlement = 'grace' AND a.grace_until <= ${now}::timestamptz))
        ORDER BY a.id LIMIT ${limit} FOR SHARE OF d FOR UPDATE OF a SKIP LOCKED`;
      return db.alias.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, orderBy: { id: 'asc' } });
    },

    /** Graces whose owner is to be reminded; held until the transaction ends, those that others hold left out. */
    listGraceEnding(now: Date, within: Date, limit: number): Promise<GraceEnding[]> {
      return db.$queryRaw`
        SELECT a.id, a.local_part AS "localPart", a.domain_id AS "domainId", a.member_id AS "memberId",
               a.grace_until AS "graceUntil", a.grace_told_days AS "graceToldDays", a.entitlement_reason::text AS reason
        FROM aliases a
        WHERE a.entitlement = 'grace' AND a.grace_until > ${now}::timestamptz AND a.grace_until <= ${within}::timestamptz
          AND a.released_at IS NULL AND a.held_at IS NULL AND a.member_id IS NOT NULL
          AND (a.grace_told_days IS NULL
            OR (a.grace_told_days > 1 AND a.grace_until <= ${now}::timestamptz + interval '1 day'))
        ORDER BY a.grace_until LIMIT ${limit} FOR UPDATE OF a SKIP LOCKED`;
    },

    async setGraceTold(told: { id: string; days: number }[]): Promise<void> {
      if (told.length === 0) return;
      await db.$executeRaw`
        UPDATE aliases a SET grace_told_days = t.days
        FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS t (id uuid, days smallint) WHERE a.id = t.id`;
    },

    /** Of the member's aliases those that forward to nowhere yet; held until the transaction ends. */
    async listWithoutRecipient(memberId: string): Promise<AliasRow[]> {
      const held = await db.$queryRaw<{ id: string }[]>`
        SELECT id FROM aliases a WHERE member_id = ${memberId}::uuid AND released_at IS NULL
          AND NOT EXISTS (SELECT FROM recipients r WHERE r.alias_id = a.id) ORDER BY id FOR UPDATE`;
      if (held.length === 0) return [];
      // Anew: somebody may have filled one while we waited for it.
      return db.alias.findMany({
        where: { memberId, releasedAt: null, recipients: { none: {} } },
        orderBy: { id: 'asc' },
      });
    },

    /** Held until the transaction ends. Null also when it is somebody else's. */
    async holdOwned(id: string, memberId: string): Promise<(AliasRow & { domain: DomainRow }) | null> {
      // The member first, as everybody who takes both does.
      await db.$executeRaw`SELECT 1 FROM members WHERE id = ${memberId}::uuid FOR KEY SHARE`;
      await db.$queryRaw`SELECT FROM aliases WHERE id = ${id}::uuid FOR UPDATE`;
      return db.alias.findFirst({ where: { id, memberId }, include: { domain: true } });
    },

    /** What stands beside it has changed: its recipients. */
    async touch(id: string): Promise<void> {
      await db.alias.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } });
    },

    /** The owner's pause; null ends it. False when it is not at `version` any more. */
    async setPause(
      id: string,
      version: number,
      pause: { at: Date; reply: 'temporary' | 'permanent'; until: Date | null } | null,
    ): Promise<boolean> {
      const { count } = await db.alias.updateMany({
        where: { id, version },
        data: {
          pausedAt: pause?.at ?? null,
          pauseReply: pause?.reply ?? null,
          pausedUntil: pause?.until ?? null,
          version: { increment: 1 },
        },
      });
      return count === 1;
    },

    /** Clears pauses whose end has come, leaving to others those that they hold. */
    endPauses(now: Date, limit: number): Promise<Pick<AliasRow, 'id' | 'memberId' | 'domainId'>[]> {
      return db.$queryRaw`
        WITH due AS MATERIALIZED (
          SELECT id FROM aliases WHERE paused_until <= ${now}::timestamptz
          ORDER BY paused_until LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        UPDATE aliases a SET paused_at = NULL, pause_reply = NULL, paused_until = NULL, version = version + 1
        FROM due WHERE a.id = due.id
        RETURNING a.id, a.member_id AS "memberId", a.domain_id AS "domainId"`;
    },

    /**
     * What to do with mail to an address: the whole local part first, sub-addressing after
     * (`grace` and `grace+work` may be two people). `domain` in lower case.
     */
    async resolve(localPart: string, domain: string, now: Date): Promise<Resolved> {
      const whole = localPart.toLowerCase();
      // Longest first: `grace+work+list` is `grace+work`'s before it is `grace`'s.
      const candidates = [whole];
      for (let plus = whole.lastIndexOf('+'); plus > 0; plus = whole.lastIndexOf('+', plus - 1)) {
        candidates.push(whole.slice(0, plus));
      }
      const found = await db.domain.findUnique({
        where: { name: domain },
        select: { aliases: { where: { localPart: { in: candidates } }, include: { recipients: true } } },
      });
      if (!found) return { outcome: 'unknown_domain' };
      const alias = candidates.map((name) => found.aliases.find((a) => a.localPart === name)).find(Boolean);
      if (!alias) return { outcome: 'unknown_alias' };
      const recipients = alias.recipients.filter((r) => r.state !== 'pending').map((r) => r.address);
      return { outcome: 'found', aliasId: alias.id, ...aliasState(alias, now), recipients };
    },
  };
}

export type AliasStore = ReturnType<typeof createAliasStore>;
export type { AliasRow, RecipientRow };
