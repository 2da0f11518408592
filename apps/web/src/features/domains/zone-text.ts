import type { AdminDomainDetail } from '@ubuntu-aliases/shared';

type Records = AdminDomainDetail['toPublish'];

/** Texts in parts of 255 characters, as a zone file wants them (RFC 1035 §3.3.14). */
function quoted(text: string): string {
  const parts = text.match(/.{1,255}/gs) ?? [''];
  return parts.map((part) => `"${part.replace(/(["\\])/g, '\\$1')}"`).join(' ');
}

export const zoneFile = (records: Records): string =>
  records
    .map(
      ({ name, type, value }) => `${name}. 3600 IN ${type} ${type === 'TXT' ? quoted(value) : `${value}.`}`,
    )
    .join('\n');

export const digLines = (records: Records): string =>
  [...new Set(records.map(({ name, type }) => `dig +short ${type} ${name}`))].join('\n');
