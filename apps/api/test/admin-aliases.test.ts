import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  adminAliasPageSchema,
  adminAliasSchema,
  aliasPageSchema,
  auditPageSchema,
  bulkHoldResultSchema,
  revealedRecipientsSchema,
} from '@ubuntu-aliases/shared';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
let ada: Browser;
let ben: Browser;
let adaId = '';
let benId = '';
const domains = new Map<string, string>();
const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const REASON = 'abuse reported by somebody@example.net';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  ben = await app.signedIn('BnMrsh2');
  const idOf = async (person: string) =>
    (await app.db.member.findFirstOrThrow({ where: { claimedIdentifier: app.sandbox.identifier(person) } }))
      .id;
  [adaId, benId] = [await idOf('AdA7okf'), await idOf('BnMrsh2')];
  for (const { id, name } of await app.db.domain.findMany()) domains.set(name, id);
});

beforeEach(async () => {
  await app.db.roleGrant.deleteMany();
  await app.db.outboxMail.deleteMany();
});

let count = 0;
/** An alias of Ben's, or of nobody who is still here. */
async function made(domain = 'ubuntu.com', values: Record<string, unknown> = {}) {
  count += 1;
  const data = { domainId: domains.get(domain) ?? '', localPart: `made${count}`, memberId: benId, ...values };
  const { id, localPart } = await app.db.alias.create({
    data: { id: crypto.randomUUID(), ...data, recipients: { create: { address: `secret${count}@example.org`, state: 'confirmed', confirmedAt: new Date() } } },
  });
  return { id, address: `${localPart}@${domain}`, path: `/api/v1/admin/aliases/${id}` };
} // prettier-ignore

const grant = (role: 'admin' | 'auditor', domain: string | null) =>
  app.db.roleGrant.create({
    data: { memberId: benId, role, domainId: domain && (domains.get(domain) ?? '') },
  });
const codeOf = async (answer: Promise<{ status: number; problem: { code: string } }>) => {
  const { status, problem } = await answer;
  return `${status} ${problem.code}`;
};
const audited = async (aliasId: string) =>
  (await ada.get(`/api/v1/admin/audit?alias=${aliasId}`)).as(auditPageSchema).items;
const mails = async () =>
  (await app.db.outboxMail.findMany({ orderBy: { id: 'asc' } })).map((m) => ({
    to: m.toAddress,
    template: m.template,
    params: m.params,
  }));

