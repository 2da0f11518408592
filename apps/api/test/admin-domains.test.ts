import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  adminAliasPageSchema,
  adminDomainDetailSchema,
  adminDomainPageSchema,
  domainsResponseSchema,
  eligibilitySchema,
  isReservedPath,
} from '@ubuntu-aliases/shared';
import { useProduct, type Answer, type Browser } from './harness.ts';

const app = useProduct();
const HOUR = 3_600_000;
let ada: Browser;
let ben: Browser;
let kubuntu = '';
let benId = '';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  ben = await app.signedIn('BnMrsh2');
  kubuntu = (await app.db.domain.findFirstOrThrow({ where: { name: 'kubuntu.org' } })).id;
  benId = (await app.db.member.findFirstOrThrow({ where: { launchpadName: 'ben-marsh' } })).id;
});
beforeEach(async () => {
  await app.db.roleGrant.deleteMany();
  app.product.setClock(0);
});

const base = '/api/v1/admin/domains';
const codeOf = (answer: Answer) => [answer.status, answer.problem.code];
const why = (answer: Answer) => [answer.status, answer.problem.details?.['reason']];
const patch = (browser: Browser, id: string, json: object, match = '*') =>
  browser.send('PATCH', `${base}/${id}`, { headers: { 'if-match': match }, json });
const post = (browser: Browser, path: string, json?: object) =>
  browser.send('POST', `${base}${path}`, json ? { json } : {});
/** With `If-Match`, as both of a retirement want it. */
const act = (browser: Browser, path: string, json: object, match = '*') =>
  browser.send('POST', `${base}${path}`, { headers: { 'if-match': match }, json });
const detail = async (id: string) => (await ada.get(`${base}/${id}`)).as(adminDomainDetailSchema);
const publish = (...records: { name: string; type: string; value: string }[]) =>
  app.sandbox.control('POST', '/dns', { records });
const grant = (role: 'admin' | 'auditor', domainId: string | null) =>
  app.db.roleGrant.create({ data: { memberId: benId, role, domainId } });
const stateOf = (domain: { records: { type: string; state: string }[] }, type: string) =>
  domain.records.find((r) => r.type === type)?.state;
const audited = (action: string) =>
  app.db.auditEntry.findMany({ where: { action }, include: { reason: true }, orderBy: { id: 'asc' } });

async function add(name: string, more: object = {}) {
  const answer = await post(ada, '', { name, team: 'kubuntu-members', title: name, ...more });
  expect(answer.status).toBe(201);
  return answer.as(adminDomainDetailSchema);
}

describe('who may do what', () => {
  test('nobody without a role; auditors read; admins of a domain see theirs alone', async () => {
    expect(codeOf(await app.browser().get(base))).toEqual([401, 'auth.required']);
    expect(codeOf(await ben.get(base))).toEqual([403, 'auth.forbidden']);
    await grant('auditor', kubuntu);
    const { items } = (await ben.get(base)).as(adminDomainPageSchema);
    expect(items.map(({ name }) => name)).toEqual(['kubuntu.org']);
    const other = await app.db.domain.findFirstOrThrow({ where: { name: 'ubuntu.com' } });
    expect(codeOf(await ben.get(`${base}/${other.id}`))).toEqual([404, 'domain.not_found']);
    for (const [path, json] of [['/checks'], ['/prove', { reason: 'x' }]] as const)
      expect((await post(ben, `/${kubuntu}${path}`, json)).status).toBe(403);
    expect((await patch(ben, kubuntu, { title: 'x' })).status).toBe(403);
    expect((await post(ben, '', { name: 'a.example', team: 'a', title: 'a' })).status).toBe(403);
  });

  test('an admin of a domain changes contacts, texts and notices, and nothing else', async () => {
    await grant('admin', kubuntu);
    const own = {
      adminContacts: ['ops@example.net'],
      newAddressNotice: 'daily',
      settings: { landingText: { en: 'Hello', ko: '' }, removalNotice: 'none' },
    };
    const changed = (await patch(ben, kubuntu, own)).as(adminDomainDetailSchema);
    expect(changed).toMatchObject({ ...own, settings: { ...own.settings, maxRecipients: 1 } });
    const before = await detail(kubuntu);
    for (const json of [{ team: 'x' }, { title: 'x' }, { landingPath: '/x' }, { accent: '#000000' }, { settings: { brake: { floor: 9 } } }])
      expect(codeOf(await patch(ben, kubuntu, json))).toEqual([403, 'auth.forbidden']);
    expect((await post(ben, `/${kubuntu}/prove`, { reason: 'x' })).status).toBe(403);
    expect(await detail(kubuntu)).toEqual(before);
    const [entry] = (await audited('domain.updated')).slice(-1);
    expect(entry).toMatchObject({
      domainId: kubuntu,
      changes: { adminContacts: [0, 1], newAddressNotice: ['at_once', 'daily'], 'settings.landingText': ['changed', 'changed'] },
    });
  }); // prettier-ignore
});

