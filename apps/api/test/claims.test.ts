import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { aliasPageSchema, aliasSchema, eligibilitySchema, pendingClaimsSchema } from '@ubuntu-aliases/shared';
import { importAddresses } from '../src/services/moving-in/import-addresses.ts';
import { useProduct, type Browser } from './harness.ts';

const app = useProduct();
const HOUR = 3_600_000;
/** People of the sandbox: their names and teams are those of today. */
const MIRA = 'Q4mWz7a';
const BEN = 'BnMrsh2';
const IVO = 'IvoHrk3';

let admin: Browser;
beforeAll(async () => {
  admin = await app.signedIn('AdA7okf');
});

beforeEach(async () => {
  app.product.setClock(0);
  await app.sandbox.reset();
  await app.db.$executeRaw`UPDATE aliases SET released_at = now(), freed_at = now()`;
  await app.db.$executeRaw`DELETE FROM aliases`;
  await app.db.$executeRaw`DELETE FROM members WHERE launchpad_name <> 'ada-okafor'`;
  await app.db.$executeRaw`DELETE FROM outbox_mails`;
});

async function importLines(...lines: string[]): Promise<void> {
  const chunks = (async function* () {
    yield await Promise.resolve(lines.join('\n'));
  })();
  const result = await importAddresses(app.product.database, chunks, {
    ssoUrl: app.sandbox.url,
    isDryRun: false,
    skipBad: false,
    allowReserved: false,
    update: true,
    now: app.product.clock(),
    onLine: () => undefined,
  });
  expect(result).toMatchObject({ isWritten: true, bad: 0 });
}

const addressesOf = async (browser: Browser) =>
  (await browser.get('/api/v1/aliases'))
    .as(aliasPageSchema)
    .items.map((a) => `${a.address} ${a.state} > ${a.recipients.map((r) => r.address).join()}`)
    .sort();
const claimsOf = async (browser: Browser) =>
  (await browser.get('/api/v1/me/claims')).as(pendingClaimsSchema).items;

/** Links that lie in a mailbox, oldest first. */
async function linksIn(mailbox: string): Promise<{ id: string; token: string }[]> {
  await app.product.runJobs();
  const mails = (await app.sandbox.mails(mailbox)).filter((m) => m.subject.includes('taken over'));
  return mails.map(({ text }) => {
    const [, id = '', token = ''] = /\/claim\/([0-9a-f-]{36})#([\w-]{43})\n/.exec(text) ?? [];
    return { id, token };
  });
}
const confirm = (browser: Browser, link: { id: string; token: string } | undefined) =>
  browser.post(`/api/v1/me/claims/${link?.id}/confirm`, { token: link?.token });
const entries = () =>
  app.db.errorEntry.findMany({ where: { code: 'alias.unclaimed' }, select: { state: true, severity: true } });

const OLD = 'old-mira@example.net';
const ADDRESS = 'mira-lindholm@kubuntu.org';

