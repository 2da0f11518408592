import type { Locale } from '@ubuntu-aliases/shared';
import type { Db } from './database.ts';
import { Prisma, type Member as MemberRow } from './generated/client.ts';
import { newId } from './id.ts';

export type { MemberRow };

/** A row as Prisma would give it, for statements that Prisma cannot express. */
const MEMBER =
  Prisma.raw(`id, claimed_identifier AS "claimedIdentifier", launchpad_name AS "launchpadName", launchpad_since AS "launchpadSince",
  display_name AS "displayName", email, locale, time_zone AS "timeZone", notifications, owner_hash AS "ownerHash", banned_at AS "bannedAt",
  ban_reason AS "banReason", verified_at AS "verifiedAt", verification, check_pending_at AS "checkPendingAt",
  version, created_at AS "createdAt", last_signed_in_at AS "lastSignedInAt"`);

export interface SignedInAs {
  claimedIdentifier: string;
  /** Null in any of these four leaves what is stored. */
  launchpadName: string | null;
  /** Of a record that is surely theirs; of others it counts once two checks in a row have given it. */
  launchpadSince?: string | null;
  /** Without a completed check it only fills a gap: what Launchpad said before stands (R3). */
  displayName: string | null;
  email: string | null;
  /** Of a new member; one who is known keeps theirs. */
  locale: Locale;
  /** Answer of a completed check, or null when Launchpad could not be asked. */
  verification: object | null;
  /** When it was asked for: a stored answer to a later question stands. */
  askedAt: Date;
  /** When the check is to be made again; null when it was completed. */
  checkPendingAt: Date | null;
  now: Date;
}

export interface CompletedCheck {
  launchpadName: string | null;
  displayName: string | null;
  verification: object;
  askedAt: Date;
}

/** Under which name somebody is stored, and since when the record exists that Launchpad gave for them. */
export interface KnownName {
  claimedIdentifier: string;
  launchpadName: string | null;
  since: string | null;
}

