import { createHash } from 'node:crypto';
import type { ErrorEntryQuery, ErrorSeverity, ErrorState, Page } from '@ubuntu-aliases/shared';
import { decodeTimeCursor, toPage } from './cursor.ts';
import type { Db } from './database.ts';
import type { ErrorEntry as ErrorRow, Prisma } from './generated/client.ts';
import { newId } from './id.ts';

export interface NewError {
  code: string;
  severity: ErrorSeverity;
  memberId: string | null;
  domainId: string | null;
  /** Codes and numbers that explain it. */
  details: object;
  stack?: string | null;
  /** Tells apart what has the same code, person and domain: where a fault came from. */
  variant?: string;
  requestId: string | null;
}

/** That mail does not leave cannot be told by mail: the pages say it. */
const UNTOLD = 'mail.delayed';

const withNames = {
  member: { select: { claimedIdentifier: true, launchpadName: true, displayName: true, email: true } },
  domain: { select: { name: true } },
} as const;

export type ErrorRecord = Prisma.ErrorEntryGetPayload<{ include: typeof withNames }>;

/** Which rows the reader may see: domains by name, or null for all. */
export type ErrorScope = readonly string[] | null;

/** Same code, same person, same domain: one row with a count. */
function fingerprintOf({ code, memberId, domainId, variant }: NewError): string {
  return createHash('sha256')
    .update([code, memberId ?? '', domainId ?? '', ...(variant ? [variant] : [])].join('\n'))
    .digest('hex');
}

