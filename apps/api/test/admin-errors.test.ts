import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  changedErrorStatesSchema,
  errorEntryDetailSchema,
  overviewSchema,
  retriedSchema,
} from '@ubuntu-aliases/shared';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
let ada: Browser;
let ben: Browser;
const domains = new Map<string, string>();
const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  ben = await app.signedIn('BnMrsh2');
  // Entries at ubuntu.com, at kubuntu.org and without a domain.
  for (const person of ['TvKj3r5', 'PstMst1', 'MrgdAc1', 'LeoWlk4', 'NoLpad1']) await app.signedIn(person);
  for (const { id, name } of await app.db.domain.findMany()) domains.set(name, id);
});
beforeEach(async () => {
  await app.db.roleGrant.deleteMany();
  await app.db.errorEntry.updateMany({ data: { state: 'open', resolvedAt: null } });
});

const grantBen = async (role: 'admin' | 'auditor', domain: string | null) => {
  // Not by name: an account that was merged into his has the same.
  const { id } = await app.db.member.findFirstOrThrow({
    where: { claimedIdentifier: app.sandbox.identifier('BnMrsh2') },
  });
  const domainId = domain && (domains.get(domain) ?? '');
  await app.db.roleGrant.create({ data: { memberId: id, role, domainId } });
};
const idsAt = async (where: object) =>
  (await app.db.errorEntry.findMany({ where, orderBy: { id: 'asc' } })).map(({ id }) => id);
const change = (browser: Browser, ids: string[], state: string) =>
  browser.post('/api/v1/admin/error-changes', { ids, state });

describe('several at once', () => {
  test('each is checked by itself, audited by itself, and counted once', async () => {
    await grantBen('admin', 'kubuntu.org');
    const [mine, others] = [
      await idsAt({ domain: { name: 'kubuntu.org' } }),
      await idsAt({ domain: { name: 'ubuntu.com' } }),
    ];
    const answer = await change(ben, [...mine, ...mine, ...others, UNKNOWN_ID], 'resolved');
    expect(answer.as(changedErrorStatesSchema).items).toEqual([
      ...mine.map((id) => ({ id, outcome: 'changed' })),
      ...[...others, UNKNOWN_ID].map((id) => ({ id, outcome: 'not_found' })),
    ]);
    expect(await idsAt({ state: 'resolved' })).toEqual(mine);
    const audit = await app.db.auditEntry.findMany({ where: { action: 'error.updated' } });
    expect(audit.map((a) => [a.errorId, a.changes])).toEqual(
      mine.map((id) => [id, { state: ['open', 'resolved'] }]),
    );
    expect((await change(ben, mine, 'resolved')).as(changedErrorStatesSchema).items[0]?.outcome).toBe('same');
    expect(await app.db.auditEntry.count({ where: { action: 'error.updated' } })).toBe(mine.length);
    expect((await change(ben, mine, 'open')).status).toBe(200);
    expect(await app.db.errorEntry.count({ where: { resolvedAt: { not: null } } })).toBe(0);
  });

  test('by two admins at the same moment, in any order, one of them changes each', async () => {
    const all = await idsAt({});
    const answers = await Promise.all(
      [all, all.toReversed(), all].map((ids) => change(ada, ids, 'acknowledged')),
    );
    const changed = answers.flatMap((a) =>
      a.as(changedErrorStatesSchema).items.filter(({ outcome }) => outcome === 'changed'),
    );
    expect(changed.map(({ id }) => id).sort()).toEqual(all.toSorted());
  });

  test('is refused without a role, to an auditor, from elsewhere, and for what is no list of entries', async () => {
    const ids = await idsAt({});
    expect((await change(app.browser(), ids, 'resolved')).status).toBe(401);
    expect((await change(ben, ids, 'resolved')).status).toBe(403);
    await grantBen('auditor', null);
    expect((await change(ben, ids, 'resolved')).status).toBe(403);
    const headers = { 'sec-fetch-site': 'cross-site' };
    const foreign = await ada.post('/api/v1/admin/error-changes', { ids, state: 'resolved' }, headers);
    expect(foreign.problem.code).toBe('request.csrf');
    const tooMany = Array.from({ length: 101 }, () => UNKNOWN_ID);
    for (const body of [[], ['x'], tooMany])
      expect((await change(ada, body, 'resolved')).problem.code).toBe('request.invalid');
    expect((await change(ada, ids, 'gone')).problem.code).toBe('request.invalid');
    expect(await app.db.errorEntry.count({ where: { state: { not: 'open' } } })).toBe(0);
  });
});