export function createMemberStore(db: Db) {
  return {
    /**
     * Inserts or updates by claimed identifier (R1) in one statement, and holds the row until the transaction
     * ends, so that sign-ins of one person at the same moment take their turns.
     */
    async signedIn(m: SignedInAs): Promise<MemberRow & { isNew: boolean }> {
      const verification = m.verification && JSON.stringify(m.verification);
      const verifiedAt = m.verification && m.askedAt;
      const [row] = await db.$queryRaw<(MemberRow & { isNew: boolean })[]>`
        INSERT INTO members AS m (id, claimed_identifier, launchpad_name, launchpad_since, display_name, email, locale,
                                  verification, verified_at, check_pending_at, last_signed_in_at)
        VALUES (${newId()}::uuid, ${m.claimedIdentifier}, ${m.launchpadName}, ${m.launchpadSince ?? null}, ${m.displayName ?? ''}, ${m.email},
                ${m.locale}::"Locale", ${verification}::jsonb, ${verifiedAt}::timestamptz,
                ${m.checkPendingAt}::timestamptz, ${m.now}::timestamptz)
        ON CONFLICT (claimed_identifier) DO UPDATE SET
          launchpad_name = CASE WHEN m.verified_at > EXCLUDED.verified_at THEN m.launchpad_name
            ELSE COALESCE(EXCLUDED.launchpad_name, m.launchpad_name) END,
          launchpad_since = CASE WHEN m.verified_at > EXCLUDED.verified_at THEN m.launchpad_since
            ELSE COALESCE(EXCLUDED.launchpad_since, CASE WHEN EXCLUDED.verification #>> '{account,since}' = m.verification #>> '{account,since}'
              THEN m.verification #>> '{account,since}' END, m.launchpad_since) END,
          display_name = CASE
            WHEN m.verified_at > EXCLUDED.verified_at OR EXCLUDED.display_name = '' OR (EXCLUDED.verification IS NULL AND m.display_name <> '')
            THEN m.display_name ELSE EXCLUDED.display_name END,
          email = COALESCE(EXCLUDED.email, m.email),
          verification = CASE WHEN m.verified_at > EXCLUDED.verified_at THEN m.verification
            ELSE COALESCE(EXCLUDED.verification, m.verification) END,
          verified_at = GREATEST(EXCLUDED.verified_at, m.verified_at),
          check_pending_at = EXCLUDED.check_pending_at,
          last_signed_in_at = EXCLUDED.last_signed_in_at
        RETURNING ${MEMBER}, xmax = 0 AS "isNew"`;
      if (!row) throw new Error('the upsert of a member returned no row');
      return row;
    },

    /**
     * Stores the answer of a check made without a sign-in, unless one to a later question is there, and holds the
     * row. Null when the member is gone.
     */
    async checked(id: string, check: CompletedCheck): Promise<MemberRow | null> {
      const [row] = await db.$queryRaw<MemberRow[]>`
        UPDATE members m SET
          launchpad_name = CASE WHEN is_newer THEN COALESCE(${check.launchpadName}, launchpad_name) ELSE launchpad_name END,
          launchpad_since = CASE WHEN is_newer
            THEN COALESCE(CASE WHEN ${JSON.stringify(check.verification)}::jsonb #>> '{account,since}' = verification #>> '{account,since}'
              THEN verification #>> '{account,since}' END, launchpad_since)
            ELSE launchpad_since END,
          display_name = CASE WHEN is_newer THEN COALESCE(NULLIF(${check.displayName}, ''), display_name) ELSE display_name END,
          verification = CASE WHEN is_newer THEN ${JSON.stringify(check.verification)}::jsonb ELSE verification END,
          verified_at = GREATEST(verified_at, ${check.askedAt}::timestamptz), check_pending_at = NULL
        FROM (SELECT verified_at IS NULL OR verified_at <= ${check.askedAt}::timestamptz AS is_newer
              FROM members WHERE id = ${id}::uuid FOR UPDATE) held
        WHERE id = ${id}::uuid RETURNING ${MEMBER}`;
      return row ?? null;
    },

    /** By id, without those who are not there any more. */
    async findMany(ids: readonly string[]): Promise<Map<string, MemberRow>> {
      const rows = await db.member.findMany({ where: { id: { in: [...new Set(ids)] } } });
      return new Map(rows.map((row) => [row.id, row]));
    },

    find: (id: string): Promise<MemberRow | null> => db.member.findUnique({ where: { id } }),

    async setOwnerHash(id: string, ownerHash: string): Promise<void> {
      await db.member.update({ where: { id }, data: { ownerHash }, select: { id: true } });
    },

    /** Somebody who had left is back: the hash under which they are found, and the ban that held meanwhile. */
    welcomeBack: (
      id: string,
      ownerHash: string,
      ban: { bannedAt: Date; reason: string } | null,
    ): Promise<MemberRow> =>
      db.member.update({
        where: { id },
        data: { ownerHash, ...(ban && { bannedAt: ban.bannedAt, banReason: ban.reason }) },
      }),

    /** Holds the row until the transaction ends, so that changes of one person take their turns. */
    async hold(id: string): Promise<MemberRow | null> {
      const [row] = await db.$queryRaw<
        MemberRow[]
      >`SELECT ${MEMBER} FROM members WHERE id = ${id}::uuid FOR UPDATE`;
      return row ?? null;
    },

    /** Null ends a ban. */
    async setBan(id: string, ban: { at: Date; reason: string } | null): Promise<void> {
      await db.member.update({
        where: { id },
        data: { bannedAt: ban?.at ?? null, banReason: ban?.reason ?? null, version: { increment: 1 } },
        select: { id: true },
      });
    },

    /** Something that pages show of them was changed elsewhere: what was read before is old. */
    async bumpVersion(id: string): Promise<void> {
      await db.member.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } });
    },

    findByIdentifier: (claimedIdentifier: string): Promise<MemberRow | null> =>
      db.member.findUnique({ where: { claimedIdentifier } }),

    /** The member with the identifier, and whoever else is stored under the name. */
    listKnown: (claimedIdentifier: string, name: string): Promise<KnownName[]> =>
      db.$queryRaw<KnownName[]>`
        SELECT claimed_identifier AS "claimedIdentifier", launchpad_name AS "launchpadName",
               launchpad_since AS since
        FROM members WHERE claimed_identifier = ${claimedIdentifier} OR launchpad_name = ${name} ORDER BY id`,

    /** Says that Launchpad could not be asked and when to try again. */
    async setCheckPending(id: string, at: Date): Promise<void> {
      await db.member.updateMany({ where: { id }, data: { checkPendingAt: at } });
    },

    /** Takes members whose check is due, and moves it to `leaseUntil` so that no other worker takes them too. */
    takePendingChecks(
      now: Date,
      leaseUntil: Date,
      limit: number,
    ): Promise<{ id: string; claimedIdentifier: string }[]> {
      return db.$queryRaw`
        WITH due AS MATERIALIZED (
          SELECT id FROM members WHERE check_pending_at <= ${now}::timestamptz
          ORDER BY check_pending_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        UPDATE members m SET check_pending_at = ${leaseUntil}::timestamptz FROM due WHERE m.id = due.id
        RETURNING m.id, claimed_identifier AS "claimedIdentifier"`;
    },

    countVerified: (): Promise<number> => db.member.count({ where: { verifiedAt: { not: null } } }),

    /** Members whose last completed check is older, the oldest first; those whose check is queued anyway left out. */
    async listVerifiedBefore(before: Date, limit: number): Promise<string[]> {
      const rows = await db.member.findMany({
        where: { verifiedAt: { lt: before }, checkPendingAt: null },
        orderBy: { verifiedAt: 'asc' },
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    /** Changes settings if the row is still at `version`; null when it is not. */
    async updateSettings(
      id: string,
      version: number,
      data: { locale?: Locale; timeZone?: string | null; notifications?: Record<string, boolean> },
    ): Promise<MemberRow | null> {
      const rows = await db.member.updateManyAndReturn({
        where: { id, version },
        data: { ...data, version: { increment: 1 } },
      });
      return rows[0] ?? null;
    },
  };
}

export type MemberStore = ReturnType<typeof createMemberStore>;
