import { zoneRecordSchema, type ZoneRecord } from './records.ts';

/** Where mail for the managed domains goes in this world, and what may send for them. */
const mailHosts = ['mx1.aliases.example', 'mx2.aliases.example'];
const managed = ['ubuntu.com', 'kubuntu.org', 'lubuntu.me', 'edubuntu.org', 'ubuntustudio.com', 'ubuntu.net'];
/** Where invented people have their mailboxes. */
const outside = ['example.org', 'example.com', 'example.net'];

const record = (name: string, type: string, value: string): ZoneRecord =>
  zoneRecordSchema.parse({ name, type, value });

function firstRecords(): ZoneRecord[] {
  return [
    ...managed.flatMap((domain) => [
      ...mailHosts.map((host, at) => record(domain, 'MX', `${(at + 1) * 10} ${host}`)),
      record(domain, 'TXT', 'v=spf1 mx ~all'),
      record(`_dmarc.${domain}`, 'TXT', 'v=DMARC1; p=none'),
    ]),
    ...mailHosts.map((host) => record(host, 'A', '127.0.0.1')),
    ...outside.flatMap((domain) => [
      record(domain, 'MX', `10 mx.${domain}`),
      record(domain, 'A', '127.0.0.1'),
      record(`mx.${domain}`, 'A', '127.0.0.1'),
    ]),
    // Takes no mail at all (RFC 7505).
    record('nomail.example', 'MX', '0 .'),
  ];
}

export interface Zone {
  list(): ZoneRecord[];
  /** Records of this name and type. */
  find(name: string, type: string): ZoneRecord[];
  /** True for names with records, and for those above them. */
  exists(name: string): boolean;
  add(records: ZoneRecord[]): void;
  /** All records of a name, or only those of a type, or the one with that value. */
  remove(name: string, type?: string, value?: string): void;
  replace(records: ZoneRecord[]): void;
  /** What is there now is what a reset goes back to. */
  keep(): void;
  reset(): void;
}

/** Everything that can be asked for: one zone, the whole of DNS in this world. */
export function createZone(): Zone {
  let start = firstRecords();
  let records = [...start];
  const isSame = (a: ZoneRecord, b: ZoneRecord) =>
    a.name === b.name && a.type === b.type && a.value === b.value;
  const zone: Zone = {
    list: () => records,
    find: (name, type) => records.filter((r) => r.name === name && r.type === type),
    exists: (name) => records.some((r) => r.name === name || r.name.endsWith(`.${name}`)),
    add(added) {
      for (const one of added) records = [...records.filter((r) => !isSame(r, one)), one];
    },
    remove(name, type, value) {
      records = records.filter(
        (r) => r.name !== name || (type && r.type !== type) || (value !== undefined && r.value !== value),
      );
    },
    replace(others) {
      records = [...others];
    },
    keep() {
      start = [...records];
    },
    reset() {
      records = [...start];
    },
  };
  return zone;
}
