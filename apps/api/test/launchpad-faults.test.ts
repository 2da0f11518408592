import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aliasPageSchema, eligibilitySchema, statusSchema } from '@ubuntu-aliases/shared';
import { useProduct, type Product } from './harness.ts';
import type { SandboxFault } from './support/sandbox.ts';

/** In earnest it is ten seconds, as for `app.product`. */
const DEADLINE_MS = 400;
const app = useProduct();
let hurried: Product;

beforeAll(async () => {
  hurried = await app.another({ checkDeadlineMs: DEADLINE_MS });
});

const KINDS: [string, Omit<SandboxFault, 'target'>][] = [
  ...['down', 'cut', 'garbage', 'html', 'redirect-elsewhere', 'gzip-bomb', 'wrong-types', 'redacted'].map(
    (kind): [string, Omit<SandboxFault, 'target'>] => [kind, { kind }],
  ),
  ['slow', { kind: 'slow', delayMs: 5_000 }],
  ['503', { kind: 'status', status: 503 }],
  ['429 for an hour', { kind: 'status', status: 429, retryAfter: 3600 }],
  ['404 for everything', { kind: 'status', status: 404 }],
  ['teams: null', { kind: 'null', path: '/super_teams' }],
  ['teams: vanished', { kind: 'status', status: 404, path: '/super_teams' }],
  ['teams: of somebody else', { kind: 'foreign-next-link', path: '/super_teams' }],
];

beforeEach(async () => {
  await app.sandbox.reset();
  app.product.setClock(0);
});

const stored = () =>
  Promise.all([
    app.db.alias.findMany({ orderBy: { id: 'asc' } }),
    app.db.auditEntry.count(),
    app.db.outboxMail.count({ where: { template: { not: 'problems' } } }),
  ]);

describe.each(KINDS)('Launchpad: %s', (_, fault) => {
  test('signed in, told that it is pending, nothing changed; a later check mends it', async () => {
    await app.db.member.deleteMany({ where: { aliases: { none: {} } } });
    await app.db.errorEntry.deleteMany();
    const person = { openid: 'TvKj3r5', identifier: app.sandbox.identifier('TvKj3r5') };
    const before = await stored();
    await app.sandbox.fault({ target: 'launchpad', ...fault });

    const browser = hurried.browser();
    const startedAt = Date.now();
    const answer = await browser.signIn(person.openid);
    expect(Date.now() - startedAt).toBeLessThan(DEADLINE_MS + 2_500);
    expect([answer.status, answer.header('location')]).toEqual([
      303,
      '/addresses?notice=launchpad.unavailable',
    ]);

    const eligibility = (await browser.get('/api/v1/me/eligibility')).as(eligibilitySchema);
    expect(eligibility).toMatchObject({ status: 'pending', checkedAt: null, isEligible: false });
    expect(new Set(eligibility.rules.map((r) => r.state))).toEqual(new Set(['unknown']));
    expect(await stored()).toEqual(before);
    const entries = await app.db.errorEntry.findMany();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ severity: 'error', memberId: null, domainId: null, state: 'open' });
    expect(entries[0]?.code).toMatch(/^launchpad\.(unavailable|unexpected_response)$/);
    expect(JSON.stringify(entries[0])).not.toMatch(/tove|example\.com/);
    expect((await browser.get('/api/v1/status')).as(statusSchema).launchpad).toBe('unavailable');

    await app.sandbox.mend();
    app.product.setClock(fault.retryAfter === undefined ? 61_000 : 3_601_000);
    await app.product.runJobs();
    app.product.setClock(0);
    const mended = (await browser.get('/api/v1/me/eligibility')).as(eligibilitySchema);
    expect(mended.status).toBe('checked');
    expect(mended.rules.map((r) => r.state)).toEqual(['ok', 'ok', 'ok', 'failed', 'ok']);
    const fault0 = await app.db.errorEntry.findFirst({ where: { code: { startsWith: 'launchpad.' } } });
    expect(fault0?.state).toBe('resolved');
  });
});

