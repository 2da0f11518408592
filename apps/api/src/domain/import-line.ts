import { isLocalPart, isReservedLocalPart, parseMailbox, normaliseDomain } from '@ubuntu-aliases/shared';

/** What is wrong with a line of an import, whatever is in the database. */
export type ImportLineProblem =
  | 'line_malformed'
  | 'line_columns'
  | 'address_invalid'
  | 'address_srs'
  | 'address_reserved'
  | 'domain_unknown'
  | 'domain_retired'
  | 'recipient_invalid'
  | 'recipient_loop'
  | 'identifier_invalid';

export interface ImportRules {
  domains: readonly { id: string; name: string; retiredAt: Date | null }[];
  /** Claimed identifiers are below this URL. */
  ssoUrl: string;
  /** Reserved names that worked before go on working; nobody gets one by their Launchpad name. */
  allowReserved: boolean;
}

export type ImportLine =
  | {
      ok: true;
      address: { domainId: string; localPart: string; recipient: string; identifier: string | null };
    }
  | { ok: false; code: ImportLineProblem };

/** Address, recipient and perhaps a claimed identifier: what the service before knew of an address. */
export function readImportLine(cells: readonly string[], rules: ImportRules): ImportLine {
  const refuse = (code: ImportLineProblem) => ({ ok: false, code }) as const;
  const [address = '', forwardTo = '', identifier = ''] = cells.map((cell) => cell.trim());
  if (cells.length < 2 || cells.length > 3) return refuse('line_columns');

  const at = address.lastIndexOf('@');
  const localPart = address.slice(0, Math.max(at, 0)).toLowerCase();
  const domainName = at < 0 ? null : normaliseDomain(address.slice(at + 1));
  if (domainName === null) return refuse('address_invalid');
  // Mail to it would be taken for a bounce of what this service rewrote.
  if (/^srs[01][=+-]/.test(localPart)) return refuse('address_srs');
  if (!isLocalPart(localPart)) return refuse('address_invalid');
  const domain = rules.domains.find((d) => d.name === domainName);
  if (!domain) return refuse('domain_unknown');
  if (domain.retiredAt) return refuse('domain_retired');
  if (isReservedLocalPart(localPart) && !rules.allowReserved) return refuse('address_reserved');

  const mailbox = parseMailbox(forwardTo);
  if (!mailbox) return refuse('recipient_invalid');
  if (rules.domains.some((d) => d.name === mailbox.domain)) return refuse('recipient_loop');

  const prefix = `${rules.ssoUrl}/+id/`;
  if (
    identifier &&
    !(identifier.startsWith(prefix) && /^[A-Za-z0-9_-]{1,64}$/.test(identifier.slice(prefix.length)))
  )
    return refuse('identifier_invalid');
  return {
    ok: true,
    address: {
      domainId: domain.id,
      localPart,
      recipient: `${mailbox.localPart}@${mailbox.domain}`,
      identifier: identifier || null,
    },
  };
}
