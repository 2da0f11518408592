import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError, type DataExports, type Export } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type Database, type DataExportRow } from '@ubuntu-aliases/store';
import { toStoredMail } from '../mailer/index.ts';
import type { NoticeConfig } from './notices.ts';

/** With more entries in the log than this, it is not put together while somebody waits. */
const ENTRIES_ON_THE_SPOT = 5_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEPT_DAYS = 7;

export interface ExportDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

const present = ({ id, size, createdAt, madeAt, expiresAt }: DataExportRow) => ({
  id,
  state: madeAt ? ('ready' as const) : ('queued' as const),
  size,
  createdAt: createdAt.toISOString(),
  madeAt: madeAt?.toISOString() ?? null,
  expiresAt: expiresAt.toISOString(),
});

/**
 * Everything that is kept about one member. Little is made on the spot. Much is made by the worker and lies for some
 * days beside what it was made from, in the same database; leaving takes it along.
 */
export function createExportService({ database, notices, clock }: ExportDeps) {
  const { exports } = createStores(database.client);
  const isLarge = (memberId: string) => exports.hasMoreEntriesThan(memberId, ENTRIES_ON_THE_SPOT);

  return {
    async exportMember(memberId: string): Promise<Export> {
      if (await isLarge(memberId))
        throw new AppError('request.conflict', { details: { reason: 'too_large' } });
      return collect(await exports.readAll(memberId), clock());
    },

    async list(memberId: string): Promise<DataExports> {
      const row = await exports.findExport(memberId, clock());
      return { isLarge: await isLarge(memberId), items: row ? [present(row)] : [] };
    },

    /** Asked for again while it waits, or within an hour: the same one. */
    request: (memberId: string) =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const now = clock();
        if (!(await stores.members.hold(memberId))) throw new AppError('member.not_found');
        const known = await stores.exports.findExport(memberId, now);
        if (known && (!known.madeAt || known.madeAt.getTime() > now.getTime() - HOUR)) return present(known);
        return present(await stores.exports.createExport(memberId, now, new Date(now.getTime() + DAY)));
      }),

    async open(memberId: string, id: string): Promise<Export> {
      const content = await exports.readExport(memberId, id, clock());
      if (!content) throw new AppError('request.not_found');
      return JSON.parse((await promisify(gunzip)(content)).toString()) as Export;
    },

    /**
     * Makes one that waits, however long that takes, and tells its owner in the transaction that keeps it (R6). True when
     * there may be more.
     */
    async makeNext(): Promise<boolean> {
      const now = clock();
      const queued = await exports.takeQueued(now);
      if (!queued) return false;
      const { id, memberId } = queued;
      const json = Buffer.from(toJson(await exports.readAll(memberId), now));
      const content = await promisify(gzip)(json);
      await withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const expiresAt = new Date(now.getTime() + KEPT_DAYS * DAY);
        if (!(await stores.exports.keepExport(id, { madeAt: now, expiresAt, size: json.length, content })))
          return;
        const member = await stores.members.find(memberId);
        if (member?.email) {
          const mail = toStoredMail({
            template: 'export-ready',
            params: { days: KEPT_DAYS, accountUrl: `${notices.publicUrl}/account` },
          });
          const { email: toAddress, locale } = member;
          await stores.outbox.add([{ memberId, toAddress, locale, ...mail }], now);
        }
      });
      return true;
    },
  };
}

export type ExportService = ReturnType<typeof createExportService>;

/** As JSON has it, so that both forms say the same. */
const collect = (records: Record<string, object[]>, now: Date): Export =>
  JSON.parse(toJson(records, now)) as Export;

const toJson = (records: Record<string, object[]>, now: Date): string =>
  JSON.stringify({ exportedAt: now.toISOString(), records });

/** One line for each value: where it is kept, which record, which field, what. RFC 4180. */
export function toCsv({ records }: Export): string {
  const lines = Object.entries(records).flatMap(([name, rows]) =>
    rows.flatMap((row, index) =>
      Object.entries(row).map(([field, value]) =>
        [name, String(index + 1), field, textOf(value)].map(cell).join(','),
      ),
    ),
  );
  return ['record,number,field,value', ...lines, ''].join('\r\n');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A spreadsheet would run what begins like a formula: an apostrophe makes a text of it (OWASP, CSV injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
