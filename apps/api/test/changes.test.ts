import { beforeAll, describe, expect, test } from 'vitest';
import { errorEntryDetailSchema, meSchema } from '@ubuntu-aliases/shared';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
let ada: Browser;
let entry = '';
let entryId = '';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  await app.signedIn('TvKj3r5');
  entryId = (await app.db.errorEntry.findFirstOrThrow({ where: { code: 'member.coc_unsigned' } })).id;
  entry = `/api/v1/admin/errors/${entryId}`;
});

describe.each([
  ['/api/v1/me', { timeZone: 'Asia/Seoul' }, { timeZone: 'Europe/Prague' }],
  ['entry', { note: 'seen' }, { note: 'seen again' }],
])('If-Match on %s', (name, change, other) => {
  const path = () => (name === 'entry' ? entry : name);

  test('missing 428, of something else 412, of now 200 with the new one', async () => {
    const etag = (await ada.get(path())).header('etag');
    expect(etag).toMatch(/^"[^"]+"$/);
    const patch = (headers: Record<string, string>) => ada.send('PATCH', path(), { json: change, headers });
    expect((await patch({})).problem).toMatchObject({ status: 428, code: 'request.precondition_required' });
    for (const wrong of [
      '"x"',
      `W/${etag}`,
      etag.slice(1, -1),
      '"',
      ',',
      etag.replace('.0.', '.1.'),
      'x'.repeat(5000),
    ])
      expect((await patch({ 'if-match': wrong })).problem).toMatchObject({ status: 412 });
    const done = await patch({ 'if-match': `"other", ${etag}` });
    expect(done.status).toBe(200);
    expect(done.json).toMatchObject(name === 'entry' ? change : { member: change });
    expect(done.header('etag')).toBe((await ada.get(path())).header('etag'));
    expect((await patch({ 'if-match': etag })).problem.code).toBe('request.precondition_failed');
    expect((await patch({ 'if-match': '*' })).status).toBe(200);
  });

  test('of two changes of the same state at once, one wins and the other is told', async () => {
    const etag = (await ada.get(path())).header('etag');
    const headers = { 'if-match': etag };
    const answers = await Promise.all(
      [other, other, other, other].map((json) => ada.send('PATCH', path(), { json, headers })),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([200, 412, 412, 412]);
  });
});

test('what is shown beside the row changes the ETag, but does not stand in the way of a change', async () => {
  const before = await ada.get(entry);
  const tove = await app.signedIn('TvKj3r5');
  const after = await ada.get(entry, { 'if-none-match': before.header('etag') });
  expect(after.status).toBe(200);
  expect(after.as(errorEntryDetailSchema).count).toBe(before.as(errorEntryDetailSchema).count + 1);
  const patched = await ada.send('PATCH', entry, {
    json: { state: 'acknowledged' },
    headers: { 'if-match': before.header('etag') },
  });
  expect(patched.as(errorEntryDetailSchema).state).toBe('acknowledged');

  // A role that was taken must not live on in a browser's cache.
  const me = await tove.get('/api/v1/me');
  const memberId = (await app.db.member.findFirstOrThrow({ where: { launchpadName: 'tovek' } })).id;
  await app.db.roleGrant.create({ data: { memberId, role: 'auditor' } });
  const promoted = await tove.get('/api/v1/me', { 'if-none-match': me.header('etag') });
  expect(promoted.as(meSchema).member.isAdmin).toBe(true);
  await app.db.roleGrant.deleteMany();
  const again = await tove.get('/api/v1/me', { 'if-none-match': promoted.header('etag') });
  expect(again.as(meSchema).member.isAdmin).toBe(false);
});

test('a pause that ends by itself is not hidden by an old ETag', async () => {
  const alias = await app.db.alias.findFirstOrThrow({ where: { localPart: 'ada-okafor' } });
  const pausedUntil = new Date(Date.now() + 3_600_000);
  await app.db.alias.update({
    where: { id: alias.id },
    data: { pausedAt: new Date(), pauseReply: 'temporary', pausedUntil },
  });
  const path = `/api/v1/aliases/${alias.id}`;
  const paused = await ada.get(path);
  expect(paused.json).toMatchObject({ state: 'paused' });
  app.product.setClock(2 * 3_600_000);
  const after = await ada.get(path, { 'if-none-match': paused.header('etag') });
  app.product.setClock(0);
  expect(after.json).toMatchObject({ state: 'active' });
});

test('a change and its audit entry go together, and a change of nothing is none', async () => {
  const audits = () => app.db.auditEntry.count({ where: { errorId: entryId, action: 'error.updated' } });
  await ada.change(entry, { state: 'open', note: 'a' });
  const before = await audits();
  const resolved = (await ada.change(entry, { state: 'resolved' })).as(errorEntryDetailSchema);
  expect(resolved.resolvedAt).not.toBeNull();
  expect(await audits()).toBe(before + 1);
  for (const nothing of [{}, { state: 'resolved' }, { note: 'a' }])
    expect((await ada.change(entry, nothing)).as(errorEntryDetailSchema)).toEqual(resolved);
  expect(await audits()).toBe(before + 1);
  const [latest] = await app.db.auditEntry.findMany({
    where: { errorId: entryId },
    orderBy: { id: 'desc' },
    take: 1,
  });
  expect(latest).toMatchObject({ actorKind: 'admin', changes: { state: ['open', 'resolved'] } });
});