describe('hold and unhold', () => {
  test('refuses mail until an admin lifts it; the owner is told, and why; both are audited', async () => {
    const alias = await made();
    const held = await ada.post(`${alias.path}/hold`, { reason: REASON });
    expect(held.status).toBe(200);
    expect(held.as(adminAliasSchema)).toMatchObject({ state: 'suspended', reason: 'held', holdReason: REASON });
    expect(held.header('etag')).toBe((await ada.get(alias.path)).header('etag'));
    const shown = (await ben.get('/api/v1/aliases?limit=100')).as(aliasPageSchema).items.find((a) => a.id === alias.id);
    expect(shown).toMatchObject({ state: 'suspended', reason: 'held' });
    expect((await app.product.stores.aliases.resolve(alias.address.split('@')[0] ?? '', 'ubuntu.com', new Date()))).toMatchObject({ reason: 'held' });
    expect(await mails()).toMatchObject([{ template: 'address-held', params: { address: alias.address, reason: REASON } }]);

    // A sign-in of the owner leaves it as it is.
    await app.signedIn('BnMrsh2');
    expect((await ada.get(alias.path)).as(adminAliasSchema).reason).toBe('held');
    expect(await codeOf(ada.post(`${alias.path}/hold`, { reason: 'again' }))).toBe('409 request.conflict');

    const lifted = await ada.post(`${alias.path}/unhold`, { reason: 'settled' });
    expect(lifted.as(adminAliasSchema)).toMatchObject({ state: 'active', heldAt: null, holdReason: null });
    expect((await mails()).at(-1)).toMatchObject({ template: 'address-unheld' });
    expect(await codeOf(ada.post(`${alias.path}/unhold`))).toBe('409 request.conflict');
    expect(await audited(alias.id)).toMatchObject([
      { action: 'alias.unheld', reason: 'settled', actor: { kind: 'admin', member: { id: adaId } } },
      { action: 'alias.held', reason: REASON, alias: { address: alias.address }, member: { id: benId }, changes: { held: ['no', 'yes'] } },
    ]);
    // The log itself says nothing of what was typed.
    expect(JSON.stringify(await app.db.auditEntry.findMany({ where: { aliasId: alias.id } }))).not.toContain('somebody');
  });

  test('unhold without a body; no mail about one that refuses mail anyway', async () => {
    const alias = await made('ubuntu.com', { heldAt: new Date(), holdReason: 'x', entitlement: 'suspended', entitlementReason: 'banned', suspendedAt: new Date() });
    const answer = await ada.post(`${alias.path}/unhold`);
    expect(answer.as(adminAliasSchema)).toMatchObject({ state: 'suspended', reason: 'banned' });
    expect(await mails()).toEqual([]);
  });

  test('of eight at the same moment one holds it, with one entry and one mail', async () => {
    const alias = await made();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ada.post(`${alias.path}/hold`, { reason: 'x' })));
    expect(answers.map((a) => a.status).toSorted()).toEqual([200, ...Array(7).fill(409)]);
    expect(await audited(alias.id)).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
  });

  test('several: each is checked, and told of', async () => {
    await grant('admin', 'kubuntu.org');
    const [own, held, released] = [await made('kubuntu.org'), await made('kubuntu.org', { heldAt: new Date(), holdReason: 'x' }), await made('kubuntu.org', { releasedAt: new Date() })];
    const foreign = await made('ubuntu.com');
    const ids = [own.id, own.id, held.id, released.id, foreign.id, UNKNOWN];
    const answer = await ben.post('/api/v1/admin/alias-holds', { action: 'hold', ids, reason: REASON });
    expect(answer.as(bulkHoldResultSchema).items.map((i) => [i.id, i.outcome, i.alias?.state])).toEqual([
      [own.id, 'done', 'suspended'],
      [held.id, 'wrong_state', 'suspended'],
      [released.id, 'wrong_state', 'released'],
      [foreign.id, 'not_found', undefined],
      [UNKNOWN, 'not_found', undefined],
    ]);
    expect((await ada.get(foreign.path)).as(adminAliasSchema).heldAt).toBeNull();
    for (const body of [{}, { action: 'free', ids, reason: 'x' }, { action: 'hold', ids: [], reason: 'x' }, { action: 'hold', ids, reason: ' ' },
      { action: 'hold', ids: Array(101).fill(own.id), reason: 'x' }, { action: 'hold', ids: ['1'], reason: 'x' }])
      expect(await codeOf(ben.post('/api/v1/admin/alias-holds', body))).toBe('400 request.invalid');
  });

  test.each([{}, { reason: '' }, { reason: '  ' }, { reason: 'a\u0000' }, { reason: 'x'.repeat(501) }, { reason: 1 }, { reason: 'x', more: 1 }])('%j is no reason', async (body) => {
    const alias = await made();
    expect(await codeOf(ada.post(`${alias.path}/hold`, body))).toBe('400 request.invalid');
  });
}); // prettier-ignore

