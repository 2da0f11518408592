/** What a domain should publish, and whether what DNS answered is that. Pure; DNS's own words come in. */

type Unknown = { state: 'unknown' };
type None = { state: 'none'; reason: 'no_name' | 'no_data'; through: string[] };
export type Found<T> = { state: 'ok'; records: T[] } | None | Unknown;

export interface MailHost {
  preference: number;
  /** '' is a null MX. */
  exchange: string;
}

export interface DomainAnswers {
  apexTexts: Found<string>;
  proofTexts: Found<string>;
  mx: Found<MailHost>;
  /** Addresses (A and AAAA together) of hosts that the answers name, and of the MTA-STS policy's. */
  hosts: ReadonlyMap<string, Found<string>>;
  dmarc: Found<string>;
  mtaSts: Found<string>;
  tlsRpt: Found<string>;
  dkim: Found<string> | null;
}

/** Of this installation: see MAIL_HOSTS and MAIL_SPF. */
export interface ExpectedMail {
  /** In the order in which they are preferred; none: any mail host is fine. */
  hosts: readonly string[];
  /** What has to be in the SPF record; null: any record that says something. */
  spf: string | null;
}

export interface DkimRecord {
  name: string;
  value: string;
}

export interface RecordFinding {
  type: 'TXT' | 'MX' | 'SPF' | 'DKIM' | 'DMARC' | 'MTA-STS' | 'TLS-RPT' | 'CNAME';
  name: string;
  state: 'ok' | 'wrong' | 'unknown';
  expected: string;
  /** '' is nothing; null is that nobody could say. */
  found: string | null;
  isRequired: boolean;
}

export const DEFAULT_SPF = 'v=spf1 mx ~all';
const FOUND_MAX = 2000;

export const proofName = (domain: string) => `_ubuntu-aliases.${domain}`;
export const proofText = (token: string) => `ubuntu-aliases-verification=${token}`;
export const mtaStsHost = (domain: string) => `mta-sts.${domain}`;

export function judgeDomain(
  { name, ownershipToken }: { name: string; ownershipToken: string },
  answers: DomainAnswers,
  expected: ExpectedMail,
  dkim: DkimRecord | null,
): RecordFinding[] {
  const findings = [
    judgeOwnership(name, ownershipToken, answers),
    judgeMx(name, answers, expected.hosts),
    judgeSpf(name, answers.apexTexts, expected.spf),
    judgeDkim(answers.dkim, dkim),
    judgeOne('DMARC', `_dmarc.${name}`, answers.dmarc, {
      begins: /^v=DMARC1\s*(;|$)/,
      isRight: (text) => /;\s*p\s*=\s*(none|quarantine|reject)\s*(;|$)/i.test(text),
      expected: 'v=DMARC1; p=none',
      isRequired: true,
    }),
    judgeMtaSts(name, answers),
    judgeOne('TLS-RPT', `_smtp._tls.${name}`, answers.tlsRpt, {
      begins: /^v=TLSRPTv1\s*(;|$)/,
      isRight: (text) => /;\s*rua\s*=\s*(mailto:|https:)/i.test(text),
      expected: '',
      isRequired: false,
    }),
    ...danglingAliases(name, answers, dkim),
  ];
  return findings
    .filter((finding) => finding !== null)
    .map((finding) => ({ ...finding, found: finding.found && clean(finding.found) }));
}

/** What strangers publish is shown on a page and kept: no control characters, and no more than anybody reads. */
const clean = (text: string) => text.replace(/[^\P{Cc}\n]/gu, '\uFFFD').slice(0, FOUND_MAX);

const textsOf = (found: Found<string>): string[] => (found.state === 'ok' ? found.records : []);

function judgeOwnership(
  domain: string,
  token: string,
  { apexTexts, proofTexts }: DomainAnswers,
): RecordFinding {
  const expected = proofText(token);
  const texts = [...textsOf(proofTexts), ...textsOf(apexTexts)].map((text) => text.trim());
  const common = { type: 'TXT', name: proofName(domain), expected, isRequired: true } as const;
  if (texts.includes(expected)) return { ...common, state: 'ok', found: expected };
  // Either place will do, so both have to have answered before it is missing.
  if (apexTexts.state === 'unknown' || proofTexts.state === 'unknown')
    return { ...common, state: 'unknown', found: null };
  const found = texts.filter((text) => text.startsWith('ubuntu-aliases-verification'));
  return { ...common, state: 'wrong', found: found.join('\n') };
}

function judgeMx(name: string, { mx, hosts }: DomainAnswers, wanted: readonly string[]): RecordFinding {
  const lines = (records: readonly MailHost[]) =>
    records.map(({ preference, exchange }) => `${preference} ${exchange || '.'}`);
  const expected =
    wanted.length > 0
      ? lines(wanted.map((exchange, at) => ({ preference: (at + 1) * 10, exchange }))).join('\n')
      : '10 <mail server>';
  const common = { type: 'MX', name, expected, isRequired: true } as const;
  if (mx.state === 'unknown') return { ...common, state: 'unknown', found: null };
  const records = mx.state === 'ok' ? mx.records.toSorted((a, b) => a.preference - b.preference) : [];
  // Hosts without an address are said so; one that nobody could tell about is not held against it.
  const dead = new Set(records.map((r) => r.exchange).filter((host) => hosts.get(host)?.state === 'none'));
  const found = records
    .map((r, at) => `${lines(records)[at]}${dead.has(r.exchange) ? ' (no address)' : ''}`)
    .join('\n');
  const given = new Set(records.map(({ exchange }) => exchange));
  const isNull = given.has('');
  const isOurs =
    wanted.length === 0 || (wanted.length === given.size && wanted.every((host) => given.has(host)));
  const isRight = records.length > 0 && !isNull && dead.size === 0 && isOurs;
  return { ...common, state: isRight ? 'ok' : 'wrong', found };
}

