import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedSyncRunsSchema, syncRunSchema } from '@ubuntu-aliases/shared';
import { NASTY, startNastyLaunchpad, type Nasty } from './support/nasty-launchpad.ts';
import { useProduct, type Browser, type Product } from './harness.ts';
import type { SandboxFault } from './support/sandbox.ts';

/**
 * No fault removes anyone (R3): every fault that the sandbox knows, and those of a second, much ruder Launchpad; twice in a
 * row where the roster is accepted, since two of them are needed for a loss. Whatever comes, every address is afterwards as it was before, and the
 * run says what happened.
 */
const QUICK = { attemptTimeoutMs: 500, maxAttempts: 2, sleep: () => Promise.resolve() };
const app = useProduct({ launchpad: QUICK, checkDeadlineMs: 2_000 });
const DOMAIN = 'kubuntu.org';
const api = '/api/v1/admin/sync-runs';
let admin: Browser;
let before: string;

const CREW = ['Q4mWz7a', 'BnMrsh2', 'KctCnc1', 'IdaBrg3', 'OmniOk1'];

beforeAll(async () => {
  admin = await app.signedIn('AdA7okf');
  for (const openid of CREW) await app.signedIn(openid);
  // One that nobody has claimed, with the name of somebody in the team; and one that no name leads to.
  await app.db.$executeRaw`
    INSERT INTO aliases (id, domain_id, local_part, origin, unclaimed_at, created_at)
    SELECT gen_random_uuid(), domains.id, x.name, 'imported', now() - interval '9 days', now() - interval '9 days'
    FROM domains, (VALUES ('lars-loop'), ('old_name')) x (name) WHERE domains.name = ${DOMAIN}`;
  await run(app.product);
  before = await addresses();
  expect(before.split('\n').length).toBeGreaterThan(CREW.length);
});

/** Every address of every domain, with all that a sync could change. */
async function addresses(): Promise<string> {
  const rows = await app.db.alias.findMany({
    include: { domain: { select: { name: true } }, recipients: { select: { address: true, state: true } } },
    orderBy: [{ domainId: 'asc' }, { localPart: 'asc' }],
  });
  return rows
    .map((a) =>
      JSON.stringify([
        `${a.localPart}@${a.domain.name}`,
        a.memberId,
        a.entitlement,
        a.entitlementReason,
        a.graceUntil,
        a.suspendedAt,
        a.releasedAt,
        a.unclaimedAt,
        a.recipients,
      ]),
    )
    .join('\n');
}

async function run(product: Product) {
  const started = (await admin.post(api, { domain: DOMAIN })).as(startedSyncRunsSchema);
  if (!('id' in started)) throw new Error('not one run');
  await product.runSync();
  return (await admin.get(`${api}/${started.id}`)).as(syncRunSchema);
}

type Told = { state: string; detail: string | null };
/** What the run told; one that stopped has kept nothing, so a second one would be the first again. */
async function runs(product: Product, times = 2): Promise<Told> {
  let told: Told = { state: '', detail: null };
  for (let n = 0; n < times && told.state !== 'stopped'; n += 1) {
    const { state, reason } = await run(product);
    told = { state, detail: reason?.detail ?? null };
  }
  expect(await addresses()).toBe(before);
  return told;
}

type Kind = Omit<SandboxFault, 'target'>;
const faults = (...kinds: Kind[]) =>
  app.sandbox.fault(...kinds.map((kind) => ({ target: 'launchpad', ...kind }) as const));
const ROSTER = '/participants';
const stopped = (detail: string): Told => ({ state: 'stopped', detail });
const applied: Told = { state: 'applied', detail: null };

test.each<[string, Told, Kind]>([
  ['reset', stopped('network'), { kind: 'down' }],
  ['slow', stopped('timeout'), { kind: 'slow', delayMs: 60_000 }],
  ['dripping', stopped('timeout'), { kind: 'drip', delayMs: 20 }],
  ...[400, 401, 403, 429, 500, 502, 503, 504].map((status): [string, Told, Kind] => [
    `status ${status}`,
    stopped(status === 429 ? 'status_429' : `status_${status}`),
    { kind: 'status', status },
  ]),
  ['404', stopped('team_not_found'), { kind: 'status', status: 404 }],
  ['410', stopped('team_not_found'), { kind: 'status', status: 410 }],
  ['304', stopped('status_304'), { kind: 'status', status: 304 }],
  ['asked to wait', stopped('asked_to_wait'), { kind: 'status', status: 503, retryAfter: 900 }],
  ['html', stopped('not_json'), { kind: 'html' }],
  ['cut off', stopped('network'), { kind: 'cut' }],
  ['garbage', stopped('not_json'), { kind: 'garbage' }],
  ['nothing', stopped('not_json'), { kind: 'no-body' }],
  ['null', stopped('shape'), { kind: 'null' }],
  ['an array', stopped('shape'), { kind: 'array' }],
  ['a redirect', stopped('status_302'), { kind: 'redirect-elsewhere' }],
  ['a moved one', stopped('status_301'), { kind: 'redirect-elsewhere', status: 301 }],
  ['bad gzip', stopped('gzip'), { kind: 'bad-gzip' }],
  ['an empty team', stopped('empty'), { kind: 'empty-team' }],
  ['wrong types', stopped('shape'), { kind: 'wrong-types' }],
  ['redacted', stopped('shape'), { kind: 'redacted' }],
  ['a loop', stopped('page_twice'), { kind: 'loop' }],
  ['a page repeated', stopped('person_twice'), { kind: 'repeat' }],
  ['pages that overlap', stopped('person_twice'), { kind: 'overlap' }],
  ['an order that shifts', stopped('person_twice'), { kind: 'shifting' }],
  ['another origin', stopped('foreign_link'), { kind: 'foreign-next-link' }],
  ['another team', stopped('foreign_link'), { kind: 'link-other-team' }],
  ['another path', stopped('foreign_link'), { kind: 'link-other-path' }],
  ['a user in the link', stopped('foreign_link'), { kind: 'link-userinfo' }],
  ['upper case', stopped('foreign_link'), { kind: 'link-uppercase' }],
  ['another protocol', stopped('foreign_link'), { kind: 'link-protocol' }],
  ['a relative link', stopped('foreign_link'), { kind: 'link-relative' }],
  ['a team that is gone', stopped('team_not_found'), { kind: 'missing-team' }],
  // No roster can show these: who is missing is asked about, and Launchpad says that they are there.
  ['somebody skipped', applied, { kind: 'skip' }],
  ['an early end', applied, { kind: 'end-early' }],
  ['totals too high', applied, { kind: 'total-high' }],
  ['totals too low', applied, { kind: 'total-low' }],
  ['somebody else’s record', applied, { kind: 'other-person' }],
])('the roster: %s', async (_, told, kind) => {
  await faults({ path: ROSTER, ...kind });
  expect(await runs(app.product)).toEqual(told);
});

