import { beforeEach, describe, expect, test } from 'vitest';
import { statusSchema } from '@ubuntu-aliases/shared';
import { useProduct } from './harness.ts';

const app = useProduct();
const MINUTE = 60_000;

beforeEach(async () => {
  app.product.setClock(0);
  await app.sandbox.reset();
  await app.db.outboxMail.deleteMany();
  await app.db.errorEntry.deleteMany();
  await app.db.alias.updateMany({ data: { freedAt: new Date(), releasedAt: new Date() } });
  await app.db.alias.deleteMany();
});

const subjects = async () => (await app.sandbox.mails()).map((m) => `${m.to.join()} ${m.subject}`).sort();
const EXPECTED = [
  'admins@example.net Address ben-marsh@kubuntu.org was created',
  'admins@example.net Address ben-marsh@ubuntu.com was created',
  'ben@example.com Your 2 addresses are ready',
];

describe.each(['down', 'drop', 'reject-temporary'])('SMTP: %s', (kind) => {
  test('nothing is lost, nothing doubled, and the status page says so', async () => {
    await app.sandbox.fault({ target: 'smtp', kind });
    await app.signedIn('BnMrsh2');
    for (const minutes of [0, 1, 4, 10]) {
      app.product.setClock(minutes * MINUTE);
      await app.product.runJobs();
    }
    expect(await subjects()).toEqual([]);
    expect(await app.db.outboxMail.count({ where: { failedAt: null, attempts: { gte: 3 } } })).toBe(3);
    expect((await app.browser().get('/api/v1/status')).as(statusSchema).mail).toBe('delayed');

    await app.sandbox.mend();
    app.product.setClock(60 * MINUTE);
    await app.product.runJobs();
    expect(await subjects()).toEqual(EXPECTED);
    app.product.setClock(600 * MINUTE);
    await app.product.runJobs();
    expect(await subjects()).toEqual(EXPECTED);
    expect(await app.db.outboxMail.count()).toBe(0);
    expect((await app.browser().get('/api/v1/status')).as(statusSchema).mail).toBe('ok');
  });
});

test('a mailbox that refuses for good does not hold up the others, and is an entry without the address', async () => {
  await app.sandbox.fault({ target: 'smtp', kind: 'reject-permanent', path: 'ben@example.com' });
  await app.signedIn('BnMrsh2');
  await app.product.runJobs();
  expect((await subjects()).filter((s) => s.includes('created'))).toEqual(EXPECTED.slice(0, 2));
  const entries = await app.db.errorEntry.findMany({ where: { code: 'mail.undeliverable' } });
  expect(entries).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toContain('ben@');
  expect(app.product.logged.join('')).not.toContain('ben@example.com');
  expect(await app.db.outboxMail.count({ where: { failedAt: { not: null } } })).toBe(1);
});

test('two workers at once send each mail once', async () => {
  const other = await app.another({});
  for (const person of ['BnMrsh2', 'OmniOk1', 'Q4mWz7a', 'IvoHrk3']) await app.signedIn(person);
  const expected = await app.db.outboxMail.count();
  await Promise.all([app.product.runJobs(), other.runJobs()]);
  expect(await app.sandbox.mails()).toHaveLength(expected);
});
