import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  dataExportSchema,
  dataExportsSchema,
  eventPageSchema,
  exportSchema,
  mailCountsSchema,
  meSchema,
  sessionPageSchema,
  sessionSchema,
  testMessageSchema,
  testPathAddress,
} from '@ubuntu-aliases/shared';
import { openMailDatabase } from '@ubuntu-aliases/store/mail';
import { useProduct, type Answer, type Browser } from './harness.ts';
import { lettersOf } from './support/letters.ts';

const app = useProduct();
const HOUR = 3_600_000;
const UNKNOWN = '01890000-0000-7000-8000-000000000000';
let ben: Browser;
let ada: Browser;
let aliasId = '';
let alias = '';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  ben = await app.signedIn('BnMrsh2');
  aliasId = (await app.db.alias.findFirstOrThrow({ where: { localPart: 'ben-marsh' } })).id;
  alias = `/api/v1/aliases/${aliasId}`;
});
beforeEach(() => app.product.setClock(0));

const refusal = (answer: Answer) => [answer.status, answer.problem.code];
const etagOf = async (path: string, browser = ben) => (await browser.get(path)).header('etag');
const end = async (path: string, headers?: Record<string, string>, browser = ben) =>
  browser.send('DELETE', path, { headers: headers ?? { 'if-match': await etagOf(path, browser) } });

