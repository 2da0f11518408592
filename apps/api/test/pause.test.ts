import { beforeAll, expect, test } from 'vitest';
import { aliasSchema } from '@ubuntu-aliases/shared';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
const HOUR = 3_600_000;
let ben: Browser;
let path = '';
let aliasId = '';

beforeAll(async () => {
  ben = await app.signedIn('BnMrsh2');
  aliasId = (await app.db.alias.findFirstOrThrow({ where: { localPart: 'ben-marsh' } })).id;
  path = `/api/v1/aliases/${aliasId}`;
});

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const audits = async () =>
  (await app.db.auditEntry.findMany({ where: { aliasId }, orderBy: { id: 'asc' } }))
    .map((e) => [e.actorKind, e.action])
    .slice(1);
const paused = async (change: object) => (await ben.change(path, change)).as(aliasSchema);

test('pauses, changes the pause, resumes; what changes nothing leaves no trace', async () => {
  expect(await paused({ state: 'active' })).toMatchObject({ state: 'active', pauseReply: null });
  expect(await audits()).toEqual([]);
  expect(await paused({ state: 'paused' })).toMatchObject({ state: 'paused', pauseReply: 'temporary', pausedUntil: null });
  const pausedUntil = inHours(24);
  expect(await paused({ state: 'paused', pauseReply: 'permanent', pausedUntil })).toMatchObject({ pauseReply: 'permanent', pausedUntil });
  const etag = (await ben.get(path)).header('etag');
  // What is not said stays.
  expect(await paused({ state: 'paused' })).toMatchObject({ pauseReply: 'permanent', pausedUntil });
  expect((await ben.get(path)).header('etag')).toBe(etag);
  expect(await paused({ state: 'paused', pausedUntil: null })).toMatchObject({ pausedUntil: null });
  expect(await paused({ state: 'active' })).toMatchObject({ state: 'active', pauseReply: null });
  expect(await audits()).toEqual([['member', 'alias.paused'], ['member', 'alias.paused'], ['member', 'alias.paused'], ['member', 'alias.resumed']]);
}); // prettier-ignore

test.each([
  ['in the past', { state: 'paused', pausedUntil: inHours(-1) }],
  ['now', { state: 'paused', pausedUntil: new Date().toISOString() }],
  ['in two years', { state: 'paused', pausedUntil: inHours(2 * 366 * 24) }],
  ['in the year 9999', { state: 'paused', pausedUntil: '9999-12-31T23:59:59Z' }],
  ['not a time', { state: 'paused', pausedUntil: 'tomorrow' }],
  ['a day', { state: 'paused', pausedUntil: '2030-01-01' }],
  ['of no pause', { state: 'active', pausedUntil: inHours(1) }],
  ['another reply', { state: 'paused', pauseReply: 'bounce' }],
  ['a reply of no pause', { state: 'active', pauseReply: 'permanent' }],
  ['a state that is not theirs', { state: 'suspended' }],
  ['none', {}],
  ['more', { state: 'paused', heldAt: null }],
])('an end or body that is %s is refused', async (_, json) => {
  expect((await ben.change(path, json)).problem).toMatchObject({ status: 400, code: 'request.invalid' });
});

test('ends by itself: at once for whoever looks, written down by the job', async () => {
  await paused({ state: 'paused', pausedUntil: inHours(2) });
  const before = (await audits()).length;
  app.product.setClock(3 * HOUR);
  expect((await ben.get(path)).json).toMatchObject({ state: 'active', pauseReply: null, pausedUntil: null });
  await app.product.runJobs();
  await app.product.runJobs();
  app.product.setClock(0);
  const row = await app.db.alias.findUniqueOrThrow({ where: { id: aliasId } });
  expect(row).toMatchObject({ pausedAt: null, pauseReply: null, pausedUntil: null });
  expect((await audits()).slice(before)).toEqual([['system', 'alias.resumed']]);
});

test('somebody else’s, without If-Match, of an old state, of two at once', async () => {
  const ada = await app.signedIn('AdA7okf');
  const send = (browser: Browser, headers: Record<string, string>) =>
    browser.send('PATCH', path, { json: { state: 'paused' }, headers });
  expect((await send(ada, { 'if-match': '*' })).problem).toMatchObject({ status: 404, code: 'alias.not_found' });
  expect((await send(app.browser(), { 'if-match': '*' })).status).toBe(401);
  expect((await send(ben, {})).status).toBe(428);
  const etag = (await ben.get(path)).header('etag');
  const json = (pauseReply: string) => ({ state: 'paused', pauseReply });
  const answers = await Promise.all(['temporary', 'permanent', 'temporary', 'permanent'].map((reply) => ben.send('PATCH', path, { json: json(reply), headers: { 'if-match': etag } })));
  expect(answers.map((a) => a.status).sort()).toEqual([200, 412, 412, 412]);
  expect((await send(ben, { 'if-match': etag })).status).toBe(412);
}); // prettier-ignore

test('stands apart from what others decide', async () => {
  // Any of those that came at once may have won.
  await paused({ state: 'active' });
  await paused({ state: 'paused' });
  await app.db.alias.update({ where: { id: aliasId }, data: { heldAt: new Date(), holdReason: 'x' } });
  expect((await ben.get(path)).json).toMatchObject({
    state: 'suspended',
    reason: 'held',
    pauseReply: 'temporary',
  });
  expect(await paused({ state: 'active' })).toMatchObject({ state: 'suspended', pauseReply: null });
  const data = { releasedAt: new Date(), heldAt: null, holdReason: null };
  await app.db.alias.update({ where: { id: aliasId }, data });
  expect((await ben.change(path, { state: 'paused' })).problem.code).toBe('alias.not_found');
});
