import { createStores, importUnclaimed, type Database, type ImportFinding } from '@ubuntu-aliases/store';
import { readImportLine, type ImportLineProblem } from '../../domain/import-line.ts';
import { readCsv, type CsvRecord } from './read-csv.ts';

export interface ImportReport {
  /** What each line came to that was not simply taken, as it is found. */
  onLine: (line: number, code: ImportLineProblem | ImportFinding['code']) => void;
}

export interface ImportSettings extends ImportReport {
  ssoUrl: string;
  isDryRun: boolean;
  /** Takes what is right although other lines are not. */
  skipBad: boolean;
  allowReserved: boolean;
  update: boolean;
  now: Date;
}

export interface ImportResult {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  bad: number;
  /** False: nothing was written. */
  isWritten: boolean;
}

/** What does not stand in the way: a second run of the same file finds nothing but these. */
const HARMLESS: readonly string[] = [
  'address_unchanged',
  'address_owned',
  'address_released',
  'line_repeated',
];

/** Brings the addresses of the service that ran before as unclaimed ones; with a bad line in it, nothing of the file. */
export async function importAddresses(
  database: Database,
  chunks: AsyncIterable<string>,
  { ssoUrl, isDryRun, skipBad, allowReserved, update, now, onLine }: ImportSettings,
): Promise<ImportResult> {
  const rules = { domains: await createStores(database.client).domains.listAll(), ssoUrl, allowReserved };
  const result: ImportResult = { read: 0, created: 0, updated: 0, unchanged: 0, bad: 0, isWritten: false };
  const report = (line: number, code: Parameters<ImportReport['onLine']>[1]) => {
    if (HARMLESS.includes(code)) result.unchanged += 1;
    else result.bad += 1;
    if (code !== 'address_unchanged') onLine(line, code);
  };

  async function* addresses() {
    for await (const record of readCsv(chunks)) {
      if (result.read === 0 && isHeading(record)) continue;
      result.read += 1;
      const read = record.cells
        ? readImportLine(record.cells, rules)
        : ({ ok: false, code: 'line_malformed' } as const);
      if (read.ok) yield { line: record.line, ...read.address };
      else report(record.line, read.code);
    }
  }

  const confirm = () => (result.isWritten = !isDryRun && (result.bad === 0 || skipBad));
  const { created, updated } = await importUnclaimed(database.pool, addresses(), {
    update,
    now,
    onFinding: ({ line, code }) => report(line, code),
    confirm,
  });
  return { ...result, created, updated };
}

function isHeading({ line, cells }: CsvRecord): boolean {
  return line === 1 && cells?.[0]?.trim().toLowerCase() === 'address';
}