describe('trying again', () => {
  const retry = (browser: Browser, id: string) => browser.post(`/api/v1/admin/errors/${id}/retry`);

  test('checks the person; the entry resolves itself when its cause is gone', async () => {
    const [id = ''] = await idsAt({ code: 'member.coc_unsigned' });
    const read = async () => (await ada.get(`/api/v1/admin/errors/${id}`)).as(errorEntryDetailSchema);
    expect(await read()).toMatchObject({ retry: 'check', memberId: expect.any(String), count: 1 });
    expect((await retry(ada, id)).as(retriedSchema)).toEqual({ retried: 'check' });
    expect(await read()).toMatchObject({ state: 'open', count: 2 });
    await app.sandbox.control('PATCH', '/people/TvKj3r5', { cocSigned: true });
    expect((await retry(ada, id)).status).toBe(202);
    expect((await read()).state).toBe('resolved');
    expect(await app.db.auditEntry.count({ where: { action: 'error.retried', errorId: id } })).toBe(2);
  });

  test('sends what the mail server would not take', async () => {
    await app.db.outboxMail.deleteMany();
    await app.sandbox.fault({ target: 'smtp', kind: 'reject-permanent', path: 'omni@example.org' });
    await app.signedIn('OmniOk1');
    await app.db.outboxMail.updateMany({ data: { toAddress: 'omni@example.org' } });
    await app.product.runJobs();
    const [id = ''] = await idsAt({ code: 'mail.undeliverable' });
    expect(await app.db.outboxMail.count({ where: { failedAt: { not: null } } })).toBeGreaterThan(0);
    await app.sandbox.mend();
    expect((await retry(ada, id)).as(retriedSchema)).toEqual({ retried: 'send' });
    await app.product.runJobs();
    expect(await app.db.outboxMail.count()).toBe(0);
    expect((await app.db.errorEntry.findUniqueOrThrow({ where: { id } })).state).toBe('resolved');
  });

  test('is refused where nothing can be tried, to auditors, and out of scope', async () => {
    const { id: fault } = await app.db.errorEntry.create({
      data: { code: 'internal', severity: 'error', fingerprint: 'f' },
    });
    expect((await retry(ada, fault)).problem).toMatchObject({ status: 409, code: 'request.conflict' });
    const [id = ''] = await idsAt({ domain: { name: 'ubuntu.com' } });
    expect((await retry(app.browser(), id)).status).toBe(401);
    await grantBen('admin', 'kubuntu.org');
    expect((await retry(ben, id)).problem.code).toBe('error_entry.not_found');
    await app.db.roleGrant.deleteMany();
    await grantBen('auditor', null);
    expect((await retry(ben, id)).status).toBe(403);
    await app.db.errorEntry.delete({ where: { id: fault } });
  });
});

describe('the overview', () => {
  const read = async (browser: Browser) => (await browser.get('/api/v1/admin/overview')).as(overviewSchema);

  test('counts addresses by state, people, open errors, and says what to see to', async () => {
    await app.db.alias.updateMany({
      where: { localPart: 'ben-marsh', domain: { name: 'kubuntu.org' } },
      data: { heldAt: new Date(), holdReason: 'x' },
    });
    const { domains, warnings } = await read(ada);
    const kubuntu = domains.find(({ domain }) => domain === 'kubuntu.org');
    const live = { domain: { name: 'kubuntu.org' }, releasedAt: null };
    expect(kubuntu?.addresses.suspended).toBe(1);
    expect(kubuntu?.members).toBe((await app.db.alias.groupBy({ by: ['memberId'], where: live })).length);
    expect(kubuntu?.openErrors.warning).toBe((await idsAt({ domain: { name: 'kubuntu.org' } })).length);
    expect(kubuntu?.history).toHaveLength(91);
    expect(kubuntu?.history.at(-1)?.addresses).toBe(await app.db.alias.count({ where: live }));
    expect(kubuntu?.history[0]?.addresses).toBe(0);
    expect(warnings).toEqual([]);
    await app.db.errorEntry.create({ data: { code: 'mail.delayed', severity: 'error', fingerprint: 'm' } });
    const alone = await app.another({ env: { ADMIN_CONTACTS: '' } });
    const there = alone.browser();
    for (const [name, value] of ada.cookies) there.cookies.set(name, value);
    expect((await read(there)).warnings.map(({ code }) => code)).toEqual([
      'mail_failing',
      ...domains.map(() => 'no_contact'),
    ]);
  });

  test('is of one’s own domains', async () => {
    expect((await ben.get('/api/v1/admin/overview')).status).toBe(403);
    await grantBen('auditor', 'kubuntu.org');
    expect((await read(ben)).domains.map(({ domain }) => domain)).toEqual(['kubuntu.org']);
  });
});
