import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  startedSyncRunsSchema,
  syncRunItemPageSchema,
  syncRunPageSchema,
  syncRunSchema,
} from '@ubuntu-aliases/shared';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
vi.setConfig({ testTimeout: 120_000 });
const DOMAIN = 'kubuntu.org';
const TEAM = 'kubuntu-members';
let ada: Browser;
const crew = ['Q4mWz7a', 'BnMrsh2'];

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  for (const openid of crew) await app.signedIn(openid);
});
beforeEach(() => app.sandbox.mend());

const api = '/api/v1/admin/sync-runs';

/** Starts a run, has the worker do it, and reads what came of it. */
async function run(mode: 'apply' | 'plan' = 'apply') {
  const answer = await ada.post(api, { domain: DOMAIN, mode });
  expect(answer.status).toBe(202);
  const started = answer.as(startedSyncRunsSchema);
  if (!('id' in started)) throw new Error('not one run');
  await app.product.runSync();
  return read(started.id);
}
const read = async (id: string) => (await ada.get(`${api}/${id}`)).as(syncRunSchema);
const items = async (id: string) => (await ada.get(`${api}/${id}/items`)).as(syncRunItemPageSchema).items;
const decide = (id: string, what: string, reason = 'I looked at it') =>
  ada.post(`${api}/${id}/${what}`, { reason });
const teamMembers = async (): Promise<string[]> => {
  const state = (await app.sandbox.control('GET', '/state')) as {
    people: { name: string | null; teams: string[] }[];
  };
  return state.people.flatMap((p) => (p.name && p.teams.includes(TEAM) ? [p.name] : []));
};
const change = (openid: string, changes: object) =>
  app.sandbox.control('PATCH', `/people/${openid}`, changes);
const states = async () =>
  Object.fromEntries(
    (
      await app.db.alias.findMany({
        where: { domain: { name: DOMAIN } },
        select: { localPart: true, entitlement: true, entitlementReason: true },
      })
    ).map((a) => [
      a.localPart,
      a.entitlementReason ? `${a.entitlement} ${a.entitlementReason}` : a.entitlement,
    ]),
  );
const WELL = { 'mira-lindholm': 'entitled', 'ben-marsh': 'entitled' };

test('somebody leaves, and comes back: two rosters, grace, restored whole', async () => {
  expect(await run()).toMatchObject({ state: 'applied', counts: { added: 0, graced: 0, restored: 0 } });
  await change('Q4mWz7a', { teams: [] });
  // A plan keeps nothing, however often it is made.
  for (let n = 0; n < 3; n += 1)
    expect(await run('plan')).toMatchObject({
      state: 'planned',
      isRosterAccepted: false,
      counts: { graced: 0 },
    });
  expect(await run()).toMatchObject({ state: 'applied', counts: { graced: 0 } });
  expect(await states()).toEqual(WELL);
  const planned = await run('plan');
  expect(planned).toMatchObject({ state: 'planned', counts: { graced: 1 } });
  expect(await items(planned.id)).toMatchObject([
    {
      action: 'grace',
      state: 'planned',
      address: `mira-lindholm@${DOMAIN}`,
      reason: 'left_team',
      before: 'entitled',
      after: 'grace',
    },
  ]);
  expect(await states()).toEqual(WELL);

  expect(await run()).toMatchObject({ state: 'applied', counts: { graced: 1 } });
  expect(await states()).toEqual({ ...WELL, 'mira-lindholm': 'grace left_team' });
  expect(await run()).toMatchObject({ state: 'applied', counts: { graced: 0, suspended: 0 } });
  await change('Q4mWz7a', { teams: [TEAM] });
  expect(await run()).toMatchObject({ state: 'applied', counts: { restored: 1 } });
  expect(await states()).toEqual(WELL);
});

test('a rename adds the new address at once and puts the old one in grace for its owner', async () => {
  await change('Q4mWz7a', { name: 'mira-new' });
  expect(await run()).toMatchObject({ state: 'applied', counts: { added: 1, graced: 1 } });
  expect(await states()).toEqual({ ...WELL, 'mira-lindholm': 'grace left_team', 'mira-new': 'entitled' });
  await change('Q4mWz7a', { name: 'mira-lindholm' });
  expect(await run()).toMatchObject({ state: 'applied', counts: { restored: 1, graced: 1 } });
  expect(await states()).toEqual({ ...WELL, 'mira-new': 'grace left_team' });
  // Nothing is left to do, and nothing is asked.
  await app.sandbox.control('DELETE', '/requests').catch(() => null);
  expect(await run()).toMatchObject({
    counts: { added: 0, restored: 0, graced: 0 },
    progress: { lookups: 0 },
  });
});

