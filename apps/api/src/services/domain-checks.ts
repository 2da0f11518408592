import { AppError } from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type Database,
  type DomainRow,
  type Stores,
} from '@ubuntu-aliases/store';
import type { DnsAnswer, DnsResolver } from '@ubuntu-aliases/dns';
import { planCheck } from '../domain/domain-check-plan.ts';
import {
  judgeDomain,
  mtaStsHost,
  proofName,
  type DkimRecord,
  type DomainAnswers,
  type ExpectedMail,
  type Found,
} from '../domain/domain-records.ts';

export interface DomainCheckDeps {
  database: Database;
  dns: DnsResolver;
  expected: ExpectedMail;
  /** The record of the key that our own mail from this domain is signed with; null while there is none. */
  dkimRecordOf?: (domain: DomainRow) => Promise<DkimRecord | null>;
  clock: () => Date;
  random?: () => number;
}

/** A worker that took a check and is not heard of for this long (milliseconds) has lost it to another. */
const LEASE = 120_000;
const AT_ONCE = 3;
/** For all questions of a check: somebody may be waiting for it. */
const DEADLINE = 12_000;
/** Names that a record of somebody else may make us look up. */
const HOSTS_MAX = 10;

/** Asks DNS about the managed domains and keeps what it said. Never stops mail, never takes anything away (R7). */
export function createDomainCheckService({
  database,
  dns,
  expected,
  dkimRecordOf = () => Promise.resolve(null),
  clock,
  random = Math.random,
}: DomainCheckDeps) {
  const stores = createStores(database.client);

  async function askAddresses(host: string, signal: AbortSignal): Promise<Found<string>> {
    const answers = await Promise.all([
      dns.query(host, 'A', { signal }),
      dns.query(host, 'AAAA', { signal }),
    ]);
    const found =
      answers.find(({ state }) => state === 'ok') ?? answers.find(({ state }) => state === 'unknown');
    return found ?? answers[0];
  }

  async function ask({ name }: DomainRow, dkim: DkimRecord | null): Promise<DomainAnswers> {
    const signal = AbortSignal.timeout(DEADLINE);
    const texts = (at: string): Promise<DnsAnswer<'TXT'>> => dns.query(at, 'TXT', { signal });
    const [apexTexts, proofTexts, mx, dmarc, mtaSts, tlsRpt, dkimTexts] = await Promise.all([
      texts(name),
      texts(proofName(name)),
      dns.query(name, 'MX', { signal }),
      texts(`_dmarc.${name}`),
      texts(`_mta-sts.${name}`),
      texts(`_smtp._tls.${name}`),
      dkim ? texts(dkim.name) : null,
    ]);
    const named = [
      ...(mx.state === 'ok' ? mx.records.map(({ exchange }) => exchange).filter(Boolean) : []).slice(
        0,
        HOSTS_MAX,
      ),
      mtaStsHost(name),
    ];
    const hosts = new Map(
      await Promise.all(
        [...new Set(named)].map(async (host) => [host, await askAddresses(host, signal)] as const),
      ),
    );
    return { apexTexts, proofTexts, mx, hosts, dmarc, mtaSts, tlsRpt, dkim: dkimTexts };
  }

  /** Asks now. What is stored meanwhile by a later check stays. */
  async function check(domainId: string, requestId: string | null): Promise<void> {
    const domain = await stores.domains.find(domainId);
    if (!domain) throw new AppError('domain.not_found');
    const dkim = await dkimRecordOf(domain);
    const askedAt = clock();
    const findings = judgeDomain(domain, await ask(domain, dkim), expected, dkim);
    await withTransaction(database, async (tx) => {
      const inTx = createStores(tx);
      const before = await inTx.domainChecks.listForUpdate(domainId);
      if (before.some(({ checkedAt }) => checkedAt > askedAt)) return;
      const current = await inTx.domains.find(domainId);
      if (!current) return;
      const plan = planCheck(findings, before as Parameters<typeof planCheck>[1], {
        isProven: current.provenAt !== null,
        now: askedAt,
        random: random(),
      });
      await inTx.domainChecks.save(domainId, plan.records, plan.changed, askedAt, plan.dueAt);
      if (current.provenAt === null) await proveIfDue(inTx, current, plan.isProven, requestId);
      if (plan.reported.length > 0) {
        await inTx.errors.record(
          [
            {
              code: 'domain.record_wrong',
              severity: 'warning',
              memberId: null,
              domainId,
              details: { records: plan.reported },
              requestId,
            },
          ],
          askedAt,
        );
      } else if (plan.isResolved) {
        await inTx.errors.resolveForDomain(domainId, ['domain.record_wrong'], askedAt);
      }
    });
  }

  /** By its record, or because it has addresses already: those came from a service that carried its mail. */
  async function proveIfDue(
    inTx: Stores,
    domain: DomainRow,
    hasRecord: boolean,
    requestId: string | null,
  ): Promise<void> {
    if (!hasRecord && !(await inTx.domains.hasAddresses(domain.id))) return;
    const now = clock();
    if (!(await inTx.domains.prove(domain.id, now))) return;
    await inTx.audit.append([
      {
        actor: { kind: 'system', memberId: null },
        action: 'domain.proven',
        domainId: domain.id,
        requestId,
        changes: { proof: [null, hasRecord ? 'record' : 'addresses'] },
      },
    ]);
    if (!domain.retiredAt) await inTx.domains.queueChecks(domain.team, now);
  }

  return {
    check,

    /** What the worker does; true when there may be more to do at once. A domain whose check fails is tried again later. */
    async runDue(): Promise<boolean> {
      const now = clock();
      const due = await stores.domainChecks.takeDue(now, new Date(now.getTime() + LEASE), AT_ONCE);
      for (const id of due) await check(id, null);
      return due.length === AT_ONCE;
    },
  };
}

export type DomainCheckService = ReturnType<typeof createDomainCheckService>;
