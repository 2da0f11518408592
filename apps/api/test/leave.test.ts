import { beforeEach, expect, test } from 'vitest';
import { aliasPageSchema, eligibilitySchema } from '@ubuntu-aliases/shared';
import { useProduct, type Answer, type Browser } from './harness.ts';

const app = useProduct();
const BEN = 'BnMrsh2';
let ben: Browser;

beforeEach(async () => {
  ben = await app.signedIn(BEN);
});

const leave = async (confirm: string, headers?: Record<string, string>, browser = ben): Promise<Answer> =>
  browser.send('DELETE', '/api/v1/me', {
    json: { confirm },
    headers: headers ?? { 'if-match': (await browser.get('/api/v1/me')).header('etag') },
  });

/** Where any of these texts is in the database, whatever tables and columns there are. */
async function whereIs(texts: string[]): Promise<string[]> {
  const { pool } = app.product.database;
  const { rows } = await pool.query<{ t: string; c: string }>(`
    SELECT table_name AS t, column_name AS c FROM information_schema.columns
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_schema = 'public'`);
  expect(rows.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const { t, c } of rows) {
    const sql = `SELECT 1 FROM "${t}" WHERE EXISTS (SELECT FROM unnest($1::text[]) x WHERE strpos("${c}"::text, x) > 0) LIMIT 1`;
    if ((await pool.query(sql, [texts])).rowCount) found.push(`${t}.${c}`);
  }
  return found;
}

test('typed wrong, of an old state, signed out: nothing happens', async () => {
  expect((await leave('ben')).problem).toMatchObject({ status: 400, code: 'request.invalid' });
  expect((await leave('BEN-MARSH')).status).toBe(400);
  expect((await leave('ben-marsh', {})).status).toBe(428);
  expect((await leave('ben-marsh', { 'if-match': '"x"' })).status).toBe(412);
  expect((await leave('ben-marsh', { 'if-match': '*' }, app.browser())).status).toBe(401);
  expect((await ben.get('/api/v1/me')).status).toBe(200);
});

test('nothing of the person is left in any column or in the log; the same person finds the address again', async () => {
  const member = await app.db.member.findFirstOrThrow({ where: { launchpadName: 'ben-marsh' } });
  const personal = [member.claimedIdentifier, member.displayName, 'ben@example.com', 'new@elsewhere.example', 'Ben wrote'];
  const alias = await app.db.alias.findFirstOrThrow({ where: { memberId: member.id } });
  const path = `/api/v1/aliases/${alias.id}`;
  // One of everything that can be.
  await ben.post(`${path}/recipient-changes`, { address: 'new@elsewhere.example' }, { 'idempotency-key': 'k' });
  await ben.post(`${path}/test-messages`);
  await ben.post('/api/v1/me/exports');
  await ben.change(path, { state: 'paused' });
  const error = { code: 'alias.taken', severity: 'warning', fingerprint: 'ben', memberId: member.id, note: 'Ben wrote to me', noticeDueAt: new Date() } as const;
  await app.db.errorEntry.create({ data: error });
  const params = { items: [{ code: 'alias.taken', domain: null, count: 1, who: member.displayName, isNew: true }], errorsUrl: 'https://x.example/' };
  await app.db.outboxMail.create({ data: { toAddress: 'admins@example.net', template: 'problems', params } });
  expect((await whereIs(personal)).length).toBeGreaterThan(8);

  const left = await leave('ben-marsh');
  expect([left.status, left.json]).toEqual([202, { state: 'left', releasedAliases: 2 }]);
  expect((await ben.get('/api/v1/me')).status).toBe(401);
  expect(await whereIs(personal)).toEqual([]);
  const log = app.product.logged.join('\n');
  for (const text of personal) expect(log).not.toContain(text);
  const tombstone = await app.db.alias.findUniqueOrThrow({ where: { id: alias.id } });
  expect(tombstone).toMatchObject({ memberId: null, ownerHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(tombstone.releasedAt).not.toBeNull();
  const trace = await app.db.auditEntry.findMany({ where: { memberId: member.id } });
  expect(trace.map((e) => e.action)).toEqual(expect.arrayContaining(['member.left', 'alias.released']));

  await ben.signIn(BEN);
  const { items } = (await ben.get('/api/v1/aliases')).as(aliasPageSchema);
  expect(items.map((item) => item.id)).toContain(alias.id);
  for (const item of items) expect(item).toMatchObject({ state: 'active', recipients: [{ address: 'ben@example.com' }] });
  expect((await app.db.member.findFirstOrThrow({ where: { launchpadName: 'ben-marsh' } })).id).not.toBe(member.id);
  // Again and again.
  expect((await leave('ben-marsh')).status).toBe(202);
  await ben.signIn(BEN);
  expect((await ben.get('/api/v1/aliases')).as(aliasPageSchema).items).toHaveLength(2);
}); // prettier-ignore

test('nobody else gets the address, whatever their name becomes', async () => {
  const { id } = await app.db.alias.findFirstOrThrow({ where: { localPart: 'ben-marsh' } });
  await leave('ben-marsh');
  const ada = await app.db.member.findFirst({ where: { launchpadName: 'ada-okafor' } });
  const other =
    ada ?? (await app.db.member.create({ data: { claimedIdentifier: 'https://x.example/+id/a' } }));
  await expect(
    app.db.alias.update({ where: { id }, data: { memberId: other.id, releasedAt: null } }),
  ).rejects.toThrow();
});

test('a ban holds when the person comes back, without Launchpad too, and can be lifted then', async () => {
  const reason = 'spam from this address';
  const where = { launchpadName: 'ben-marsh' };
  await app.db.member.updateMany({ where, data: { bannedAt: new Date(), banReason: reason } });
  expect((await leave('ben-marsh')).status).toBe(202);
  expect(await app.db.keptBan.count()).toBe(1);
  await app.sandbox.fault({ target: 'launchpad', kind: 'status', status: 503 });
  await ben.signIn(BEN);
  await app.sandbox.mend();
  const back = await app.db.member.findFirstOrThrow({ where: { bannedAt: { not: null } } });
  expect(back.banReason).toBe(reason);
  expect(await app.db.keptBan.count()).toBe(0);
  await ben.post('/api/v1/me/verification');
  const { rules } = (await ben.get('/api/v1/me/eligibility')).as(eligibilitySchema);
  expect(rules.find((r) => r.rule === 'not_banned')?.state).toBe('failed');
  expect((await ben.get('/api/v1/aliases')).as(aliasPageSchema).items).toEqual([]);
  await app.db.member.update({ where: { id: back.id }, data: { bannedAt: null, banReason: null } });
  await ben.post('/api/v1/me/verification');
  expect((await ben.get('/api/v1/aliases')).as(aliasPageSchema).items).toHaveLength(2);
});

test('leaving twice at once leaves once', async () => {
  const headers = { 'if-match': (await ben.get('/api/v1/me')).header('etag') };
  const answers = await Promise.all(Array.from({ length: 4 }, () => leave('ben-marsh', headers)));
  expect(answers.map((a) => a.status).filter((s) => s === 202)).toHaveLength(1);
  expect(answers.every((a) => a.status < 500)).toBe(true);
});
