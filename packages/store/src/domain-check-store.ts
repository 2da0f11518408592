import type { Db } from './database.ts';
import type { DomainRecord, DomainRecordChange } from './generated/client.ts';
import { newId } from './id.ts';

export type DomainRecordRow = DomainRecord;
export type DomainRecordChangeRow = DomainRecordChange;

export interface CheckedRecord {
  type: string;
  name: string;
  state: 'ok' | 'wrong' | 'unknown';
  expected: string;
  found: string | null;
  isRequired: boolean;
  okAt: Date | null;
  wrongSince: Date | null;
}

/** Answers that a record may change to before the oldest are forgotten. */
const CHANGES_KEPT = 500;

export function createDomainCheckStore(db: Db) {
  return {
    /** Domains in use whose check is due, each for one worker until `leaseUntil`; never asked about: at once. */
    async takeDue(now: Date, leaseUntil: Date, limit: number): Promise<string[]> {
      const rows = await db.$queryRaw<{ id: string }[]>`
        INSERT INTO domain_check_schedules AS s (domain_id, due_at)
        SELECT d.id, ${leaseUntil}::timestamptz
        FROM domains d LEFT JOIN domain_check_schedules known ON known.domain_id = d.id
        WHERE d.retired_at IS NULL AND (known.due_at IS NULL OR known.due_at <= ${now}::timestamptz)
        ORDER BY known.due_at NULLS FIRST, d.id LIMIT ${limit}
        ON CONFLICT (domain_id) DO UPDATE SET due_at = EXCLUDED.due_at WHERE s.due_at <= ${now}::timestamptz
        RETURNING domain_id AS id`;
      return rows.map(({ id }) => id);
    },

    /** Held until the transaction ends: two checks of a domain are stored one after the other. */
    async listForUpdate(domainId: string): Promise<DomainRecordRow[]> {
      await db.$executeRaw`SELECT 1 FROM domains WHERE id = ${domainId}::uuid FOR NO KEY UPDATE`;
      return db.domainRecord.findMany({ where: { domainId } });
    },

    listRecords: (domainIds: string[]): Promise<DomainRecordRow[]> =>
      db.domainRecord.findMany({ where: { domainId: { in: domainIds } } }),

    listChanges: (domainId: string, limit: number): Promise<DomainRecordChangeRow[]> =>
      db.domainRecordChange.findMany({ where: { domainId }, orderBy: { id: 'desc' }, take: limit }),

    findDueAt: async (domainId: string): Promise<Date | null> =>
      (await db.domainCheckSchedule.findUnique({ where: { domainId } }))?.dueAt ?? null,

    /** Takes the place of what was known; `changed` are those to remember as news. */
    async save(
      domainId: string,
      records: CheckedRecord[],
      changed: CheckedRecord[],
      checkedAt: Date,
      dueAt: Date,
    ): Promise<void> {
      await db.domainRecord.deleteMany({ where: { domainId } });
      await db.domainRecord.createMany({
        data: records.map((record) => ({ ...record, domainId, checkedAt })),
      });
      if (changed.length > 0) {
        await db.domainRecordChange.createMany({
          data: changed.map(({ type, name, state, expected, found }) => ({
            id: newId(),
            domainId,
            type,
            name,
            state,
            expected,
            found,
            at: checkedAt,
          })),
        });
        await db.$executeRaw`
          DELETE FROM domain_record_changes WHERE domain_id = ${domainId}::uuid AND id < (
            SELECT id FROM domain_record_changes WHERE domain_id = ${domainId}::uuid
            ORDER BY id DESC OFFSET ${CHANGES_KEPT} LIMIT 1)`;
      }
      await db.domainCheckSchedule.upsert({
        where: { domainId },
        create: { domainId, dueAt },
        update: { dueAt },
      });
    },
  };
}

export type DomainCheckStore = ReturnType<typeof createDomainCheckStore>;