describe('an unclaimed address of this name', () => {
  it('is offered by a link in its mailbox, and one press of the button makes it theirs', async () => {
    await importLines(`${ADDRESS},${OLD}`);
    const mira = await app.signedIn(MIRA);
    expect(await addressesOf(mira)).toEqual([]);
    const eligibility = (await mira.get('/api/v1/me/eligibility')).as(eligibilitySchema);
    expect(eligibility.isEligible).toBe(true);
    const [claim, ...more] = await claimsOf(mira);
    expect([claim?.address, more]).toEqual([ADDRESS, []]);
    // Whoever has the name learns nothing of the mailbox.
    expect((await mira.get('/api/v1/me/claims')).text).not.toContain('example.net');
    expect(await entries()).toEqual([{ state: 'open', severity: 'info' }]);

    const links = await linksIn(OLD);
    expect(links).toHaveLength(1);
    expect(links[0]?.id).toBe(claim?.id);
    const stored = await app.db.aliasClaim.findMany();
    expect(JSON.stringify(stored)).not.toContain(links[0]?.token);

    const answer = await confirm(mira, links[0]);
    expect(answer.as(aliasSchema)).toMatchObject({
      address: ADDRESS,
      state: 'active',
      recipients: [{ address: OLD }],
    });
    expect(await addressesOf(mira)).toEqual([`${ADDRESS} active > ${OLD}`]);
    expect(await claimsOf(mira)).toEqual([]);
    expect(await entries()).toEqual([{ state: 'resolved', severity: 'info' }]);
    const audit = await app.db.auditEntry.findMany({ where: { action: 'alias.claimed' } });
    expect(audit.map((a) => [a.actorKind, a.changes])).toEqual([['member', { owner: [null, 'mailbox'] }]]);

    expect((await confirm(mira, links[0])).problem).toMatchObject({ status: 404, code: 'claim.not_found' });
    // As any other from now on: signing in changes nothing and mails nobody.
    await app.sandbox.forgetMails();
    await mira.signIn(MIRA);
    await app.product.runJobs();
    expect([await addressesOf(mira), await app.sandbox.mails()]).toEqual([
      [`${ADDRESS} active > ${OLD}`],
      [],
    ]);
  });

  it('is restored by it when the sync had put it in grace', async () => {
    await importLines(`${ADDRESS},${OLD}`);
    await app.db.alias.updateMany({
      data: { entitlement: 'grace', entitlementReason: 'left_team', graceUntil: new Date() },
    });
    const mira = await app.signedIn(MIRA);
    await confirm(mira, (await linksIn(OLD))[0]);
    expect(await addressesOf(mira)).toEqual([`${ADDRESS} active > ${OLD}`]);
  });

  it('is mailed again after an hour, at most three times a day, and each link works', async () => {
    await importLines(`${ADDRESS},${OLD}`);
    const mira = await app.signedIn(MIRA);
    const count = async () => (await linksIn(OLD)).length;
    const check = (at: number) => {
      app.product.setClock(at);
      return mira.post('/api/v1/me/verification');
    };
    await Promise.all([check(0), check(0), check(0)]);
    expect(await count()).toBe(1);
    for (const [hours, expected] of [
      [0.9, 1],
      [1.1, 2],
      [2.2, 3],
      [5, 3],
      [23, 3],
      // The first is a day old.
      [24.1, 4],
    ] as const) {
      await check(hours * HOUR);
      expect([hours, await count()]).toEqual([hours, expected]);
    }
    const links = await linksIn(OLD);
    expect((await claimsOf(mira)).map(({ id }) => id)).toEqual([links[3]?.id]);
    expect((await confirm(mira, links[0])).problem.code).toBe('claim.not_found');
    expect((await confirm(mira, links[2])).status).toBe(200);
    expect((await confirm(mira, links[3])).problem.code).toBe('claim.not_found');
  });

  it('is nobody else’s: not with another token, another account, or none', async () => {
    await importLines(`${ADDRESS},${OLD}`, `ben-marsh@ubuntu.com,${OLD}`);
    const mira = await app.signedIn(MIRA);
    const ben = await app.signedIn(BEN);
    const [miras, bens] = await linksIn(OLD);
    const notFound = { status: 404, code: 'claim.not_found' };
    expect((await confirm(app.browser(), miras)).problem).toMatchObject({
      status: 401,
      code: 'auth.required',
    });
    expect((await confirm(ben, miras)).problem).toMatchObject(notFound);
    expect((await confirm(admin, miras)).problem).toMatchObject(notFound);
    expect((await confirm(mira, { id: miras?.id ?? '', token: bens?.token ?? '' })).problem).toMatchObject(
      notFound,
    );
    expect((await confirm(mira, { id: bens?.id ?? '', token: bens?.token ?? '' })).problem).toMatchObject(
      notFound,
    );
    for (const json of [
      {},
      { token: '' },
      { token: 1 },
      { token: 'x'.repeat(129) },
      { ...miras, memberId: 'x' },
    ])
      expect((await mira.post(`/api/v1/me/claims/${miras?.id}/confirm`, json)).problem.code).toBe(
        'request.invalid',
      );
    expect((await mira.post('/api/v1/me/claims/x/confirm', { token: 'x' })).problem.code).toBe(
      'request.not_found',
    );
    const cross = await mira.post(
      `/api/v1/me/claims/${miras?.id}/confirm`,
      { token: miras?.token },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(cross.problem.code).toBe('request.csrf');
    expect((await confirm(mira, miras)).status).toBe(200);
  });

  it('of many presses at once takes one', async () => {
    await importLines(`${ADDRESS},${OLD}`);
    const mira = await app.signedIn(MIRA);
    const [link] = await linksIn(OLD);
    const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(mira, link)));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    for (const { status, text } of answers)
      if (status !== 200) expect(text).toMatch(/claim\.not_found|alias\.taken/);
    expect(
      await app.db.auditEntry.count({
        where: { action: 'alias.claimed', aliasId: { in: (await app.db.alias.findMany()).map((a) => a.id) } },
      }),
    ).toBe(1);
  });
});