test('"check again" during an outage answers within the deadline, keeps the last answer, and says pending', async () => {
  const mira = await app.signedIn('Q4mWz7a');
  const before = (await mira.get('/api/v1/me/eligibility')).as(eligibilitySchema);
  const aliases = (await mira.get('/api/v1/aliases')).as(aliasPageSchema);
  await app.sandbox.fault({ target: 'launchpad', kind: 'slow', delayMs: 20_000 });
  const impatient = hurried.browser();
  for (const [name, value] of mira.cookies) impatient.cookies.set(name, value);
  const startedAt = Date.now();
  const answer = await impatient.post('/api/v1/me/verification');
  expect(Date.now() - startedAt).toBeLessThan(DEADLINE_MS + 1_500);
  expect(answer.status).toBe(202);
  expect(answer.as(eligibilitySchema)).toEqual({ ...before, status: 'pending' });
  expect((await mira.get('/api/v1/aliases')).as(aliasPageSchema)).toEqual(aliases);
  await app.sandbox.mend();
  expect((await mira.post('/api/v1/me/verification')).as(eligibilitySchema).status).toBe('checked');
});

test('a Launchpad that answers for somebody else, or for nobody, takes nothing away', async () => {
  const mira = await app.signedIn('Q4mWz7a');
  const aliases = (await mira.get('/api/v1/aliases')).as(aliasPageSchema);
  for (const fault of [
    { kind: 'null' },
    { kind: 'empty-team' },
    { kind: 'other-person' },
    { kind: 'empty-team', path: '/super_teams' },
  ]) {
    await app.sandbox.fault({ target: 'launchpad', ...fault });
    expect((await mira.post('/api/v1/me/verification')).status).toBe(202);
    await mira.signIn('Q4mWz7a');
    const now = (await mira.get('/api/v1/aliases')).as(aliasPageSchema).items;
    expect(now.filter((a) => aliases.items.some(({ id }) => id === a.id))).toEqual(aliases.items);
  }
});

test('a record of somebody who is known gives nobody their name, however it is asked for', async () => {
  await app.signedIn('AdA7okf');
  const mira = await app.signedIn('Q4mWz7a');
  const member = () => app.db.member.findFirstOrThrow({ where: { claimedIdentifier: app.sandbox.identifier('Q4mWz7a') } });
  const { id, launchpadName, displayName } = await member();
  const addresses = () => app.db.alias.findMany({ orderBy: { id: 'asc' } });
  const before = await addresses();
  await app.sandbox.fault({ target: 'launchpad', kind: 'other-person' });
  await app.db.member.update({ where: { id }, data: { checkPendingAt: new Date(0) } });
  for (const ask of [
    () => mira.post('/api/v1/me/verification'),
    () => mira.signIn('Q4mWz7a'),
    () => app.product.runJobs(),
    async () => (await app.signedIn('AdA7okf')).post(`/api/v1/admin/members/${id}/verification`),
  ]) {
    await ask();
    expect(await addresses()).toEqual(before);
    expect(await member()).toMatchObject({ launchpadName, displayName });
  }
  const entries = () => app.db.errorEntry.findMany({ where: { memberId: id, code: 'alias.taken' } });
  expect(await entries()).toMatchObject([{ severity: 'warning', state: 'open', details: { reason: 'name_of_another' } }]);
  // Somebody who comes for the first time has no name then, and no address.
  const edda = await app.signedIn('EddaSt1');
  expect((await edda.get('/api/v1/aliases')).as(aliasPageSchema).items).toEqual([]);
  expect(await addresses()).toEqual(before);

  await app.sandbox.mend();
  await mira.post('/api/v1/me/verification');
  expect(await entries()).toMatchObject([{ state: 'resolved' }]);
  // The name is free once its bearer has another one: whoever has it now is given it.
  await app.sandbox.control('PATCH', '/people/AdA7okf', { name: 'ada-new' });
  await app.sandbox.control('PATCH', '/people/Q4mWz7a', { name: 'ada-okafor' });
  await mira.post('/api/v1/me/verification');
  expect(await member()).toMatchObject({ launchpadName: 'ada-okafor' });
  expect((await mira.get('/api/v1/aliases')).as(aliasPageSchema).items.map((a) => a.address)).toContain('ada-okafor@kubuntu.org');
}); // prettier-ignore

test('the mail about the outage goes to the admins once, however many people meet it', async () => {
  await app.product.runJobs();
  await app.sandbox.forgetMails();
  await app.db.errorEntry.deleteMany();
  await app.db.noticeClock.deleteMany();
  await app.sandbox.fault({ target: 'launchpad', kind: 'down' });
  const arrive = (person: string) => hurried.browser().signIn(person);
  await Promise.all(['EddaSt1', 'StllRy1', 'KctCnc1', 'TessPr1'].map(arrive));
  await app.product.runJobs();
  await arrive('Digit5x');
  await app.product.runJobs();
  const mails = await app.sandbox.mails('admins@example.net');
  expect(mails).toHaveLength(1);
  expect(await app.db.errorEntry.findMany({ select: { count: true } })).toEqual([{ count: 5 }]);
});
