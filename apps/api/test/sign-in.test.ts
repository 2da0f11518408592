import { beforeEach, expect, test } from 'vitest';
import { aliasPageSchema, eligibilitySchema, meSchema } from '@ubuntu-aliases/shared';
import { useProduct } from './harness.ts';

const app = useProduct();

beforeEach(async () => {
  await app.product.runJobs();
  await app.sandbox.reset();
});

test('six sign-ins of one person at the same moment are one person with each address once', async () => {
  const browsers = Array.from({ length: 6 }, () => app.browser());
  const answers = await Promise.all(browsers.map((browser) => browser.signIn('OmniOk1')));
  expect(answers.map((a) => [a.status, a.header('location')])).toEqual(Array(6).fill([303, '/addresses']));
  const member = await app.db.member.findUniqueOrThrow({
    where: { claimedIdentifier: app.sandbox.identifier('OmniOk1') },
    include: { aliases: { include: { recipients: true } }, sessions: true },
  });
  expect(member.sessions).toHaveLength(6);
  expect(member.aliases).toHaveLength(6);
  expect(member.aliases.map((a) => a.recipients.length)).toEqual(Array(6).fill(1));
  expect(await app.db.auditEntry.count({ where: { memberId: member.id } })).toBe(6);
  await app.product.runJobs();
  expect(await app.sandbox.mails('omni@example.org')).toHaveLength(1);
  expect(await app.sandbox.mails('admins@example.net')).toHaveLength(6);
  for (const browser of browsers) expect((await browser.get('/api/v1/me')).status).toBe(200);
});

test('two people who want one address at the same moment: one has it, the other an entry', async () => {
  await Promise.all(['BnMrsh2', 'MrgdAc1'].map((person) => app.signedIn(person)));
  const aliases = await app.db.alias.findMany({
    where: { localPart: 'ben-marsh' },
    include: { member: true },
  });
  expect(aliases).toHaveLength(2);
  const taken = await app.db.errorEntry.findMany({ where: { code: 'alias.taken' } });
  expect(taken).toHaveLength(2);
  const owners = new Set(aliases.map((a) => a.memberId));
  expect(taken.some((entry) => owners.has(entry.memberId)) && owners.size === 1).toBe(false);
});

test('somebody who unticks e-mail and nickname gets the address, is asked for a mailbox, and nothing is guessed', async () => {
  const browser = app.browser();
  const answer = await browser.signIn('Hsu2Mei', { email: false, nickname: false });
  expect(answer.header('location')).toBe('/addresses?notice=auth.profile_incomplete');
  const { member } = (await browser.get('/api/v1/me')).as(meSchema);
  expect(member).toMatchObject({ launchpadName: 'hsu-2', email: null });
  const { items } = (await browser.get('/api/v1/aliases')).as(aliasPageSchema);
  expect(items.map((a) => [a.address, a.state, a.recipients])).toEqual([['hsu-2@ubuntu.com', 'active', []]]);
  await app.product.runJobs();
  expect((await app.sandbox.mails()).map((m) => m.to)).toEqual([['admins@example.net']]);
});

test('unticking it later keeps what was known; another e-mail changes the member and no recipient', async () => {
  const browser = await app.signedIn('IvoHrk3');
  expect((await browser.signIn('IvoHrk3', { email: false })).header('location')).toBe('/addresses');
  expect((await browser.get('/api/v1/me')).as(meSchema).member.email).toBe('ivo@example.org');
  await app.sandbox.control('PATCH', '/people/IvoHrk3', { email: 'new@example.net' });
  await browser.signIn('IvoHrk3');
  expect((await browser.get('/api/v1/me')).as(meSchema).member.email).toBe('new@example.net');
  const { items } = (await browser.get('/api/v1/aliases')).as(aliasPageSchema);
  expect(items[0]?.recipients.map((r) => r.address)).toEqual(['ivo@example.org']);
});