describe('a name that changed hands', () => {
  it('between import and claim gives its new holder nothing but a mail to the old one', async () => {
    // The service before knew mira-lindholm as somebody else, who is no longer called so.
    await importLines(`${ADDRESS},${OLD}`);
    const holder = await app.signedIn(MIRA);
    expect(await addressesOf(holder)).toEqual([]);
    const [link] = await linksIn(OLD);
    // The old holder reads the mailbox and presses, signed in as who they are now.
    const former = await app.signedIn(IVO);
    expect((await confirm(former, link)).problem.code).toBe('claim.not_found');
    expect(
      await app.product.stores.aliases.resolve('mira-lindholm', 'kubuntu.org', new Date()),
    ).toMatchObject({
      state: 'active',
      recipients: [OLD],
    });
  });

  it('after the link was mailed: it is worth nothing to somebody who is called otherwise by now', async () => {
    await importLines(`${ADDRESS},${OLD}`);
    const mira = await app.signedIn(MIRA);
    const [link] = await linksIn(OLD);
    await app.sandbox.control('PATCH', `/people/${MIRA}`, { name: 'mira-new' });
    await mira.post('/api/v1/me/verification');
    expect((await confirm(mira, link)).problem).toMatchObject({ status: 409, code: 'request.conflict' });
    expect(await addressesOf(mira)).toEqual(['mira-new@kubuntu.org active > mira@example.org']);
  });

  it('or a membership that ended, or a ban', async () => {
    await importLines(`${ADDRESS},${OLD}`);
    const mira = await app.signedIn(MIRA);
    const [link] = await linksIn(OLD);
    await app.db.member.updateMany({
      where: { launchpadName: 'mira-lindholm' },
      data: { bannedAt: new Date(), banReason: 'x' },
    });
    expect((await confirm(mira, link)).problem.code).toBe('request.conflict');
  });
});

