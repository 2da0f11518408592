import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  adminMemberDetailSchema,
  adminMemberPageSchema,
  aliasPageSchema,
  aliasSchema,
  eligibilitySchema,
  revealedPersonSchema,
} from '@ubuntu-aliases/shared';
import { packRoster } from '../src/services/sync/roster-codec.ts';
import { useProduct, type Answer, type Browser } from './harness.ts';

const app = useProduct();
let ada: Browser;
let ben: Browser;
const ids = new Map<string, string>();
const domains = new Map<string, string>();
const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  ada = await app.signedIn('AdA7okf');
  ben = await app.signedIn('BnMrsh2');
  for (const person of ['Q4mWz7a', 'PstMst1', 'LeoWlk4', 'EddaSt1']) await app.signedIn(person);
  for (const row of await app.db.member.findMany())
    ids.set(row.claimedIdentifier.split('/').at(-1) ?? '', row.id);
  for (const { id, name } of await app.db.domain.findMany()) domains.set(name, id);
});

beforeEach(async () => {
  await app.db.roleGrant.deleteMany();
});

const idOf = (person: string) => ids.get(person) ?? '';
const pathOf = (person: string, rest = '') => `/api/v1/admin/members/${idOf(person)}${rest}`;
const detail = async (browser: Browser, person: string) =>
  (await browser.get(pathOf(person))).as(adminMemberDetailSchema);
const codeOf = (answer: Answer) => [answer.status, answer.problem.code];
const grant = (person: string, role: 'admin' | 'auditor', domain: string | null) =>
  app.db.roleGrant.create({
    data: { memberId: idOf(person), role, domainId: domain && (domains.get(domain) ?? '') },
  });
const audited = (action: string, person: string) =>
  app.db.auditEntry.findMany({
    where: { action, memberId: idOf(person) },
    include: { reason: true },
    orderBy: { id: 'asc' },
  });

const CHANGES: [string, 'POST' | 'PUT', object | undefined][] = [
  ['/reveal', 'POST', undefined],
  ['/verification', 'POST', undefined],
  ['/ban', 'POST', { reason: 'spam' }],
  ['/unban', 'POST', { reason: 'talked' }],
  ['/roles', 'PUT', { roles: [] }],
  ['/aliases', 'POST', { domain: 'kubuntu.org', localPart: 'mira.l' }],
];

describe('who may do what', () => {
  const change = (browser: Browser, [rest, method, json]: (typeof CHANGES)[number], person = 'Q4mWz7a') =>
    browser.send(method, pathOf(person, rest), {
      headers: { 'if-match': '*' },
      ...(json && { json }),
    });
  const nothingOf = async () => [
    await app.db.auditEntry.count(),
    await app.db.member.count({ where: { bannedAt: { not: null } } }),
    await app.db.roleGrant.count(),
    await app.db.alias.count(),
  ];

  test('nobody without a role, signed in or not; the database stays as it is', async () => {
    const before = await nothingOf();
    for (const each of CHANGES) {
      expect(codeOf(await change(app.browser(), each))).toEqual([401, 'auth.required']);
      expect(codeOf(await change(ben, each))).toEqual([403, 'auth.forbidden']);
    }
    for (const path of ['/api/v1/admin/members', pathOf('Q4mWz7a')]) {
      expect(codeOf(await app.browser().get(path))).toEqual([401, 'auth.required']);
      expect(codeOf(await ben.get(path))).toEqual([403, 'auth.forbidden']);
    }
    expect(await nothingOf()).toEqual(before);
  });

  test('an auditor reads everything and changes nothing', async () => {
    await grant('BnMrsh2', 'auditor', null);
    const before = await nothingOf();
    expect((await detail(ben, 'Q4mWz7a')).launchpadName).toBe('mira-lindholm');
    for (const each of CHANGES) expect(codeOf(await change(ben, each))).toEqual([403, 'auth.forbidden']);
    expect(await nothingOf()).toEqual(before);
  });

  test('an admin of one domain has no business with people elsewhere, nor with bans and roles', async () => {
    await grant('BnMrsh2', 'admin', 'lubuntu.me');
    const before = await nothingOf();
    expect((await ben.get('/api/v1/admin/members')).as(adminMemberPageSchema).items).toEqual([]);
    expect(codeOf(await ben.get(pathOf('Q4mWz7a')))).toEqual([404, 'member.not_found']);
    for (const each of CHANGES) {
      const isForAll = /ban|roles/.test(each[0]);
      expect(codeOf(await change(ben, each))).toEqual(
        isForAll ? [403, 'auth.forbidden'] : [404, 'member.not_found'],
      );
    }
    expect(await nothingOf()).toEqual(before);
  });

  test('an admin of a domain sees of its members what concerns it', async () => {
    await grant('Q4mWz7a', 'admin', 'kubuntu.org');
    const mira = await app.signedIn('Q4mWz7a');
    const seen = await detail(mira, 'BnMrsh2');
    expect(seen.aliases.map((a) => a.domain)).toEqual(['kubuntu.org']);
    expect(seen.eligibility.domains.map((d) => d.domain)).toEqual(['kubuntu.org']);
    expect(seen.history.every(({ domain }) => domain === null || domain === 'kubuntu.org')).toBe(true);
    expect((await detail(ada, 'BnMrsh2')).aliases).toHaveLength(2);
  });

  test('an id of nobody is 404, an odd one too', async () => {
    for (const path of [UNKNOWN_ID, '1', "'%20OR%201=1", '%00'])
      expect((await ada.get(`/api/v1/admin/members/${path}`)).status).toBe(404);
    for (const [rest, method, json] of CHANGES) {
      const answer = await ada.send(method, `/api/v1/admin/members/${UNKNOWN_ID}${rest}`, {
        headers: { 'if-match': '*' },
        ...(json && { json }),
      });
      expect(codeOf(answer)).toEqual([404, 'member.not_found']);
    }
  });
});