test('leaving the team takes nothing away at sign-in; joining another adds', async () => {
  const browser = await app.signedIn('LuboMk1');
  await app.sandbox.control('DELETE', '/teams/lubuntu-members/members/lubo-marek');
  await app.sandbox.control('POST', '/teams/kubuntu-members/members', { name: 'lubo-marek' });
  await browser.signIn('LuboMk1');
  const { items } = (await browser.get('/api/v1/aliases')).as(aliasPageSchema);
  expect(items.map((a) => [a.address, a.state])).toEqual([
    ['lubo-marek@lubuntu.me', 'active'],
    ['lubo-marek@kubuntu.org', 'active'],
  ]);
});

test('a rename adds the new address once; a recycled name does not give the old one away', async () => {
  const selma = await app.signedIn('SlmaN01');
  await app.sandbox.control('PATCH', '/people/SlmaN01', { name: 'selma-east' });
  await selma.post('/api/v1/me/verification');
  await app.sandbox.control('POST', '/people', {
    openid: 'NewSlm1',
    name: 'selma-north',
    displayName: 'Another Selma',
    email: 'another@example.net',
    teams: ['ubuntumembers'],
    cocSigned: true,
  });
  const other = await app.signedIn('NewSlm1');
  const mine = (await selma.get('/api/v1/aliases')).as(aliasPageSchema).items;
  expect(mine.map((a) => [a.address, a.recipients[0]?.address])).toEqual([
    ['selma-north@ubuntu.com', 'selma@example.org'],
    ['selma-east@ubuntu.com', 'selma@example.org'],
  ]);
  expect((await other.get('/api/v1/aliases')).as(aliasPageSchema).items).toEqual([]);
  expect((await other.get('/api/v1/me/eligibility')).as(eligibilitySchema).isEligible).toBe(true);
  expect(
    await app.db.errorEntry.count({
      where: { code: 'alias.taken', member: { email: 'another@example.net' } },
    }),
  ).toBe(1);
});

test('signing the Code of Conduct and checking again mends the refusal, and the entry resolves itself', async () => {
  const tove = await app.signedIn('TvKj3r5');
  const entry = () =>
    app.db.errorEntry.findFirstOrThrow({
      where: { code: 'member.coc_unsigned', member: { launchpadName: 'tovek' } },
    });
  expect((await entry()).state).toBe('open');
  await app.sandbox.control('PATCH', '/people/TvKj3r5', { cocSigned: true });
  const checked = await tove.post('/api/v1/me/verification');
  expect(checked.status).toBe(202);
  expect(checked.as(eligibilitySchema).isEligible).toBe(true);
  expect((await entry()).state).toBe('resolved');
  await app.sandbox.control('PATCH', '/people/TvKj3r5', { cocSigned: false });
  await tove.post('/api/v1/me/verification');
  expect(await entry()).toMatchObject({ state: 'open', count: 2 });
  // What was there stays; taking away belongs to the sync.
  expect((await tove.get('/api/v1/aliases')).as(aliasPageSchema).items[0]?.state).toBe('active');
});

test('declining at the provider leads home with a notice and leaves nothing behind', async () => {
  const browser = app.browser();
  const sessions = await app.db.session.count();
  const back = await browser.finish(await browser.decide(await browser.begin('/ubuntu'), 'cancel'));
  expect([back.status, back.header('location')]).toEqual([303, '/?notice=auth.cancelled']);
  expect(await app.db.session.count()).toBe(sessions);
  expect((await browser.get('/api/v1/me')).status).toBe(401);
});

test('two tabs may sign in at once, and the same answer twice is refused', async () => {
  const browser = app.browser();
  const [one, two] = [await browser.begin('/ubuntu'), await browser.begin('/kubuntu')];
  const second = await browser.decide(two, 'Q4mWz7a');
  expect((await browser.finish(second)).header('location')).toBe('/kubuntu');
  expect((await browser.finish(await browser.decide(one, 'Q4mWz7a'))).header('location')).toBe('/ubuntu');
  const again = await browser.finish(second);
  expect(again.header('location')).toBe('/?notice=auth.assertion_invalid');
});