describe('free', () => {
  test('gives the name of a tombstone back to everybody, and says so for good', async () => {
    const alias = await made('ubuntu.com', { releasedAt: new Date() });
    expect(await codeOf(ada.post(`${alias.path}/free`, { confirm: 'other@ubuntu.com' }))).toBe('400 request.invalid');
    const answer = await ada.post(`${alias.path}/free`, { confirm: alias.address.toUpperCase(), reason: 'asked for' });
    expect(answer.as(adminAliasSchema)).toMatchObject({ id: alias.id, state: 'released', address: alias.address });
    expect(await codeOf(ada.get(alias.path))).toBe('404 alias.not_found');
    expect(await codeOf(ada.post(`${alias.path}/free`))).toBe('404 alias.not_found');
    expect(await audited(alias.address)).toMatchObject([
      { action: 'alias.freed', reason: 'asked for', alias: { id: alias.id, address: alias.address } },
    ]);
    const [localPart = ''] = alias.address.split('@');
    const next = { domainId: domains.get('ubuntu.com') ?? '', localPart, memberId: adaId, origin: 'granted' as const, recipient: null };
    expect(await app.product.stores.aliases.createMany([next], new Date())).toHaveLength(1);
  });

  test('never one that is in use, and only an admin of everything does it', async () => {
    const alias = await made('kubuntu.org');
    expect(await codeOf(ada.post(`${alias.path}/free`, { confirm: alias.address }))).toBe('409 request.conflict');
    const tombstone = await made('kubuntu.org', { releasedAt: new Date() });
    await grant('admin', 'kubuntu.org');
    expect(await codeOf(ben.post(`${tombstone.path}/free`, { confirm: tombstone.address }))).toBe('403 auth.forbidden');
    expect((await ben.get(tombstone.path)).status).toBe(200);
  });
}); // prettier-ignore

test('recipients are masked until one is revealed, which is recorded', async () => {
  const alias = await made();
  const listed = await ada.get(`/api/v1/admin/aliases?q=${alias.address}`);
  expect(listed.as(adminAliasPageSchema)).toMatchObject({ total: 1, items: [{ recipients: [{ address: 's…@example.org' }] }] });
  expect(listed.text).not.toContain('secret');
  const answer = await ada.post(`${alias.path}/reveal`);
  expect(answer.header('cache-control')).toBe('no-store');
  expect(answer.as(revealedRecipientsSchema).recipients[0]?.address).toMatch(/^secret\d+@example.org$/);
  expect(await audited(alias.id)).toMatchObject([{ action: 'alias.revealed' }]);
}); // prettier-ignore

describe('roles', () => {
  test('an admin of one domain sees and acts on its addresses alone', async () => {
    await grant('admin', 'kubuntu.org');
    const [own, foreign] = [await made('kubuntu.org'), await made('ubuntu.com')];
    const page = (await ben.get('/api/v1/admin/aliases?limit=100')).as(adminAliasPageSchema);
    expect(new Set(page.items.map((a) => a.domain))).toEqual(new Set(['kubuntu.org']));
    expect((await ben.get(`/api/v1/admin/aliases?q=${foreign.address}`)).as(adminAliasPageSchema).total).toBe(0);
    expect((await ben.post(`${own.path}/hold`, { reason: 'x' })).status).toBe(200);
    for (const act of ['hold', 'unhold', 'reveal'])
      expect(await codeOf(ben.post(`${foreign.path}/${act}`, act === 'reveal' ? undefined : { reason: 'x' }))).toBe('404 alias.not_found');
    expect(await codeOf(ben.get(foreign.path))).toBe('404 alias.not_found');
    const log = (await ben.get('/api/v1/admin/audit?limit=100')).as(auditPageSchema).items;
    expect(new Set(log.map((e) => e.domain))).toEqual(new Set(['kubuntu.org']));
    const csv = await ben.get('/api/v1/admin/aliases.csv');
    expect(csv.text).toContain(own.address);
    expect(csv.text).not.toContain('@ubuntu.com');
  });

  test('an auditor reads', async () => {
    await grant('auditor', null);
    const alias = await made();
    expect((await ben.get(alias.path)).status).toBe(200);
    expect((await ben.get('/api/v1/admin/audit')).status).toBe(200);
    for (const [act, body] of [['hold', { reason: 'x' }], ['unhold', {}], ['free', {}], ['reveal', undefined]] as const)
      expect(await codeOf(ben.post(`${alias.path}/${act}`, body))).toBe('403 auth.forbidden');
    expect(await codeOf(ben.post('/api/v1/admin/alias-holds', { action: 'hold', ids: [alias.id], reason: 'x' }))).toBe('403 auth.forbidden');
  });

  test('nobody else gets anything', async () => {
    const alias = await made();
    for (const [browser, code] of [[app.browser(), '401 auth.required'], [ben, '403 auth.forbidden']] as const) {
      for (const path of ['/api/v1/admin/aliases', '/api/v1/admin/aliases.csv', alias.path, '/api/v1/admin/audit'])
        expect(await codeOf(browser.get(path))).toBe(code);
      for (const act of ['hold', 'unhold', 'free', 'reveal'])
        expect(await codeOf(browser.post(`${alias.path}/${act}`, { reason: 'x' }))).toBe(code);
      expect(await codeOf(browser.post('/api/v1/admin/alias-holds', {}))).toBe(code);
    }
    const evil = { headers: { 'sec-fetch-site': 'cross-site' }, json: { reason: 'x' } };
    for (const act of ['hold', 'unhold', 'free'])
      expect(await codeOf(ada.send('POST', `${alias.path}/${act}`, evil))).toBe('403 request.csrf');
  });
}); // prettier-ignore