test('the list finds people and masks them', async () => {
  const answer = await ada.get('/api/v1/admin/members?q=mira&sort=name&limit=1');
  const { items, total } = answer.as(adminMemberPageSchema);
  expect(total).toBe(1);
  expect(items[0]).toMatchObject({
    launchpadName: 'mira-lindholm',
    email: 'm…@example.org',
    addresses: [{ address: 'mira-lindholm@kubuntu.org', state: 'active' }],
    openErrors: 0,
    isBanned: false,
  });
  for (const query of ['sort=shoe', 'mark=nice', 'limit=0', 'limit=101', 'cursor=AAAA', 'q=%00'])
    expect(codeOf(await ada.get(`/api/v1/admin/members?${query}`))).toEqual([400, 'request.invalid']);
  const first = await ada.get('/api/v1/admin/members?limit=2');
  const link = /<([^>]+)>; rel="next"/.exec(first.header('link'))?.[1] ?? '';
  expect((await ada.get(link)).as(adminMemberPageSchema).items).toHaveLength(2);
});

test('the detail has rules, addresses, sessions and history, and no mailbox in full', async () => {
  const answer = await ada.get(pathOf('Q4mWz7a'));
  const seen = answer.as(adminMemberDetailSchema);
  expect(answer.text).not.toContain('mira@example.org');
  expect(seen.eligibility.rules.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(seen.aliases[0]?.recipients.map((r) => r.address)).toEqual(['m…@example.org']);
  expect(seen.sessions).toBeGreaterThan(0);
  expect(seen.history.map(({ action }) => action)).toContain('alias.created');
  const revealed = await ada.post(pathOf('Q4mWz7a', '/reveal'));
  expect(revealed.as(revealedPersonSchema).email).toBe('mira@example.org');
  expect(revealed.header('cache-control')).toBe('no-store');
  expect(await audited('member.revealed', 'Q4mWz7a')).toHaveLength(1);
});

test('checking asks Launchpad now, and writes down who asked', async () => {
  await app.sandbox.control('PATCH', '/people/LeoWlk4', { teams: ['lubuntu-members'], cocSigned: true });
  const answer = await ada.post(pathOf('LeoWlk4', '/verification'));
  expect(answer.status).toBe(202);
  expect(answer.as(eligibilitySchema).status).toBe('checked');
  expect(await audited('member.checked', 'LeoWlk4')).toHaveLength(1);
});

describe('a ban', () => {
  test('ends the sessions, says why at sign-in, and is lifted again', async () => {
    const edda = await app.signedIn('EddaSt1');
    for (const json of [{}, { reason: ' ' }, { reason: 'x'.repeat(501) }, { reason: 'x', more: 1 }])
      expect(codeOf(await ada.post(pathOf('EddaSt1', '/ban'), json))).toEqual([400, 'request.invalid']);
    const answer = await ada.post(pathOf('EddaSt1', '/ban'), { reason: 'sent spam to edda@example.org' });
    expect(answer.as(adminMemberDetailSchema)).toMatchObject({
      isBanned: true,
      ban: { reason: 'sent spam to edda@example.org' },
      sessions: 0,
    });
    expect((await edda.get('/api/v1/me')).status).toBe(401);
    const again = await ada.post(pathOf('EddaSt1', '/ban'), { reason: 'another' });
    expect(again.as(adminMemberDetailSchema).ban?.reason).toBe('sent spam to edda@example.org');
    const entries = await audited('member.banned', 'EddaSt1');
    expect(entries.map((e) => [e.changes, e.reason?.reason])).toEqual([
      [{ banned: ['no', 'yes'] }, 'sent spam to edda@example.org'],
    ]);

    const back = await app.signedIn('EddaSt1');
    const rules = (await back.get('/api/v1/me/eligibility')).as(eligibilitySchema).rules;
    expect(rules[0]).toEqual({ rule: 'not_banned', state: 'failed' });

    const lifted = await ada.post(pathOf('EddaSt1', '/unban'), { reason: 'apologised' });
    expect(lifted.as(adminMemberDetailSchema)).toMatchObject({ isBanned: false, ban: null });
    await app.product.runJobs();
    const after = (await back.get('/api/v1/me/eligibility')).as(eligibilitySchema);
    expect([after.isEligible, after.status]).toEqual([true, 'checked']);
    const open = { code: 'member.banned', state: { not: 'resolved' as const } };
    expect(await app.db.errorEntry.count({ where: open })).toBe(0);
    expect((await ada.post(pathOf('EddaSt1', '/unban'), { reason: 'twice' })).status).toBe(200);
    expect(await audited('member.unbanned', 'EddaSt1')).toHaveLength(1);
  });

  test('is not for people with a role, oneself among them', async () => {
    await grant('BnMrsh2', 'auditor', 'kubuntu.org');
    for (const person of ['BnMrsh2', 'AdA7okf'])
      expect((await ada.post(pathOf(person, '/ban'), { reason: 'no' })).problem).toMatchObject({
        status: 409,
        details: { reason: 'has_role' },
      });
    // However close a role and a ban come, nobody has both.
    await app.db.roleGrant.deleteMany();
    const role = { roles: [{ role: 'admin', domains: null }] };
    await Promise.all([
      ada.post(pathOf('BnMrsh2', '/ban'), { reason: 'race' }),
      ada.send('PUT', pathOf('BnMrsh2', '/roles'), { json: role, headers: { 'if-match': '*' } }),
    ]);
    const seen = await detail(ada, 'BnMrsh2');
    expect(seen.isBanned && seen.roles.length > 0).toBe(false);
    await app.db.roleGrant.deleteMany();
    await ada.post(pathOf('BnMrsh2', '/unban'), { reason: 'over' });
    ben = await app.signedIn('BnMrsh2');
  });
});

describe('roles', () => {
  const set = (browser: Browser, person: string, roles: object[], etag = '*') =>
    browser.send('PUT', pathOf(person, '/roles'), { json: { roles }, headers: { 'if-match': etag } });

  test('are given and taken, audited, and told to the other admins', async () => {
    await grant('Q4mWz7a', 'admin', 'kubuntu.org');
    await app.db.outboxMail.deleteMany();
    const etag = (await ada.get(pathOf('BnMrsh2'))).header('etag');
    const given = await set(
      ada,
      'BnMrsh2',
      [{ role: 'admin', domains: ['kubuntu.org', 'ubuntu.com'] }],
      etag,
    );
    expect(given.as(adminMemberDetailSchema).roles).toEqual([
      { role: 'admin', domains: ['kubuntu.org', 'ubuntu.com'] },
    ]);
    expect((await ben.get(pathOf('Q4mWz7a'))).status).toBe(200);
    // Ben himself is an admin of it now, Mira was one; the contact of the installation hears of it as well.
    const mails = await app.db.outboxMail.findMany({ where: { template: 'roles-changed' } });
    expect(mails.map((m) => m.toAddress).sort()).toEqual([
      'admins@example.net',
      'ben@example.com',
      'mira@example.org',
    ]);
    expect((await set(ada, 'BnMrsh2', [{ role: 'auditor', domains: null }], etag)).status).toBe(412);
    expect((await set(ada, 'BnMrsh2', [{ role: 'auditor', domains: null }])).status).toBe(200);
    const changes = async (action: string) =>
      (await audited(action, 'BnMrsh2')).map((e) => e.changes as unknown);
    expect(await changes('role.given')).toEqual([
      { role: [null, 'admin'] },
      { role: [null, 'admin'] },
      { role: [null, 'auditor'] },
    ]);
    expect(await changes('role.taken')).toEqual([{ role: ['admin', null] }, { role: ['admin', null] }]);
    const count = await app.db.outboxMail.count();
    expect((await set(ada, 'BnMrsh2', [{ role: 'auditor', domains: null }])).status).toBe(200);
    expect(await app.db.outboxMail.count()).toBe(count);
  });

  test('never one’s own, and none for who is banned', async () => {
    expect(codeOf(await set(ada, 'AdA7okf', []))).toEqual([403, 'auth.forbidden']);
    await grant('BnMrsh2', 'admin', null);
    expect(codeOf(await set(ben, 'BnMrsh2', []))).toEqual([403, 'auth.forbidden']);
    await ada.post(pathOf('EddaSt1', '/ban'), { reason: 'x' });
    expect(codeOf(await set(ada, 'EddaSt1', [{ role: 'auditor', domains: null }]))).toEqual([
      409,
      'request.conflict',
    ]);
    await ada.post(pathOf('EddaSt1', '/unban'), { reason: 'x' });
  });

  test.each([
    [[{ role: 'owner', domains: null }], 400],
    [[{ role: 'admin', domains: [] }], 400],
    [
      [
        { role: 'admin', domains: null },
        { role: 'admin', domains: ['ubuntu.com'] },
      ],
      400,
    ],
    [[{ role: 'admin', domains: ['nowhere.example'] }], 404],
    [[{ role: 'admin' }], 400],
  ])('%j is refused', async (roles, status) => {
    expect((await set(ada, 'BnMrsh2', roles)).status).toBe(status);
    expect(await app.db.roleGrant.count()).toBe(0);
  });

  test('need If-Match', async () => {
    const answer = await ada.send('PUT', pathOf('BnMrsh2', '/roles'), { json: { roles: [] } });
    expect(codeOf(answer)).toEqual([428, 'request.precondition_required']);
  });
});

describe('granting a local part', () => {
  const give = (localPart: string, person = 'PstMst1', domain = 'ubuntu.com') =>
    ada.post(pathOf(person, '/aliases'), { domain, localPart });

  test.each([
    ['postmaster', 422, 'alias.name_reserved', undefined],
    ['post+master', 422, 'alias.name_invalid', undefined],
    ['post@ubuntu.com', 422, 'alias.name_invalid', undefined],
    // Somebody's name at Launchpad, whether or not they ever came here; a team's; one that is suspended.
    ['tess-probe', 409, 'alias.taken', 'launchpad_name'],
    ['kubuntu-members', 409, 'alias.taken', 'launchpad_name'],
  ])('%s is refused', async (localPart, status, code, reason) => {
    const { problem } = await give(localPart);
    expect([problem.status, problem.code, problem.details?.['reason']]).toEqual([status, code, reason]);
  });

  test('a name on a roster is kept for whoever has it, though the look-up does not know it', async () => {
    const domainId = domains.get('kubuntu.org') ?? '';
    const { digest, size, content } = await packRoster(new Map([['hidden-name', 3]]));
    const roster = await app.db.roster.create({ data: { domainId, digest, size, content } });
    const at = new Date();
    const { id } = await app.db.syncRun.create({
      data: { domainId, mode: 'apply', origin: 'admin', state: 'applied', rosterId: roster.id, readFrom: at, acceptedAt: at, startedAt: at, finishedAt: at },
    }); // prettier-ignore
    const { problem } = await give('hidden-name');
    expect([problem.code, problem.details]).toEqual(['alias.taken', { reason: 'roster_name' }]);
    await app.db.syncRun.delete({ where: { id } });
  });

  test('refused while Launchpad cannot say whose name it is', async () => {
    await app.sandbox.fault({ target: 'launchpad', kind: 'status', status: 503, path: '/~post-office' });
    const before = await app.db.alias.count();
    const answer = await give('post-office');
    await app.sandbox.mend();
    expect(answer.problem.code).toMatch(/^launchpad\./);
    expect(await app.db.alias.count()).toBe(before);
  });

  test('one that is free is made, told, and ends the entry about the name; once', async () => {
    expect(await app.db.errorEntry.count({ where: { code: 'alias.name_reserved', state: 'open' } })).toBe(1);
    const both = await Promise.all([give('post-office'), give('post.office')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = both.find(({ status }) => status === 201)?.as(aliasSchema);
    expect(made).toMatchObject({ domain: 'ubuntu.com', state: 'active' });
    expect(await app.db.errorEntry.count({ where: { code: 'alias.name_reserved', state: 'open' } })).toBe(0);
    // It stays through a check, and a rename adds nothing.
    await ada.post(pathOf('PstMst1', '/verification'));
    const browser = await app.signedIn('PstMst1');
    const mine = (await browser.get('/api/v1/aliases')).as(aliasPageSchema).items;
    expect(mine.map((a) => a.address)).toEqual([made?.address]);
    expect((await give('another-one')).problem.details).toEqual({ reason: 'has_address' });
  });

  test('only where the person is eligible, and only at domains there are', async () => {
    expect((await give('leo.w', 'LeoWlk4', 'edubuntu.org')).problem).toMatchObject({
      status: 409,
      details: { reason: expect.stringMatching(/not_in_team|coc_unsigned|account/) },
    });
    expect(codeOf(await give('leo.w', 'LeoWlk4', 'nowhere.example'))).toEqual([404, 'domain.not_found']);
  });
});