describe('sessions', () => {
  const signIn = async (userAgent: string) => {
    const browser = app.browser();
    await browser.signIn('BnMrsh2');
    const row = await app.db.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    await app.db.session.update({ where: { idHash: row.idHash }, data: { userAgent } });
    return { browser, path: `/api/v1/me/sessions/${row.publicId}` };
  };

  test('are listed in words, ended one by one and all others at once', async () => {
    const firefox = await signIn('Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
    const other = await signIn('curl/8.5');
    const list = (await ben.get('/api/v1/me/sessions')).as(sessionPageSchema);
    expect(list.items.filter((s) => s.isCurrent)).toHaveLength(1);
    expect(list.items.map((s) => s.browser)).toContain('Firefox 140');
    expect(JSON.stringify(list)).not.toMatch(/hash|Mozilla/);
    expect((await ben.get(firefox.path)).as(sessionSchema)).toMatchObject({ system: 'Ubuntu', isCurrent: false });

    expect(refusal(await end(firefox.path, {}))).toEqual([428, 'request.precondition_required']);
    expect(refusal(await end(firefox.path, { 'if-match': '"x"' }))).toEqual([412, 'request.precondition_failed']);
    expect(refusal(await end(firefox.path, { 'if-match': '*' }, ada))).toEqual([404, 'session.not_found']);
    expect((await end(firefox.path)).json).toEqual({ ended: 1 });
    expect((await firefox.browser.get('/api/v1/me')).status).toBe(401);
    expect(refusal(await end(firefox.path, { 'if-match': '*' }))).toEqual([404, 'session.not_found']);

    const seen = await etagOf('/api/v1/me/sessions');
    const late = await signIn('curl/8.6');
    expect(refusal(await end('/api/v1/me/sessions', { 'if-match': seen }))).toEqual([412, 'request.precondition_failed']);
    expect((await end('/api/v1/me/sessions')).json).toEqual({ ended: 2 });
    for (const browser of [other.browser, late.browser]) expect((await browser.get('/api/v1/me')).status).toBe(401);
    expect((await ben.get('/api/v1/me')).status).toBe(200);
    expect((await ada.get('/api/v1/me')).status).toBe(200);
  }); // prettier-ignore
});

describe('settings', () => {
  test('which mails I get; those about security are no choice, and nothing changed is no change', async () => {
    const change = (json: object) => ben.change('/api/v1/me', json);
    const before = await etagOf('/api/v1/me');
    const { member } = (await change({ notifications: { restored: false } })).as(meSchema);
    expect(member.notifications).toEqual({ addresses: true, loss: true, restored: false, security: true });
    const etag = await etagOf('/api/v1/me');
    expect(etag).not.toBe(before);
    for (const nothing of [
      {},
      { notifications: {} },
      { notifications: { restored: false, security: true } },
      { locale: member.locale },
    ])
      expect((await change(nothing)).header('etag')).toBe(etag);
    for (const wrong of [{ security: false }, { other: true }, { loss: 'no' }])
      expect(refusal(await change({ notifications: wrong }))).toEqual([400, 'request.invalid']);
    expect((await change({ notifications: { restored: true } })).status).toBe(200);
  });
});

describe('activity', () => {
  test('is mine alone: who and what as codes, filtered, page by page', async () => {
    await ben.change(alias, { state: 'paused' });
    await ben.change(alias, { state: 'active' });
    const audit = { actorKind: 'admin', actorMemberId: UNKNOWN, action: 'alias.held', changes: { reason: [null, 'held'] } } as const;
    const me = await app.db.member.findFirstOrThrow({ where: { launchpadName: 'ben-marsh' } });
    await app.db.auditEntry.create({ data: { ...audit, memberId: me.id, aliasId } });
    const events = async (query = '', browser = ben) => (await browser.get(`/api/v1/me/events${query}`)).as(eventPageSchema).items;
    const all = await events();
    expect(all.slice(0, 3).map((e) => [e.actor, e.action, e.alias?.id])).toEqual([
      ['admin', 'alias.held', aliasId], ['me', 'alias.resumed', aliasId], ['me', 'alias.paused', aliasId]]);
    expect(all[0]).toMatchObject({ alias: { address: 'ben-marsh@ubuntu.com' }, changes: { reason: [null, 'held'] } });
    expect(JSON.stringify(all)).not.toContain(UNKNOWN);
    expect((await events('?actor=admin')).map((e) => e.action)).toEqual(['alias.held']);
    expect((await events('?action=alias.paused')).length).toBeGreaterThan(0);
    expect(await events('?action=alias.p')).toEqual([]);
    expect(await events(`?alias=${UNKNOWN}`)).toEqual([]);
    expect(await events('?from=2999-01-01T00:00:00Z')).toEqual([]);
    const seen: string[] = [];
    for (let path = '/api/v1/me/events?limit=2'; path !== ''; ) {
      const page = await ben.get(path);
      seen.push(...page.as(eventPageSchema).items.map((e) => e.id));
      path = /<([^>]+)>/.exec(page.header('link'))?.[1] ?? '';
    }
    expect(seen).toEqual(all.map((e) => e.id));
    const hers = (await events('', ada)).map((e) => e.id);
    expect(hers.filter((id) => seen.includes(id))).toEqual([]);
    expect((await app.browser().get('/api/v1/me/events')).status).toBe(401);
    for (const query of ['?cursor=x', '?limit=0', '?actor=root', '?action=%25', '?alias=1', '?from=now'])
      expect(refusal(await ben.get(`/api/v1/me/events${query}`))).toEqual([400, 'request.invalid']);
  }); // prettier-ignore
});

describe('how much mail', () => {
  let path = '';
  beforeAll(() => void (path = `${alias}/mail-counts`));
  const read = async () => (await ben.get(path)).as(mailCountsSchema);
  const tally = { forwarded: 2, refused: 1, hour: new Date('2026-11-24T17:00:00Z') };
  const count = () => app.product.database.mailTally.record([{ ...tally, aliasId }], []);

  test('is counted by day; switched off, nothing is kept and nothing is counted', async () => {
    await count();
    await count();
    expect(await read()).toEqual({ isCounted: true, lastAt: '2026-11-24T17:00:00.000Z', days: [{ day: '2026-11-24', forwarded: 4, refused: 2 }] });
    expect((await ben.send('PATCH', path, { json: { isCounted: false } })).status).toBe(428);
    expect((await ada.change(path, { isCounted: false }, { 'if-match': '*' })).status).toBe(404);
    const etag = await etagOf(path);
    const answers = await Promise.all([1, 2].map(() => ben.change(path, { isCounted: false }, { 'if-match': etag })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    await count();
    expect(await read()).toEqual({ isCounted: false, lastAt: null, days: [] });
    expect((await ben.change(path, { isCounted: 'x' })).status).toBe(400);
    expect((await ben.change(path, { isCounted: true })).as(mailCountsSchema).isCounted).toBe(true);
    await count();
    expect((await read()).days).toHaveLength(1);
  }); // prettier-ignore
});

describe('a test', () => {
  const send = (browser = ben) => browser.post(`${alias}/test-messages`);
  const states = (answer: Answer) => answer.as(testMessageSchema).stages.map((s) => `${s.name} ${s.state}`);

  test('goes out, is taken, is seen', async () => {
    await app.sandbox.forgetMails();
    const sent = await send();
    expect([sent.status, states(sent)]).toEqual([202, ['created done', 'handed_over waiting', 'accepted waiting', 'seen waiting']]);
    const { id } = sent.as(testMessageSchema);
    const [letter] = await lettersOf(app.product);
    await app.product.runJobs();
    const path = `${alias}/test-messages/${id}`;
    const taken = await ben.get(path);
    expect(states(taken)).toEqual(['created done', 'handed_over done', 'accepted done', 'seen waiting']);
    expect(taken.as(testMessageSchema).stages[2]).toMatchObject({ host: expect.any(String), answer: '250' });
    expect((await app.sandbox.mails('ben@example.com')).at(-1)?.text).toContain(`/test-messages/${id}/seen#token=`);
    const see = (body: object, browser = app.browser()) => browser.post(`/api/v1/test-messages/${id}/seen`, body);
    expect(refusal(await see({}))).toEqual([404, 'test_message.not_found']);
    expect(refusal(await see({ token: 'x' }))).toEqual([404, 'test_message.not_found']);
    expect(refusal(await see({}, ada))).toEqual([404, 'test_message.not_found']);
    expect(states(await see({ token: letter?.token })).at(-1)).toBe('seen done');
    expect((await see({}, ben)).status).toBe(200);
    expect(refusal(await ada.get(path))).toEqual([404, 'test_message.not_found']);
    expect((await app.browser().get(path)).status).toBe(401);
  }); // prettier-ignore

  test('says what the host answered, without its text', async () => {
    const { id } = (await send()).as(testMessageSchema);
    const row = await app.db.outboxMail.findFirstOrThrow({ where: { template: 'test-message' } });
    const record = app.product.recordTry;
    await record(row, { outcome: 'retry', code: 'connection_refused' });
    const path = `${alias}/test-messages/${id}`;
    expect((await ben.get(path)).as(testMessageSchema).stages[2]).toMatchObject({ state: 'waiting', answer: 'connection_refused' });
    expect(states(await ben.get(path))[1]).toBe('handed_over waiting');
    await record(row, { outcome: 'failed', code: 'recipient_refused 550 5.1.1' });
    const failed = await ben.get(path);
    expect(states(failed).slice(1)).toEqual(['handed_over done', 'accepted failed', 'seen waiting']);
    expect(failed.as(testMessageSchema).stages[2]?.answer).toBe('recipient_refused 550 5.1.1');
    await app.db.outboxMail.deleteMany();
  }); // prettier-ignore

  test('by the way of everybody’s mail: our forwarder tells what became of it', async () => {
    const mailPath = openMailDatabase({ url: app.databaseUrl });
    const { id } = (await send()).as(testMessageSchema);
    const word = '0123456789abcdef';
    const pathHash = createHash('sha256').update(word).digest('hex');
    await app.db.testMessage.update({ where: { id }, data: { pathHash } });
    const row = await app.db.outboxMail.findFirstOrThrow({ where: { template: 'test-message' } });
    const onPath = { ...row, toAddress: testPathAddress('ben', 'ubuntu.com', word) ?? '' };
    await app.product.recordTry(onPath, { outcome: 'sent' });
    const get = () => ben.get(`${alias}/test-messages/${id}`);
    expect(states(await get())).toEqual(['created done', 'handed_over done', 'forwarded waiting', 'accepted waiting', 'seen waiting']);
    const told = { pathHash, isForwarded: true, host: 'mx.example.com', at: new Date() } as const;
    await mailPath.recordTests([{ ...told, pathHash: '0'.repeat(64), outcome: 'accepted', answer: '250 2.0.0' }]);
    await mailPath.recordTests([{ ...told, outcome: 'waiting', answer: '451 4.7.1' }]);
    expect(states(await get()).slice(2)).toEqual(['forwarded done', 'accepted waiting', 'seen waiting']);
    await mailPath.recordTests([{ ...told, outcome: 'accepted', answer: '250 2.0.0' }]);
    expect((await get()).as(testMessageSchema).stages[3]).toMatchObject({ state: 'done', host: 'mx.example.com', answer: '250 2.0.0' });
    await mailPath.close();
    await app.db.outboxMail.deleteMany();
  }); // prettier-ignore

  test('three an hour, also at once; only where mail is let in; only of my own', async () => {
    await app.db.testMessage.deleteMany();
    const strict = await app.another({ env: { RATE_LIMIT_FACTOR: '1' } });
    await app.db.rateLimit.deleteMany();
    const browser = strict.browser();
    await browser.signIn('BnMrsh2');
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(browser)));
    expect(answers.map((a) => a.status).sort()).toEqual([202, 202, 202, 429, 429, 429]);
    strict.setClock(HOUR + 1000);
    expect((await send(browser)).status).toBe(202);
    expect(refusal(await send(ada))).toEqual([404, 'alias.not_found']);
    expect(refusal(await send(app.browser()))).toEqual([401, 'auth.required']);
    await ben.change(alias, { state: 'paused' });
    expect(refusal(await send())).toEqual([409, 'request.conflict']);
    await ben.change(alias, { state: 'active' });
    await app.db.outboxMail.deleteMany();
  });
});

describe('an Idempotency-Key', () => {
  const send = (key: string, path = `${alias}/test-messages`, browser = ben, json?: unknown) =>
    browser.post(path, json, { 'idempotency-key': key });

  test('does it once, answers alike, tells another request apart, and is each person’s own', async () => {
    const count = () => app.db.testMessage.count();
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('one')));
    expect(answers.every((a) => a.status === 202 || a.status === 409)).toBe(true);
    const again = await send('one');
    expect([again.status, again.header('idempotency-replayed')]).toEqual([202, 'true']);
    expect(again.json).toEqual(answers.find((a) => a.status === 202)?.json);
    expect(await count()).toBe(before + 1);
    expect(refusal(await send('one', `${alias}/recipient-changes`, ben, { address: 'a@b.example' }))).toEqual([422, 'request.idempotency_mismatch']);
    const body = { address: 'idem@elsewhere.example' };
    const first = await send('two', `${alias}/recipient-changes`, ben, body);
    expect((await send('two', `${alias}/recipient-changes`, ben, body)).json).toEqual(first.json);
    expect(refusal(await send('two', `${alias}/recipient-changes`, ben, { address: 'x@elsewhere.example' }))).toEqual([422, 'request.idempotency_mismatch']);
    expect(refusal(await send('one', `${alias}/test-messages`, ada))).toEqual([404, 'alias.not_found']);
    expect(refusal(await send('x'.repeat(256)))).toEqual([400, 'request.invalid']);
  }); // prettier-ignore

  test('forgets what was refused, and everything after a day', async () => {
    expect((await send('three', `${alias}/recipient-changes`, ben, { address: 'x' })).status).toBe(422);
    expect(await app.db.idempotencyKey.count({ where: { status: null } })).toBe(0);
    const { id } = (await send('four')).as(testMessageSchema);
    await app.db.idempotencyKey
      .updateMany({ data: { status: null, answer: undefined } })
      .catch(() => undefined);
    app.product.setClock(24 * HOUR + 1000);
    expect((await send('four')).as(testMessageSchema).id).not.toBe(id);
  });
});