describe('the table for a spreadsheet', () => {
  test('has what is filtered, formulas made harmless, and is recorded', async () => {
    const alias = await made('edubuntu.org', { localPart: '=cmd|x', heldAt: new Date(), holdReason: '@SUM(1,"2")' });
    const answer = await ada.get('/api/v1/admin/aliases.csv?domain=edubuntu.org&state=suspended');
    expect(answer.status).toBe(200);
    expect(answer.header('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.header('content-disposition')).toMatch(/^attachment; filename="addresses-[\d-]+\.csv"$/);
    expect(answer.header('cache-control')).toBe('no-store');
    const [head, row, ...rest] = answer.text.split('\r\n');
    expect(head).toMatch(/^address,state,reason,/);
    expect(row).toMatch(/^'=cmd\|x@edubuntu.org,suspended,held,/);
    expect(row).toContain(`,s…@example.org,"'@SUM(1,""2"")",`);
    expect(rest).toEqual(['']);
    expect(answer.text).not.toContain('secret');
    const log = (await ada.get('/api/v1/admin/audit?action=alias.exported&limit=1')).as(auditPageSchema).items;
    expect(log).toMatchObject([{ domain: 'edubuntu.org', changes: { state: [null, 'suspended'] } }]);
    expect(alias.address).toBe('=cmd|x@edubuntu.org');
  });

  test('bad filters are refused before anything is written', async () => {
    const before = await app.db.auditEntry.count();
    for (const query of ['state=gone', 'sort=name', 'q=%00', 'domain=a&domain=b', 'withoutRecipient=1'])
      expect(await codeOf(ada.get(`/api/v1/admin/aliases.csv?${query}`))).toBe('400 request.invalid');
    expect(await app.db.auditEntry.count()).toBe(before);
  });
}); // prettier-ignore

test('pages have a next link, and a cursor of another order is refused', async () => {
  for (let i = 0; i < 3; i += 1) await made('lubuntu.me');
  const first = await ada.get('/api/v1/admin/aliases?domain=lubuntu.me&limit=2&sort=-created');
  const { nextCursor, total } = first.as(adminAliasPageSchema);
  expect(total).toBe(3);
  expect(first.header('link')).toBe(
    `</api/v1/admin/aliases?domain=lubuntu.me&limit=2&sort=-created&cursor=${nextCursor}>; rel="next"`,
  );
  const next = `/api/v1/admin/aliases?domain=lubuntu.me&limit=2&cursor=${nextCursor}`;
  expect((await ada.get(`${next}&sort=-created`)).as(adminAliasPageSchema)).toMatchObject({
    nextCursor: null,
  });
  expect(await codeOf(ada.get(`${next}&sort=created`))).toBe('400 request.invalid');
});