function whereOf(query: ErrorEntryQuery, scope: ErrorScope): Prisma.ErrorEntryWhereInput {
  const after = decodeTimeCursor(query.cursor);
  // `contains` leaves LIKE's own characters to us.
  const text = query.q
    ? { contains: query.q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
    : undefined;
  return {
    AND: [
      scope === null ? {} : { domain: { name: { in: [...scope] } } },
      query.domain?.length ? { domain: { name: { in: query.domain } } } : {},
      query.state?.length ? { state: { in: query.state } } : {},
      query.severity?.length ? { severity: { in: query.severity } } : {},
      query.code?.length ? { code: { in: query.code } } : {},
      query.from ? { lastSeenAt: { gte: new Date(query.from) } } : {},
      query.to ? { lastSeenAt: { lte: new Date(query.to) } } : {},
      text
        ? {
            OR: [
              { code: text },
              {
                member: {
                  OR: [
                    { launchpadName: text },
                    { displayName: text },
                    { claimedIdentifier: text },
                    // Whole or not at all: by parts of it a masked address could be spelled out.
                    ...(query.q?.includes('@')
                      ? [{ email: { equals: query.q, mode: 'insensitive' as const } }]
                      : []),
                  ],
                },
              },
            ],
          }
        : {},
      after ? { OR: [{ lastSeenAt: { lt: after.at } }, { lastSeenAt: after.at, id: { lt: after.id } }] } : {},
    ],
  };
}

export function createErrorStore(db: Db) {
  return {
    /**
     * Counts what is known, adds what is new, opens again what had been resolved; all in one statement.
     * `info` is listed and never mailed, so it is never due.
     */
    async record(errors: NewError[], now: Date): Promise<void> {
      if (errors.length === 0) return;
      const given = errors.map((e) => ({
        ...e,
        id: newId(),
        fingerprint: fingerprintOf(e),
        stack: e.stack ?? null,
      }));
      // One row each: a statement cannot count the same entry twice.
      const rows = [...Map.groupBy(given, (e) => e.fingerprint).values()]
        .flatMap((same) => same.slice(-1).map((last) => ({ ...last, times: same.length })))
        // The same order in every transaction: two of them never wait for each other in a circle.
        .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
      await db.$executeRaw`
        WITH given AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x (
            id uuid, fingerprint text, code text, severity "ErrorSeverity", "memberId" uuid, "domainId" uuid,
            details jsonb, stack text, "requestId" text, times int)
        ), entry AS (
          INSERT INTO error_entries AS e (id, fingerprint, code, severity, member_id, domain_id, details, stack,
                                          request_id, count, first_seen_at, last_seen_at, opened_at, notice_due_at)
          SELECT id, fingerprint, code, severity, "memberId", "domainId", details, stack, "requestId", times,
                 ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz,
                 CASE WHEN severity <> 'info' AND code <> ${UNTOLD} THEN ${now}::timestamptz END
          FROM given
          ON CONFLICT (fingerprint) DO UPDATE SET
            count = e.count + EXCLUDED.count, last_seen_at = EXCLUDED.last_seen_at, details = EXCLUDED.details,
            severity = EXCLUDED.severity, stack = COALESCE(EXCLUDED.stack, e.stack), request_id = EXCLUDED.request_id,
            opened_at = CASE WHEN e.state = 'resolved' THEN EXCLUDED.opened_at ELSE e.opened_at END,
            version = CASE WHEN e.state = 'resolved' THEN e.version + 1 ELSE e.version END,
            notice_due_at = CASE
              WHEN EXCLUDED.severity = 'info' OR e.code = ${UNTOLD} THEN NULL
              WHEN e.state = 'resolved' THEN EXCLUDED.notice_due_at
              WHEN e.state = 'acknowledged' THEN NULL
              ELSE COALESCE(e.notice_due_at, EXCLUDED.notice_due_at) END,
            state = CASE WHEN e.state = 'resolved' THEN 'open' ELSE e.state END, resolved_at = NULL
          RETURNING id, request_id
        )
        INSERT INTO error_occurrences (id, error_id, at, request_id)
        SELECT gen_random_uuid(), id, ${now}::timestamptz, request_id FROM entry`;
    },

    /**
     * Resolves what a completed check shows to be gone: entries of this person with one of `codes` that were
     * not just recorded again, and faults of an upstream (`upstreamCodes`), since it answered.
     */
    async resolveGone(
      gone: {
        memberId: string;
        codes: readonly string[];
        still: NewError[];
        upstreamCodes: readonly string[];
      },
      now: Date,
    ): Promise<void> {
      const still = gone.still.map(fingerprintOf);
      await db.$executeRaw`
        WITH gone AS MATERIALIZED (
          SELECT id FROM error_entries
          WHERE state <> 'resolved' AND (
            (member_id = ${gone.memberId}::uuid AND code = ANY(${[...gone.codes]}::text[])
              AND fingerprint <> ALL(${still}::text[]))
            OR (member_id IS NULL AND code = ANY(${[...gone.upstreamCodes]}::text[])))
          ORDER BY fingerprint FOR UPDATE)
        UPDATE error_entries e
        SET state = 'resolved', resolved_at = ${now}::timestamptz, notice_due_at = NULL, version = version + 1
        FROM gone WHERE e.id = gone.id`;
    },

    /** Which of these codes there is an entry of that concerns nobody in particular and is not resolved. */
    async listUnresolved(codes: readonly string[]): Promise<string[]> {
      const where = { code: { in: [...codes] }, memberId: null, state: { not: 'resolved' as const } };
      return (await db.errorEntry.findMany({ where, select: { code: true } })).map(({ code }) => code);
    },

    /** Faults about nobody and no domain that are over. */
    async resolveUpstream(codes: readonly string[], now: Date): Promise<void> {
      if (codes.length === 0) return;
      await db.errorEntry.updateMany({
        where: { domainId: null, memberId: null, code: { in: [...codes] }, state: { not: 'resolved' } },
        data: { state: 'resolved', resolvedAt: now, noticeDueAt: null, version: { increment: 1 } },
      });
    },

    /** What went wrong at a domain is over: entries about nobody in particular. */
    async resolveForDomain(domainId: string, codes: readonly string[], now: Date): Promise<void> {
      await db.errorEntry.updateMany({
        where: { domainId, memberId: null, code: { in: [...codes] }, state: { not: 'resolved' } },
        data: { state: 'resolved', resolvedAt: now, noticeDueAt: null, version: { increment: 1 } },
      });
    },

    /** Somebody has seen it: nobody is mailed while it goes on. */
    async acknowledgeForDomain(domainId: string, codes: readonly string[]): Promise<void> {
      await db.errorEntry.updateMany({
        where: { domainId, memberId: null, code: { in: [...codes] }, state: 'open' },
        data: { state: 'acknowledged', noticeDueAt: null, version: { increment: 1 } },
      });
    },

    async list(query: ErrorEntryQuery, scope: ErrorScope): Promise<Page<ErrorRecord> & { total: number }> {
      const [rows, total] = await Promise.all([
        db.errorEntry.findMany({
          where: whereOf(query, scope),
          include: withNames,
          orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
          take: query.limit + 1,
        }),
        db.errorEntry.count({ where: whereOf({ ...query, cursor: undefined }, scope), take: 1_000 }),
      ]);
      return { ...toPage(rows, query.limit, (row) => `${row.lastSeenAt.toISOString()}/${row.id}`), total };
    },

    find(id: string, scope: ErrorScope) {
      return db.errorEntry.findFirst({
        where: { id, ...(scope && { domain: { name: { in: [...scope] } } }) },
        include: { ...withNames, occurrences: { orderBy: { at: 'desc' }, take: 20 } },
      });
    },

    /** Holds those of these entries that are in scope, always in the same order, until the transaction ends. */
    async hold(ids: readonly string[], scope: ErrorScope) {
      const inScope = scope && { domain: { name: { in: [...scope] } } };
      const seen = await db.errorEntry.findMany({
        where: { id: { in: [...ids] }, ...inScope },
        select: { id: true },
      });
      return db.$queryRaw<
        { id: string; state: ErrorState; memberId: string | null; domainId: string | null }[]
      >`
        SELECT id, state::text AS state, member_id AS "memberId", domain_id AS "domainId" FROM error_entries
        WHERE id = ANY(${seen.map(({ id }) => id)}::uuid[]) ORDER BY fingerprint FOR UPDATE`;
    },

    async setStates(ids: readonly string[], state: ErrorState, now: Date): Promise<void> {
      if (ids.length === 0) return;
      await db.errorEntry.updateMany({
        where: { id: { in: [...ids] } },
        data: {
          state,
          resolvedAt: state === 'resolved' ? now : null,
          ...(state !== 'open' && { noticeDueAt: null }),
          version: { increment: 1 },
        },
      });
    },

    /** Changes it if it is still at `version`; false when it is not. */
    async update(
      id: string,
      version: number,
      data: { state?: ErrorState | undefined; note?: string | undefined },
      now: Date,
    ): Promise<boolean> {
      const { count } = await db.errorEntry.updateMany({
        where: { id, version },
        data: {
          ...(data.note !== undefined && { note: data.note }),
          ...(data.state !== undefined && {
            state: data.state,
            resolvedAt: data.state === 'resolved' ? now : null,
            // Somebody has seen it: no mail that was still to come.
            ...(data.state !== 'open' && { noticeDueAt: null }),
          }),
          version: { increment: 1 },
        },
      });
      return count === 1;
    },
  };
}

export type ErrorStore = ReturnType<typeof createErrorStore>;
export type { ErrorRow };
