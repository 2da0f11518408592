/**
 * Addresses as this service sees them: a local part at a managed domain on one side,
 * any mailbox a person may own on the other. Pure, and safe to run in a browser.
 */

/** RFC 5321 §4.5.3.1.1: a local part has at most 64 octets. */
const LOCAL_PART_MAX = 64;
/** RFC 5321 §4.5.3.1.3: a path has at most 256 octets, two of them the angle brackets. */
export const ADDRESS_MAX = 254;

/** RFC 5322 §3.2.3 dot-atom, in lower case: no leading, trailing or double dot. */
const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** The same in either case; without the u flag, so that no letter beyond ASCII folds into one of these. */
const DOT_ATOM_ANY_CASE = new RegExp(DOT_ATOM, 'i');

/** Launchpad's own rule for account names, older and newer ones alike. */
const LAUNCHPAD_NAME = /^[a-z0-9][a-z0-9+.-]*$/;

/** Sender rewriting: such a local part would be taken for a rewritten envelope sender. */
const SRS_LOOKALIKE = /^srs[01][=+-]/;

/** RFC 2142 mailboxes, those certificate authorities accept as proof of a domain, and system senders. */
const RESERVED_LOCAL_PARTS: ReadonlySet<string> = new Set([
  'abuse', 'admin', 'administrator', 'autoconfig', 'autodiscover', 'bounce', 'bounces', 'daemon', 'dmarc',
  'double-bounce', 'ftp', 'hostmaster', 'info', 'is', 'it', 'list', 'listserv', 'localhost', 'mail',
  'mailer-daemon', 'mailman', 'majordomo', 'marketing', 'mis', 'mta-sts', 'news', 'no-reply', 'nobody', 'noc',
  'noreply', 'owner', 'postmaster', 'root', 'sales', 'security', 'ssladmin', 'ssl-admin', 'ssladministrator',
  'sslwebmaster', 'support', 'sysadmin', 'tls-rpt', 'tlsrpt', 'usenet', 'uucp', 'webmaster', 'wpad', 'www',
]); // prettier-ignore

export type LocalPartProblem = 'reserved' | 'srs_lookalike' | 'too_long' | 'not_dot_atom' | 'not_a_name';

export type LocalPartResult =
  | { ok: true; localPart: string }
  | { ok: false; code: 'alias.name_reserved' | 'alias.name_invalid'; problem: LocalPartProblem };

export function isLaunchpadName(name: string): boolean {
  return LAUNCHPAD_NAME.test(name);
}

export function isReservedLocalPart(localPart: string): boolean {
  return RESERVED_LOCAL_PARTS.has(localPart) || SRS_LOOKALIKE.test(localPart);
}

/**
 * The local part that a Launchpad name gives, or why it gives none. A plus is kept: `grace` and
 * `grace+work` are two people, and mail is looked up by the whole local part first.
 */
export function localPartOf(launchpadName: string): LocalPartResult {
  const invalid = (problem: LocalPartProblem) =>
    ({ ok: false, code: 'alias.name_invalid', problem }) as const;
  if (!isLaunchpadName(launchpadName)) return invalid('not_a_name');
  if (launchpadName.length > LOCAL_PART_MAX) return invalid('too_long');
  if (!DOT_ATOM.test(launchpadName)) return invalid('not_dot_atom');
  if (SRS_LOOKALIKE.test(launchpadName))
    return { ok: false, code: 'alias.name_reserved', problem: 'srs_lookalike' };
  if (RESERVED_LOCAL_PARTS.has(launchpadName))
    return { ok: false, code: 'alias.name_reserved', problem: 'reserved' };
  return { ok: true, localPart: launchpadName };
}

/** Tells whether a text can be a local part stored by this service: lower-case dot-atom, 64 octets, no SRS. */
export function isLocalPart(text: string): boolean {
  return text.length <= LOCAL_PART_MAX && DOT_ATOM.test(text) && !SRS_LOOKALIKE.test(text);
}

export interface MailboxAddress {
  /** Case kept: only the owner's host knows whether it matters (RFC 5321 §2.4). */
  localPart: string;
  /** Lower case, punycode, without a trailing dot. */
  domain: string;
}

/** A host name of at least two labels, in the ASCII form of RFC 5890. */
const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** The ASCII form of a domain in any spelling (case, full-width letters, trailing dot), or null. */
export function normaliseDomain(domain: string): string | null {
  const text = domain.trim().replace(/[.．。｡]$/, '');
  // Characters that would make the URL parser read something other than a host.
  if (text === '' || /[\s\p{Cc}/\\?#@:%[\]]/u.test(text)) return null;
  let ascii: string;
  try {
    ascii = new URL(`http://${text}`).hostname;
  } catch {
    return null;
  }
  if (/^\d+(\.\d+){3}$/.test(ascii)) return null;
  return HOST_NAME.test(ascii) ? ascii : null;
}

/**
 * Reads a mailbox address typed or signed by somebody. Quoted local parts are refused: nobody's
 * mailbox needs them and every parser reads them differently. Null when it is no address.
 */
export function parseMailbox(text: string): MailboxAddress | null {
  const trimmed = text.trim();
  if (trimmed.length > ADDRESS_MAX) return null;
  const at = trimmed.lastIndexOf('@');
  if (at < 1) return null;
  const localPart = trimmed.slice(0, at);
  const domain = normaliseDomain(trimmed.slice(at + 1));
  if (domain === null || localPart.length > LOCAL_PART_MAX || !DOT_ATOM_ANY_CASE.test(localPart)) return null;
  // Once more: a domain is longer in its ASCII form.
  return localPart.length + 1 + domain.length > ADDRESS_MAX ? null : { localPart, domain };
}

export function formatMailbox({ localPart, domain }: MailboxAddress): string {
  return `${localPart}@${domain}`;
}

/** `mira@example.org` becomes `m…@example.org`: enough to recognise one's own, not to write to it. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return '…';
  return `${[...address][0]}…${address.slice(at)}`;
}