test('an empty team stops; an admin may accept it, and the brake asks once more', async () => {
  const members = await teamMembers();
  await app.sandbox.control('PUT', `/teams/${TEAM}/members`, { members: [] });
  const stopped = await run();
  expect(stopped).toMatchObject({
    state: 'stopped',
    reason: { code: 'sync.roster_not_accepted', detail: 'empty' },
    canAcceptRoster: true,
    isRosterAccepted: false,
  });
  expect((await decide(stopped.id, 'apply')).status).toBe(409);
  expect((await decide(stopped.id, 'accept-roster')).json).toEqual({ id: stopped.id, state: 'applying' });
  await app.product.runSync();
  expect(await read(stopped.id)).toMatchObject({
    state: 'applied',
    isRosterAccepted: true,
    counts: { graced: 0 },
  });
  expect((await decide(stopped.id, 'accept-roster')).status).toBe(409);
  // Two at most leave: no brake. The roster is empty still, so it stops again; accepted once more, two rosters agree.
  await app.db.domain.updateMany({
    where: { name: DOMAIN },
    data: { settings: { brake: { floor: 1, percent: 0 } } },
  });
  const again = await run();
  expect(again).toMatchObject({ state: 'stopped', reason: { detail: 'empty' } });
  await decide(again.id, 'accept-roster');
  await app.product.runSync();
  expect(await read(again.id)).toMatchObject({ state: 'needs_approval', counts: { graced: 2 } });
  expect(await states()).toMatchObject(WELL);

  // One comes back: the plan is not what the rosters say any more.
  await app.sandbox.control('PUT', `/teams/${TEAM}/members`, { members });
  const next = await run();
  expect(next).toMatchObject({ state: 'applied', counts: { graced: 0 } });
  expect((await read(again.id)).state).toBe('superseded');
  expect((await decide(again.id, 'apply')).status).toBe(409);
  expect(await states()).toMatchObject(WELL);
});

test('a plan over the brake waits; who came back is skipped at approval', async () => {
  await app.db.domain.updateMany({
    where: { name: DOMAIN },
    data: { settings: { brake: { floor: 0, percent: 0 } } },
  });
  await change('Q4mWz7a', { teams: [] });
  await run();
  const waiting = await run();
  expect(waiting).toMatchObject({ state: 'needs_approval', counts: { graced: 1 } });
  expect(await states()).toMatchObject(WELL);
  // Newer rosters agree: it stays the one to approve, beside new ones that find nothing else.
  const newer = await run();
  expect(newer).toMatchObject({ state: 'applied', counts: { graced: 0 } });
  expect((await read(waiting.id)).state).toBe('needs_approval');
  expect(await app.db.errorEntry.count({ where: { code: 'sync.approval_needed', state: 'open' } })).toBe(1);

  expect((await decide(waiting.id, 'apply')).json).toEqual({ id: waiting.id, state: 'applying' });
  await app.product.runSync();
  expect(await read(waiting.id)).toMatchObject({
    state: 'applied',
    counts: { graced: 1 },
    decision: { reason: 'I looked at it' },
  });
  expect(await states()).toMatchObject({ 'mira-lindholm': 'grace left_team' });
});

test('the list is read by state and domain, and a second POST gives the run that is queued', async () => {
  const first = (await ada.post(api, { domain: DOMAIN })).as(startedSyncRunsSchema);
  const second = (await ada.post(api, { domain: DOMAIN })).as(startedSyncRunsSchema);
  expect(second).toEqual(first);
  const all = (await ada.post(api, {})).as(startedSyncRunsSchema);
  expect('items' in all && all.items.length).toBe(6);
  await app.product.runSync();
  const listed = (await ada.get(`${api}?domain=${DOMAIN}&state=applied&limit=2`)).as(syncRunPageSchema);
  expect(listed.items.map((r) => [r.domain, r.state])).toEqual(Array(2).fill([DOMAIN, 'applied']));
  expect(listed.launchpad).toEqual({ state: 'ok', until: null });
  const more = (
    await ada.get(`${api}?domain=${DOMAIN}&state=applied&limit=2&cursor=${listed.nextCursor ?? ''}`)
  ).as(syncRunPageSchema);
  expect(more.items[0]?.id).not.toBe(listed.items[0]?.id);
});