describe('an address that waits for an identifier', () => {
  it('is that person’s at the next sign-in, whatever they are called, and nobody’s otherwise', async () => {
    await importLines(`${ADDRESS},${OLD},${app.sandbox.identifier(IVO)}`);
    const mira = await app.signedIn(MIRA);
    expect([await addressesOf(mira), await claimsOf(mira), await linksIn(OLD)]).toEqual([[], [], []]);
    const ivo = await app.signedIn(IVO);
    expect(await addressesOf(ivo)).toEqual([
      'ivo-horak@ubuntu.com active > ivo@example.org',
      `${ADDRESS} active > ${OLD}`,
    ]);
    await app.product.runJobs();
    expect((await app.sandbox.mails(OLD)).map((m) => m.subject)).toEqual([expect.stringContaining(ADDRESS)]);
    const [audit] = await app.db.auditEntry.findMany({
      where: { action: 'alias.claimed' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(audit?.changes).toEqual({ owner: [null, 'identifier'] });
  });

  it('of two sign-ins at once is claimed once', async () => {
    await importLines(`ivo-horak@ubuntu.com,${OLD},${app.sandbox.identifier(IVO)}`);
    const browsers = await Promise.all([app.signedIn(IVO), app.signedIn(IVO), app.signedIn(IVO)]);
    for (const browser of browsers)
      expect(await addressesOf(browser)).toEqual([`ivo-horak@ubuntu.com active > ${OLD}`]);
  });
});

describe('an admin', () => {
  const claimFor = (browser: Browser, aliasId: string, json: object) =>
    browser.post(`/api/v1/admin/aliases/${aliasId}/claim`, { reason: 'ticket 7', ...json });
  const idOf = async (localPart: string) =>
    (await app.db.alias.findFirstOrThrow({ where: { localPart } })).id;
  const memberId = async (name: string) =>
    (await app.db.member.findFirstOrThrow({ where: { launchpadName: name } })).id;

  it('of everything claims it for a member; its mailbox is told and links are worth nothing', async () => {
    await importLines(`${ADDRESS},${OLD}`);
    const mira = await app.signedIn(MIRA);
    const ivo = await app.signedIn(IVO);
    const [link] = await linksIn(OLD);
    const answer = await claimFor(admin, await idOf('mira-lindholm'), {
      memberId: await memberId('ivo-horak'),
    });
    expect(answer.as(aliasSchema)).toMatchObject({ address: ADDRESS, recipients: [{ address: OLD }] });
    expect(await addressesOf(ivo)).toContain(`${ADDRESS} active > ${OLD}`);
    expect((await confirm(mira, link)).problem.code).toBe('claim.not_found');
    expect(
      (await claimFor(admin, await idOf('mira-lindholm'), { memberId: await memberId('mira-lindholm') }))
        .problem.code,
    ).toBe('alias.taken');
    await app.product.runJobs();
    expect((await app.sandbox.mails(OLD)).at(-1)?.text).toContain(ADDRESS);
    const [audit] = await app.db.auditEntry.findMany({
      where: { action: 'alias.claimed' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect([audit?.actorKind, audit?.changes]).toEqual(['admin', { owner: [null, 'admin'] }]);
  });

  test('is needed, of everything, for what exists and for nobody whom it does not wait for', async () => {
    await importLines(`${ADDRESS},${OLD},${app.sandbox.identifier(IVO)}`, `other@ubuntu.com,${OLD}`);
    const mira = await app.signedIn(MIRA);
    const [waiting, other, mine] = [
      await idOf('mira-lindholm'),
      await idOf('other'),
      await memberId('mira-lindholm'),
    ];
    const nobody = '01890000-0000-7000-8000-000000000000';
    expect((await claimFor(app.browser(), other, { memberId: mine })).problem.status).toBe(401);
    expect((await claimFor(mira, other, { memberId: mine })).problem.code).toBe('auth.forbidden');
    const domain = await app.db.domain.findFirstOrThrow({ where: { name: 'ubuntu.com' } });
    for (const grant of [
      { role: 'admin', domainId: domain.id },
      { role: 'auditor', domainId: null },
    ] as const) {
      await app.db.roleGrant.deleteMany({ where: { memberId: mine } });
      await app.db.roleGrant.create({ data: { memberId: mine, ...grant } });
      expect((await claimFor(mira, other, { memberId: mine })).problem.code).toBe('auth.forbidden');
    }
    expect((await claimFor(admin, nobody, { memberId: mine })).problem.code).toBe('alias.not_found');
    expect((await claimFor(admin, other, { memberId: nobody })).problem.code).toBe('member.not_found');
    expect((await claimFor(admin, other, { memberId: 'x' })).problem.code).toBe('request.invalid');
    expect((await claimFor(admin, other, { memberId: mine, reason: ' ' })).problem.code).toBe(
      'request.invalid',
    );
    expect((await claimFor(admin, waiting, { memberId: mine })).problem.code).toBe('alias.taken');
    await app.db.member.update({ where: { id: mine }, data: { bannedAt: new Date(), banReason: 'x' } });
    expect((await claimFor(admin, other, { memberId: mine })).problem.code).toBe('member.banned');
    expect(await app.db.alias.count({ where: { unclaimedAt: { not: null } } })).toBe(2);
  });
});