describe('my data', () => {
  test('as JSON and as CSV: all of it, no secrets, nobody else’s', async () => {
    const answer = await ben.get('/api/v1/me/export');
    expect(answer.header('content-disposition')).toBe('attachment; filename="ubuntu-email-aliases.json"');
    const { records } = answer.as(exportSchema);
    expect(records['member']?.[0]).toMatchObject({ launchpadName: 'ben-marsh', email: 'ben@example.com' });
    expect(records['recipients']?.[0]).toMatchObject({ address: 'ben@example.com' });
    for (const name of ['addresses', 'sessions', 'events', 'testMessages']) expect(records[name]?.length).toBeGreaterThan(0);
    expect(answer.text).not.toMatch(/idHash|ownerHash|Mac"|ada-okafor|ada@/);
    const csv = await ben.get('/api/v1/me/export?format=csv');
    expect(csv.header('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain('member,1,email,ben@example.com\r\n');
    expect(csv.header('cache-control')).toBe('no-store');
    expect(refusal(await ben.get('/api/v1/me/export?format=xml'))).toEqual([400, 'request.invalid']);
    expect((await app.browser().get('/api/v1/me/export')).status).toBe(401);
  }); // prettier-ignore

  test('one that cannot be made waits longer each time, and is in nobody’s way', async () => {
    const { exports, database, clock } = app.product;
    const first = (await ben.post('/api/v1/me/exports')).as(dataExportSchema).id;
    await database.pool.query(`ALTER TABLE data_exports ADD CONSTRAINT poisoned CHECK (id <> '${first}' OR made_at IS NULL)`);
    const waitsFor = async () => {
      const { tries, nextTryAt } = await app.db.dataExport.findUniqueOrThrow({ where: { id: first } });
      return [tries, Math.round(((nextTryAt?.getTime() ?? 0) - clock().getTime()) / 60_000)];
    };
    await expect(exports.makeNext()).rejects.toThrow();
    expect(await waitsFor()).toEqual([1, 5]);
    const second = (await ada.post('/api/v1/me/exports')).as(dataExportSchema).id;
    expect(await exports.makeNext()).toBe(true);
    expect((await app.db.dataExport.findUniqueOrThrow({ where: { id: second } })).madeAt).not.toBeNull();
    expect(await exports.makeNext()).toBe(false);
    await database.pool.query(`UPDATE data_exports SET next_try_at = created_at WHERE id = '${first}'`);
    await expect(exports.makeNext()).rejects.toThrow();
    expect(await waitsFor()).toEqual([2, 10]);
    // Mended, its turn comes by itself.
    await database.pool.query('ALTER TABLE data_exports DROP CONSTRAINT poisoned');
    expect(await exports.makeNext()).toBe(false);
    await database.pool.query(`UPDATE data_exports SET next_try_at = created_at WHERE id = '${first}'`);
    expect(await exports.makeNext()).toBe(true);
    expect((await app.db.dataExport.findUniqueOrThrow({ where: { id: first } })).madeAt).not.toBeNull();
    await app.db.$transaction([app.db.dataExport.deleteMany(), app.db.outboxMail.deleteMany()]);
  }); // prettier-ignore

  test('too much of it is made by the worker once, told by mail, opened by its owner until it expires', async () => {
    const { id: memberId } = await app.db.member.findFirstOrThrow({ where: { launchpadName: 'ben-marsh' } });
    await app.product.database.pool.query(
      `INSERT INTO audit_entries (id, at, actor_kind, actor_member_id, action, member_id)
       SELECT gen_random_uuid(), now(), 'member', $1, 'alias.paused', $1 FROM generate_series(1, 5000)`, [memberId]);
    const list = async () => (await ben.get('/api/v1/me/exports')).as(dataExportsSchema);
    expect(refusal(await ben.get('/api/v1/me/export'))).toEqual([409, 'request.conflict']);
    expect(await list()).toEqual({ isLarge: true, items: [] });
    expect((await app.browser().post('/api/v1/me/exports')).status).toBe(401);
    const asked = await Promise.all([1, 2, 3].map(() => ben.post('/api/v1/me/exports')));
    expect(asked.map(({ status }) => status)).toEqual([202, 202, 202]);
    const ids = asked.map((answer) => answer.as(dataExportSchema).id);
    expect(new Set(ids).size).toBe(1);
    const file = `/api/v1/me/exports/${ids[0]}/file`;
    expect(refusal(await ben.get(file))).toEqual([404, 'request.not_found']);

    const { exports } = app.product;
    await Promise.all([exports.makeNext(), exports.makeNext()]);
    expect(await exports.makeNext()).toBe(false);
    const letters = (await lettersOf(app.product)).filter(({ template }) => template === 'export-ready');
    expect(letters.map(({ to }) => to)).toEqual(['ben@example.com']);
    expect((await list()).items).toMatchObject([{ id: ids[0], state: 'ready', size: expect.any(Number) }]);
    const answer = await ben.get(file);
    expect([answer.header('content-disposition'), answer.header('cache-control')]).toEqual(['attachment; filename="ubuntu-email-aliases.json"', 'no-store']);
    expect(answer.as(exportSchema).records['events']?.length).toBeGreaterThan(5000);
    expect((await ben.get(`${file}?format=csv`)).text).toContain('member,1,email,ben@example.com\r\n');
    expect((await app.browser().get(file)).status).toBe(401);
    expect(refusal(await ada.get(file))).toEqual([404, 'request.not_found']);
    // The same within an hour, another one later; what has expired is gone for good.
    expect((await ben.post('/api/v1/me/exports')).as(dataExportSchema).id).toBe(ids[0]);
    app.product.setClock(2 * HOUR);
    expect((await ben.post('/api/v1/me/exports')).as(dataExportSchema).id).not.toBe(ids[0]);
    expect((await ben.get(file)).status).toBe(404);
    await exports.makeNext();
    const id = (await list()).items[0]?.id;
    app.product.setClock(2 * HOUR + 7 * 24 * HOUR + 60_000);
    expect((await ben.get(`/api/v1/me/exports/${id}/file`)).status).toBe(404);
    expect((await list()).items).toEqual([]);
    await app.product.stores.upkeep.cleanUp(app.product.clock());
    expect(await app.db.dataExport.count()).toBe(0);
  }); // prettier-ignore
});
