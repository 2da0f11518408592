import type { Export } from '@ubuntu-aliases/shared';
import { createStores, type Database } from '@ubuntu-aliases/store';

/** Everything that is kept about one member, read at one moment. It is small, so it is made on the spot. */
export function createExportService({ database, clock }: { database: Database; clock: () => Date }) {
  const { exports } = createStores(database.client);
  return {
    async exportMember(memberId: string): Promise<Export> {
      const records = await exports.readAll(memberId);
      // As JSON has it, so that both forms say the same.
      return JSON.parse(JSON.stringify({ exportedAt: clock().toISOString(), records })) as Export;
    },
  };
}

export type ExportService = ReturnType<typeof createExportService>;

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
