import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  overviewSchema,
  retriedSchema,
  startedSyncRunsSchema,
  syncRunItemPageSchema,
  syncRunPageSchema,
  syncRunSchema,
} from '@ubuntu-aliases/shared';
import { readOpsEnv } from '../src/env.ts';
import { COMMANDS, isUsageError } from '../src/ops/commands.ts';
import { withOpsDatabase } from '../src/ops/database.ts';
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

test('a stopped run is an error entry, which a retry starts anew and an accepted roster resolves; the overview tells', async () => {
  const overview = async () => {
    const read = (await ada.get('/api/v1/admin/overview')).as(overviewSchema);
    return read.domains.find((d) => d.domain === DOMAIN);
  };
  await app.sandbox.fault({ target: 'launchpad', kind: 'status', status: 500, path: '/participants' });
  const stopped = await run();
  expect(stopped).toMatchObject({ state: 'stopped', reason: { code: 'launchpad.unavailable', detail: 'status_500' } });
  expect((await overview())?.lastRun).toMatchObject({ id: stopped.id, state: 'stopped', at: stopped.finishedAt });
  const entry = () => app.db.errorEntry.findFirstOrThrow({ where: { code: 'sync.roster_not_accepted', domain: { name: DOMAIN } } });
  const { id, state } = await entry();
  expect(state).toBe('open');
  await app.sandbox.mend();
  for (let n = 0; n < 2; n += 1)
    expect((await ada.post(`/api/v1/admin/errors/${id}/retry`)).as(retriedSchema)).toEqual({ retried: 'sync' });
  expect(await app.db.syncRun.count({ where: { state: 'queued' } })).toBe(1);
  await app.product.runSync();
  expect((await entry()).state).toBe('resolved');
  const seen = await overview();
  expect(seen).toMatchObject({ lastRun: { state: 'applied' }, rosterReadAt: expect.any(String) });
}); // prettier-ignore

test('auditors read, admins of a domain act on its runs alone, and nobody else sees anything', async () => {
  const ben = await app.signedIn('BnMrsh2');
  const { id: memberId } = await app.db.member.findFirstOrThrow({ where: { launchpadName: 'ben-marsh' } });
  const grant = async (role: 'admin' | 'auditor', domain: string | null) => {
    await app.db.roleGrant.deleteMany({ where: { memberId } });
    const domainId = domain && (await app.db.domain.findFirstOrThrow({ where: { name: domain } })).id;
    await app.db.roleGrant.create({ data: { memberId, role, domainId } });
  };
  const own = await run();
  await ada.post(api, { domain: 'ubuntu.com' });
  await app.product.runSync();
  const other = (await ada.get(`${api}?domain=ubuntu.com&limit=1`)).as(syncRunPageSchema).items[0]?.id ?? '';
  const acts = (id: string) => ['apply', 'reject', 'accept-roster'].map((act) => ben.post(`${api}/${id}/${act}`, { reason: 'x' }));
  const statuses = async (id: string) => [
    (await ben.get(`${api}/${id}`)).status,
    (await ben.get(`${api}/${id}/items`)).status,
    ...(await Promise.all(acts(id))).map((answer) => answer.status),
  ];
  const start = async (body: object) => (await ben.post(api, body)).status;
  const listed = async () => {
    const answer = await ben.get(`${api}?limit=100`);
    return answer.status === 200 ? [...new Set(answer.as(syncRunPageSchema).items.map((r) => r.domain))] : answer.status;
  };
  const seen = async () => ({
    own: await statuses(own.id), other: await statuses(other), listed: await listed(),
    startsOwn: await start({ domain: DOMAIN }), startsOther: await start({ domain: 'ubuntu.com' }),
  });
  const outside = app.browser();
  expect([(await outside.get(api)).status, (await outside.post(api, {})).status]).toEqual([401, 401]);
  expect(await seen()).toEqual({ own: [403, 403, 403, 403, 403], other: [403, 403, 403, 403, 403], listed: 403, startsOwn: 403, startsOther: 403 });
  await grant('auditor', null);
  expect(await seen()).toEqual({
    own: [200, 200, 403, 403, 403], other: [200, 200, 403, 403, 403],
    listed: expect.arrayContaining([DOMAIN, 'ubuntu.com']), startsOwn: 403, startsOther: 403,
  });
  await grant('auditor', DOMAIN);
  expect(await seen()).toEqual({ own: [200, 200, 403, 403, 403], other: [404, 404, 403, 403, 403], listed: [DOMAIN], startsOwn: 403, startsOther: 403 });
  await grant('admin', DOMAIN);
  expect(await seen()).toEqual({ own: [200, 200, 409, 409, 409], other: [404, 404, 404, 404, 404], listed: [DOMAIN], startsOwn: 202, startsOther: 404 });
  // Of "all domains" an admin of one starts that one.
  const all = (await ben.post(api, {})).as(startedSyncRunsSchema);
  expect('items' in all && all.items.map((r) => r.domain)).toEqual([DOMAIN]);
  await app.product.runSync();
  await app.db.roleGrant.deleteMany({ where: { memberId } });
}); // prettier-ignore

test('pnpm ops sync does a run without a worker, or a plan, and says what came of it', async () => {
  const env = readOpsEnv({ DATABASE_URL: app.databaseUrl, LAUNCHPAD_URL: app.sandbox.url, UBUNTU_SSO_URL: app.sandbox.url });
  const said = vi.spyOn(console, 'log').mockReturnValue();
  const ops = async (...args: string[]) => {
    said.mockClear();
    const work = COMMANDS['sync']?.prepare(args);
    if (!work) throw new Error('no such command');
    const code = await withOpsDatabase(env, (database) => work({ database, env, clock: () => new Date() }));
    return [code, said.mock.calls.map(([line]) => String(line))] as const;
  };
  try {
    const nothing = '0 added, 0 restored, 0 in grace, 0 suspended';
    expect(await ops('--domain', 'Kubuntu.org', '--plan')).toEqual([0, [expect.stringContaining(`${DOMAIN}: planned, ${nothing}`)]]);
    const [code, lines] = await ops();
    expect([code, lines.length]).toEqual([0, 6]);
    expect(lines[1]).toContain(`${DOMAIN}: applied, ${nothing}`);
    expect(await app.db.syncRun.findFirst({ where: { domain: { name: DOMAIN } }, orderBy: { id: 'desc' } })).toMatchObject({ origin: 'shell', state: 'applied' });
    await app.sandbox.fault({ target: 'launchpad', kind: 'status', status: 500, path: '/participants' });
    expect(await ops('--domain', DOMAIN)).toEqual([1, [expect.stringContaining('stopped (launchpad.unavailable: status_500)')]]);
    await expect(ops('--domain', 'nowhere.example')).rejects.toSatisfy(isUsageError);
  } finally {
    said.mockRestore();
  }
}); // prettier-ignore