function judgeSpf(name: string, texts: Found<string>, wanted: string | null): RecordFinding {
  const common = { type: 'SPF', name, expected: wanted ?? DEFAULT_SPF, isRequired: true } as const;
  if (texts.state === 'unknown') return { ...common, state: 'unknown', found: null };
  const records = textsOf(texts).filter((text) => /^v=spf1( |$)/i.test(text.trim()));
  const terms = termsOf(records[0] ?? '');
  const needed = termsOf(wanted ?? '').filter((term) => !/^[-~?+]?all$/.test(term));
  // RFC 7208 §4.5: two records are none. `+all` lets anybody send.
  const isRight =
    records.length === 1 &&
    terms.length > 0 &&
    needed.every((term) => terms.includes(term)) &&
    !terms.includes('all');
  return { ...common, state: isRight ? 'ok' : 'wrong', found: records.join('\n') };
}

/** `+` is what a term without a sign means. */
const termsOf = (record: string) =>
  record
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .slice(1)
    .map((term) => term.replace(/^\+/, ''));

function judgeDkim(found: Found<string> | null, wanted: DkimRecord | null): RecordFinding | null {
  if (!wanted || !found) return null;
  const common = { type: 'DKIM', name: wanted.name, expected: wanted.value, isRequired: true } as const;
  if (found.state === 'unknown') return { ...common, state: 'unknown', found: null };
  const key = (record: string) => /(?:^|;)\s*p\s*=\s*([^;]*)/.exec(record)?.[1]?.replace(/\s/g, '') ?? '';
  const texts = textsOf(found);
  const isRight =
    texts.length === 1 && key(texts[0] ?? '') !== '' && key(texts[0] ?? '') === key(wanted.value);
  return { ...common, state: isRight ? 'ok' : 'wrong', found: texts.join('\n') };
}

interface Rule {
  begins: RegExp;
  isRight: (text: string) => boolean;
  expected: string;
  isRequired: boolean;
}

/** A record that begins with its version, and of which there must be one. */
function judgeOne(
  type: RecordFinding['type'],
  name: string,
  found: Found<string>,
  { begins, isRight, expected, isRequired }: Rule,
): RecordFinding {
  const common = { type, name, expected, isRequired };
  if (found.state === 'unknown') return { ...common, state: 'unknown', found: null };
  const records = textsOf(found).filter((text) => begins.test(text.trim()));
  const isFine = records.length === 0 ? !isRequired : records.length === 1 && isRight(records[0] ?? '');
  return { ...common, state: isFine ? 'ok' : 'wrong', found: records.join('\n') };
}

/** RFC 8461 §3: the record says that there is a policy, which is fetched from a host of its own. */
function judgeMtaSts(name: string, { mtaSts, hosts }: DomainAnswers): RecordFinding {
  const finding = judgeOne('MTA-STS', `_mta-sts.${name}`, mtaSts, {
    begins: /^v=STSv1\s*(;|$)/,
    isRight: (text) => /;\s*id\s*=\s*[a-z0-9]{1,32}\s*(;|$)/i.test(text),
    expected: '',
    isRequired: false,
  });
  if (finding.state !== 'ok' || !finding.found) return finding;
  const host = hosts.get(mtaStsHost(name));
  if (host?.state === 'unknown') return { ...finding, state: 'unknown', found: null };
  if (host?.state !== 'none') return finding;
  return { ...finding, state: 'wrong', found: `${finding.found}\n${mtaStsHost(name)} (no address)` };
}

/** An alias that leads to a name that is not there: whoever registers that name speaks for the domain. */
function danglingAliases(name: string, answers: DomainAnswers, dkim: DkimRecord | null): RecordFinding[] {
  const asked: [string, Found<unknown> | null | undefined][] = [
    [proofName(name), answers.proofTexts],
    [name, answers.mx],
    [`_dmarc.${name}`, answers.dmarc],
    [`_mta-sts.${name}`, answers.mtaSts],
    [`_smtp._tls.${name}`, answers.tlsRpt],
    [mtaStsHost(name), answers.hosts.get(mtaStsHost(name))],
    ...(dkim ? [[dkim.name, answers.dkim] as [string, Found<string> | null]] : []),
  ];
  return asked.flatMap(([at, found]) => {
    if (found?.state !== 'none' || found.reason !== 'no_name') return [];
    const target = found.through.at(-1);
    if (target === undefined) return [];
    return [{ type: 'CNAME', name: at, state: 'wrong', expected: '', found: target, isRequired: true }];
  });
}