describe('a change', () => {
  test('needs the version that was read, and one of two at once wins', async () => {
    const answer = await ada.get(`${base}/${kubuntu}`);
    expect((await ada.send('PATCH', `${base}/${kubuntu}`, { json: { title: 'K' } })).status).toBe(428);
    const etag = answer.header('etag') ?? '';
    const both = await Promise.all(['K1', 'K2'].map((title) => patch(ada, kubuntu, { title }, etag)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    await patch(ada, kubuntu, { title: 'Kubuntu' });
  });

  test.each([
    [{ title: '' }], [{ accent: 'red' }], [{ landingPath: 'x' }], [{ landingPath: '/A' }], [{ team: 'no team' }],
    [{ adminContacts: ['nobody'] }], [{ settings: { maxRecipients: 9 } }], [{ settings: { unknown: 1 } }], [{ name: 'x.example' }], [{ provenAt: null }],
  ])('%o is refused', async (json) => {
    const before = await detail(kubuntu);
    expect(codeOf(await patch(ada, kubuntu, json))).toEqual([400, 'request.invalid']);
    expect(await detail(kubuntu)).toEqual(before);
  }); // prettier-ignore

  test('paths that the application uses, or another domain has, are refused', async () => {
    const reserved = await patch(ada, kubuntu, { landingPath: '/admin' });
    expect(why(reserved)).toEqual([409, 'landing_path_reserved']);
    expect(reserved.problem.details?.['reserved']).toContain('/privacy');
    expect(why(await patch(ada, kubuntu, { landingPath: '/ubuntu' }))).toEqual([409, 'landing_path_taken']);
    const openapi = (await ada.get('/api/openapi.json')).json as { paths: Record<string, unknown> };
    expect(Object.keys(openapi.paths).length).toBeGreaterThan(5);
    for (const path of ['/privacy', '/help', '/status', '/addresses', '/eligibility', '/account', '/admin', '/api', '/auth', '/livez'])
      expect(isReservedPath(path)).toBe(true);
  }); // prettier-ignore

  test('of the team asks again about those whom it may list, and takes nothing away', async () => {
    const sync = async () => {
      await ada.post('/api/v1/admin/sync-runs', { domain: 'kubuntu.org' });
      await app.product.runSync();
    };
    await sync();
    expect(await app.db.syncRun.count({ where: { domainId: kubuntu, rosterId: { not: null } } })).toBe(1);
    const lives = await app.db.alias.count({ where: { entitlement: 'entitled' } });
    const answer = await patch(ada, kubuntu, { team: '~lubuntu-members' });
    expect(answer.as(adminDomainDetailSchema).team).toBe('lubuntu-members');
    expect(await app.db.syncRun.count({ where: { domainId: kubuntu, rosterId: { not: null } } })).toBe(0);
    // One roster of the new team is not enough to take anything away.
    await sync();
    expect(await app.db.alias.count({ where: { entitlement: 'entitled' } })).toBe(lives);
    await patch(ada, kubuntu, { team: 'kubuntu-members' });
    await app.db.member.updateMany({ data: { checkPendingAt: null } });
  });
});

describe('adding', () => {
  test('waits for its proof; the landing page follows; members get an address', async () => {
    const added = await add('Flavour.Example.', { landingPath: '/flavour', accent: '#AA0000' });
    expect(added).toMatchObject({ name: 'flavour.example', accent: '#aa0000', ownership: { provenAt: null } });
    const domains = (await app.browser().get('/api/v1/domains')).as(domainsResponseSchema);
    expect(domains.items.map(({ landingPath }) => landingPath)).toContain('/flavour');
    const page = async () => (await app.browser().send('GET', '/flavour', { headers: { accept: 'text/html' } })).status;
    await expect.poll(page, { timeout: 5000 }).toBe(200);

    const checked = (await post(ada, `/${added.id}/checks`)).as(adminDomainDetailSchema);
    expect(stateOf(checked, 'TXT')).toBe('wrong');
    expect(checked.ownership.provenAt).toBeNull();
    const rules = (await ben.get('/api/v1/me/eligibility')).as(eligibilitySchema);
    expect(rules.domains.find(({ domain }) => domain === 'flavour.example')?.reason ?? 'domain_unproven').toBe('domain_unproven');

    const { name, value } = added.ownership.record;
    await publish({ name, type: 'TXT', value });
    const proven = (await post(ada, `/${added.id}/checks`)).as(adminDomainDetailSchema);
    expect(stateOf(proven, 'TXT')).toBe('ok');
    expect(proven.ownership.provenAt).not.toBeNull();
    expect(proven.history.filter(({ type }) => type === 'TXT').map(({ state }) => state)).toEqual(['ok', 'wrong']);
    app.product.setClock(60_000);
    await app.product.runJobs();
    expect(await app.db.alias.count({ where: { domainId: added.id, localPart: 'ben-marsh' } })).toBe(1);

    await app.sandbox.control('DELETE', `/dns/${name}`);
    const lost = (await post(ada, `/${added.id}/checks`)).as(adminDomainDetailSchema);
    expect([stateOf(lost, 'TXT'), lost.ownership.provenAt]).toEqual(['wrong', proven.ownership.provenAt]);
  }); // prettier-ignore

  test('by hand, with a reason that is kept', async () => {
    const { id } = await add('hand.example');
    expect((await post(ada, `/${id}/prove`, { reason: ' ' })).status).toBe(400);
    await post(ada, `/${id}/prove`, { reason: 'their DNS is frozen' });
    const again = (await post(ada, `/${id}/prove`, { reason: 'again' })).as(adminDomainDetailSchema);
    expect(again.ownership.provenAt).not.toBeNull();
    const entries = (await audited('domain.proven')).filter(({ domainId }) => domainId === id);
    expect(entries.map(({ reason, changes }) => [reason?.reason, changes])).toEqual([
      ['their DNS is frozen', { proof: [null, 'by_hand'] }],
    ]);
  });

  test('twice, at once, with a taken path, or where a recipient is, is refused with what is in the way', async () => {
    const json = { name: 'twice.example', team: 'a', title: 'a' };
    const both = await Promise.all([post(ada, '', json), post(ada, '', json)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(why(await post(ada, '', { ...json, name: 'ubuntu.com' }))).toEqual([409, 'name_taken']);
    expect(why(await post(ada, '', { ...json, name: 'q.example', landingPath: '/ubuntu' }))).toEqual([409, 'landing_path_taken']);
    const refused = await post(ada, '', { ...json, name: 'Example.COM' });
    expect(why(refused)).toEqual([409, 'recipients']);
    // As many as there are by now: the test before may have given Ben one more.
    const there = await app.db.recipient.findMany({ where: { address: { endsWith: '@example.com' } }, include: { alias: { include: { domain: true } } } });
    const addresses = there.map(({ alias }) => `${alias.localPart}@${alias.domain.name}`).sort();
    expect(addresses).toContain('ben-marsh@ubuntu.com');
    expect(refused.problem.details).toEqual({ reason: 'recipients', count: there.length, addresses });
    expect(refused.text).not.toContain('ben@example.com');
    for (const name of ['', 'com', '127.0.0.1', 'a b.example', 'a@b.example', 'x'.repeat(260)])
      expect((await post(ada, '', { ...json, name })).status).toBe(400);
  }); // prettier-ignore
});

describe('checks', () => {
  const check = async () => (await post(ada, `/${kubuntu}/checks`)).as(adminDomainDetailSchema);
  const entries = () =>
    app.db.errorEntry.findMany({ where: { code: 'domain.record_wrong', domainId: kubuntu } });

  test('two wrong answers an hour apart are an entry; a right one resolves it; mail is never stopped', async () => {
    await app.db.domainRecord.deleteMany();
    expect(stateOf(await check(), 'MX')).toBe('ok');
    await publish({ name: 'kubuntu.org', type: 'MX', value: '5 elsewhere.example' });
    const wrong = await check();
    expect(wrong.records.find(({ type }) => type === 'MX')).toMatchObject({
      state: 'wrong',
      expected: '10 mx1.aliases.example\n20 mx2.aliases.example',
      found: '5 elsewhere.example (no address)\n10 mx1.aliases.example\n20 mx2.aliases.example',
    });
    app.product.setClock(HOUR - 60_000);
    await check();
    expect(await entries()).toEqual([]);
    app.product.setClock(HOUR + 60_000);
    await app.sandbox.fault({ target: 'dns', kind: 'servfail', path: 'kubuntu.org MX' });
    expect(stateOf(await check(), 'MX')).toBe('unknown');
    expect(await entries()).toEqual([]);
    await app.sandbox.mend();
    await check();
    expect(await entries()).toMatchObject([
      { state: 'open', severity: 'warning', details: { records: ['MX'] } },
    ]);
    expect(await app.db.domain.findUnique({ where: { id: kubuntu } })).toMatchObject({ retiredAt: null });
    await app.sandbox.control('POST', '/reset');
    app.product.setClock(2 * HOUR);
    await check();
    expect(await entries()).toMatchObject([{ state: 'resolved' }]);
  });

  test('DNS that does not answer changes nothing that was known but what is shown', async () => {
    // After the checks of the test before: an answer that was asked for earlier is not news.
    app.product.setClock(3 * HOUR);
    await app.sandbox.fault({ target: 'dns', kind: 'refused' });
    const domain = await check();
    expect(new Set(domain.records.map(({ state, found }) => `${state} ${found}`))).toEqual(
      new Set(['unknown null']),
    );
    expect(domain.ownership.provenAt).not.toBeNull();
    await app.sandbox.mend();
    app.product.setClock(4 * HOUR);
    expect(stateOf(await check(), 'MX')).toBe('ok');
  });
});

describe('a domain that is retired', () => {
  const addresses = () =>
    app.db.alias.findMany({ where: { domainId: kubuntu }, orderBy: { localPart: 'asc' }, select: { entitlement: true, memberId: true } });
  const states = async () => [...new Set((await addresses()).map((a) => a.entitlement))];
  const DAY = 86_400_000;

  test('only by an admin of everything, with its name and a reason', async () => {
    const given = { reason: 'nobody uses it', confirm: 'kubuntu.org' };
    expect(codeOf(await act(app.browser(), `/${kubuntu}/retire`, given))).toEqual([401, 'auth.required']);
    expect(codeOf(await act(ben, `/${kubuntu}/retire`, given))).toEqual([403, 'auth.forbidden']);
    await grant('admin', kubuntu);
    for (const what of ['retire', 'unretire'])
      expect(codeOf(await act(ben, `/${kubuntu}/${what}`, given))[0]).toBeGreaterThanOrEqual(400);
    for (const wrong of [{ reason: 'x' }, { ...given, confirm: 'ubuntu.com' }, { ...given, reason: ' ' }])
      expect(codeOf(await act(ada, `/${kubuntu}/retire`, wrong))).toEqual([400, 'request.invalid']);
    expect(codeOf(await post(ada, `/${kubuntu}/retire`, given))).toEqual([428, 'request.precondition_required']);
    expect(codeOf(await act(ada, `/${kubuntu}/retire`, given, `"${kubuntu}.0.x"`))).toEqual([412, 'request.precondition_failed']);
    expect(await app.db.domain.findUnique({ where: { id: kubuntu } })).toMatchObject({ retiredAt: null });
  });

  test('gives nothing new, ends what is there after its grace without the brake, and comes back whole', async () => {
    const mira = await app.signedIn('Q4mWz7a');
    await app.db.domain.update({ where: { id: kubuntu }, data: { provenAt: new Date(), team: 'kubuntu-members' } });
    await mira.post('/api/v1/me/verification');
    expect(await states()).toEqual(['entitled']);
    const before = await addresses();
    await app.sandbox.forgetMails();
    await ada.post('/api/v1/admin/sync-runs', { domain: 'kubuntu.org' });

    const given = { reason: 'nobody uses it', confirm: 'Kubuntu.org' };
    for (let n = 0; n < 2; n += 1)
      expect((await act(ada, `/${kubuntu}/retire`, given)).as(adminDomainDetailSchema).retiredAt).not.toBeNull();
    expect(await audited('domain.retired')).toMatchObject([{ reason: { reason: 'nobody uses it' } }]);
    expect((await app.browser().get('/api/v1/domains')).as(domainsResponseSchema).items.map((d) => d.name)).not.toContain('kubuntu.org');
    expect((await ada.post('/api/v1/admin/sync-runs', { domain: 'kubuntu.org' })).status).toBe(404);
    expect(await app.db.syncRun.findFirst({ where: { domainId: kubuntu }, orderBy: { id: 'desc' } })).toMatchObject({ state: 'stopped', reasonDetail: 'domain_retired' });
    await app.product.runJobs();
    expect(await states()).toEqual(['grace']);
    const listed = (await ada.get('/api/v1/admin/aliases?domain=kubuntu.org&reason=domain_retired')).as(adminAliasPageSchema).items;
    expect(listed.map((a) => [a.state, a.reason])).toEqual(listed.map(() => ['grace', 'domain_retired']));
    expect(listed.length).toBe(before.length);
    expect(await app.db.entitlementLoss.count({ where: { domainId: kubuntu } })).toBe(0);
    // Neither a sign-in nor a check gives anything back or anew.
    await mira.signIn('Q4mWz7a');
    await app.signedIn('KctCnc1');
    expect(await addresses()).toEqual(before.map((a) => ({ ...a, entitlement: 'grace' })));
    // Each owner is told once, with the reason.
    for (const person of await app.db.member.findMany({ where: { aliases: { some: { domainId: kubuntu } } } })) {
      const told = (await app.sandbox.mails(person.email ?? '')).filter((m) => JSON.stringify(m).includes('no longer in use'));
      expect([person.launchpadName, told.length]).toEqual([person.launchpadName, person.launchpadName === null ? 0 : 1]);
    }

    app.product.setClock(31 * DAY);
    await app.product.runJobs();
    expect(await states()).toEqual(['suspended']);
    // A month later nobody's session lasts, and the provider's clock cannot be moved: so back to now, without
    // what the trickle found in that month (a check never changes what a later one said).
    await app.db.member.updateMany({ data: { verifiedAt: new Date() } });
    app.product.setClock(120_000);
    ada = await app.signedIn('AdA7okf');
    const back = await act(ada, `/${kubuntu}/unretire`, { reason: 'a mistake' });
    expect(back.as(adminDomainDetailSchema).retiredAt).toBeNull();
    await app.db.member.updateMany({ where: { checkPendingAt: { not: null } }, data: { checkPendingAt: new Date() } });
    await app.product.runJobs();
    expect(await states()).toEqual(['entitled']);
    expect((await addresses()).length).toBeGreaterThanOrEqual(before.length);
  });

  test('taken back while the job is at work: none is left in grace', async () => {
    await app.db.domain.update({ where: { id: kubuntu }, data: { provenAt: new Date() } });
    expect(await states()).toEqual(['entitled']);
    await act(ada, `/${kubuntu}/retire`, { reason: 'x', confirm: 'kubuntu.org' });
    const client = await app.product.database.pool.connect();
    try {
      // The admin's transaction has begun and is not committed: the job waits for it, and then finds nothing to do.
      await client.query('BEGIN');
      await client.query('UPDATE domains SET retired_at = NULL, version = version + 1 WHERE id = $1', [kubuntu]);
      const working = app.product.retire();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await client.query('COMMIT');
      await working;
    } finally {
      client.release();
    }
    expect(await states()).toEqual(['entitled']);
  });
}); // prettier-ignore
