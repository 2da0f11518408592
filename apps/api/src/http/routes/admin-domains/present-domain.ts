import {
  readDomainSettings,
  type AdminDomain,
  type AdminDomainDetail,
  type DomainRecord,
} from '@ubuntu-aliases/shared';
import type { DomainRecordRow } from '@ubuntu-aliases/store';
import { proofName, proofText } from '../../../domain/domain-records.ts';
import type { DomainInFull, DomainInList } from '../../../services/domain-admin.ts';

/** The order in which they matter. */
const ORDER: readonly string[] = ['TXT', 'MX', 'SPF', 'DKIM', 'DMARC', 'MTA-STS', 'TLS-RPT', 'CNAME'];

function presentRecord(record: DomainRecordRow): DomainRecord {
  const { name, state, expected, found, isRequired, wrongSince, checkedAt } = record;
  return {
    type: record.type as DomainRecord['type'],
    name,
    state,
    expected,
    found,
    isRequired,
    wrongSince: wrongSince?.toISOString() ?? null,
    checkedAt: checkedAt.toISOString(),
  };
}

export function presentDomain({ row, addresses, records }: DomainInList): AdminDomain {
  const { id, name, team, title, landingPath, ownershipToken, provenAt, retiredAt } = row;
  const place = (type: string) => ORDER.indexOf(type);
  return {
    id,
    name,
    team,
    title,
    landingPath,
    ownership: {
      token: ownershipToken,
      record: { name: proofName(name), value: proofText(ownershipToken) },
      provenAt: provenAt?.toISOString() ?? null,
    },
    retiredAt: retiredAt?.toISOString() ?? null,
    addresses,
    records: records
      .toSorted((a, b) => place(a.type) - place(b.type) || a.name.localeCompare(b.name))
      .map(presentRecord),
  };
}

export function presentDomainDetail(domain: DomainInFull): AdminDomainDetail {
  const shown = presentDomain(domain);
  const { accent, adminContacts, newAddressNotice, settings } = domain.row;
  return {
    ...shown,
    accent,
    adminContacts,
    newAddressNotice,
    settings: readDomainSettings(settings),
    nextCheckAt: domain.row.retiredAt ? null : (domain.nextCheckAt?.toISOString() ?? null),
    toPublish: recordsToPublish(shown),
    history: domain.history.map(({ id, type, name, state, expected, found, at }) => ({
      id,
      type: type as DomainRecord['type'],
      name,
      state,
      expected,
      found,
      at: at.toISOString(),
    })),
  };
}

/** What a check expects, one record each; a place that only the operator can fill in is left out. */
function recordsToPublish({ ownership, records }: AdminDomain): AdminDomainDetail['toPublish'] {
  const others = records
    .filter(({ type, expected }) => type !== 'TXT' && expected !== '' && !expected.includes('<'))
    .flatMap(({ type, name, expected }) =>
      expected
        .split('\n')
        .map((value) => ({ name, type: type === 'MX' ? ('MX' as const) : ('TXT' as const), value })),
    );
  return [{ ...ownership.record, type: 'TXT' }, ...others];
}
