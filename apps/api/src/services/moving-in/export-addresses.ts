import { aliasState, type AliasExportRow } from '@ubuntu-aliases/store';

export const EXPORT_FORMATS = ['csv', 'postfix'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * Lines of the recipient table. `csv`: every address with its state, for people and scripts. `postfix`: what
 * `postmap` reads (virtual(5)): those that take mail, one line each; what is not listed is refused as unknown.
 */
export async function* exportAddresses(
  rows: AsyncIterable<AliasExportRow>,
  format: ExportFormat,
  now: Date,
): AsyncGenerator<string> {
  if (format === 'csv') yield 'address,state,reason,recipients\r\n';
  for await (const row of rows) {
    const address = `${row.localPart}@${row.domain}`;
    const { state, reason } = aliasState(row, now);
    if (format === 'csv') {
      yield `${[address, state, reason ?? '', row.recipients.join(' ')].map(csvCell).join(',')}\r\n`;
    } else if ((state === 'active' || state === 'grace') && row.recipients.length > 0) {
      yield `${postfixKey(address)}\t${row.recipients.join(', ')}\n`;
    }
  }
}

/**
 * A spreadsheet runs a cell that begins with one of these; the apostrophe makes it text. Both addresses and mailboxes may
 * begin with `=`, `+` or `-`.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line that begins with `#` is a comment; quoted, it is a key (postmap(1), "TABLE FORMAT"). */
function postfixKey(address: string): string {
  return address.startsWith('#') ? `"${address}"` : address;
}