test.each(['gzip-bomb', 'huge'])('the roster: %s', async (kind) => {
  await faults({ path: ROSTER, kind });
  const { state, detail } = await runs(app.product);
  // On a busy machine the time is up before the size is.
  expect([state, detail]).toEqual(['stopped', expect.stringMatching(/^(too_large|timeout)$/)]);
});

/** Half of the team is missing, and Launchpad tells nothing sensible about those who are. */
test.each<[string, Kind]>([
  ...(
    [
      'down',
      'html',
      'cut',
      'garbage',
      'no-body',
      'array',
      'redirect-elsewhere',
      'bad-gzip',
      'gzip-bomb',
      'huge',
    ] as const
  ).map((kind): [string, Kind] => [kind, { kind }]),
  ['slow', { kind: 'slow', delayMs: 60_000 }],
  ...[400, 401, 403, 404, 410, 429, 500, 502, 503, 504].map((status): [string, Kind] => [
    `status ${status}`,
    { kind: 'status', status },
  ]),
  ['wrong-types', { kind: 'wrong-types' }],
  ['redacted', { kind: 'redacted' }],
  ['empty-team', { kind: 'empty-team' }],
])('half a roster, and the look-up: %s', async (_, kind) => {
  await faults(
    { path: ROSTER, kind: 'end-early' },
    { path: 'getByOpenIDIdentifier', ...kind },
    { path: '/super_teams', ...kind },
  );
  const { state, detail } = await runs(app.product);
  expect(['applied', 'stopped']).toContain(state);
  expect(detail).not.toBeNull();
});

test('half a roster, and teams of a person that cannot be read to their end', async () => {
  for (const kind of ['loop', 'foreign-next-link', 'null', 'status'] as const) {
    await faults({ path: ROSTER, kind: 'end-early' }, { path: '/super_teams', kind });
    await runs(app.product);
  }
});

test('all of Launchpad at once, and a check in between', async () => {
  const mira = await app.db.member.findFirstOrThrow({ where: { launchpadName: 'mira-lindholm' } });
  for (const kind of [
    'down',
    'null',
    'html',
    'garbage',
    'redacted',
    'wrong-types',
    'empty-team',
    'bad-gzip',
  ] as const) {
    await faults({ kind });
    await admin.post(`/api/v1/admin/members/${mira.id}/verification`);
    await runs(app.product);
    expect([kind, await addresses()]).toEqual([kind, before]);
  }
});

test('a team that was renamed, and one that was deleted', async () => {
  await app.sandbox.mend();
  await app.sandbox.control('PATCH', '/teams/kubuntu-members', { name: 'kubuntu-people' });
  expect(await runs(app.product)).toEqual(stopped('team_not_found'));
  await app.sandbox.control('PATCH', '/teams/kubuntu-people', { name: 'kubuntu-members' });
});

test('mended, nothing is left of any of it', async () => {
  await app.sandbox.mend();
  expect(await runs(app.product)).toEqual(applied);
});

let nasty: Nasty | undefined;
let rude: Product;
beforeAll(async () => {
  nasty = await startNastyLaunchpad(app.sandbox.url);
  rude = await app.another({ env: { LAUNCHPAD_URL: nasty.url }, launchpad: QUICK, checkDeadlineMs: 2_000 });
});
afterAll(() => nasty?.stop());

test.each(Object.keys(NASTY))('a rude Launchpad: %s', async (name) => {
  nasty?.use(name);
  const { state, detail } = await runs(rude);
  expect(nasty?.asked()).toBeGreaterThan(0);
  expect([state, detail === null]).toEqual(
    NASTY[name]?.ends === 'applied'
      ? ['applied', true]
      : [expect.stringMatching(/^(stopped|applied)$/), false],
  );
});
