import type { AdminAlias } from '@ubuntu-aliases/shared';

const COLUMNS: Record<string, (alias: AdminAlias) => string | null | undefined> = {
  address: (a) => a.address,
  state: (a) => a.state,
  reason: (a) => a.reason,
  grace_until: (a) => a.graceUntil,
  origin: (a) => a.origin,
  launchpad_name: (a) => a.member?.launchpadName,
  claimed_identifier: (a) => a.member?.claimedIdentifier,
  recipients: (a) => a.recipients.map((r) => r.address).join(' '),
  hold_reason: (a) => a.holdReason,
  created_at: (a) => a.createdAt,
};

/**
 * One cell (RFC 4180 §2). A spreadsheet takes what begins with one of these as a formula, so an apostrophe goes in front:
 * a local part may well be `=cmd` or `-1+1`.
 */
export function csvCell(value: string): string {
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const row = (cells: string[]) => `${cells.map(csvCell).join(',')}\r\n`;

/** The table as text, a piece for each page that was read. */
export async function* aliasCsv(pages: AsyncIterable<AdminAlias[]>): AsyncGenerator<string> {
  yield row(Object.keys(COLUMNS));
  for await (const page of pages)
    yield page.map((alias) => row(Object.values(COLUMNS).map((cell) => cell(alias) ?? ''))).join('');
}
