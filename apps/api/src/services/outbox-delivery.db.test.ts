import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { readMailSender, type MailMessage, type SendOutcome } from '../mailer/index.ts';
import { MAX_SEND_ATTEMPTS } from '../mailer/retry-schedule.ts';
import { newAddressesMail } from './notices.ts';
import { createOutboxDelivery } from './outbox-delivery.ts';
import { createProofs } from './proofs.ts';
import { openScene, START, type Scene } from './testing/scene.ts';

const log = pino({ level: 'silent' });
const sender = readMailSender('Ubuntu addresses <aliases@ubuntu.test>', 'https://my.ubuntu.test');
const MINUTE = 60_000;

let scene: Scene;
let sent: MailMessage[];
let outcome: SendOutcome;
beforeAll(async () => void (scene = await openScene()));
beforeEach(async () => {
  await scene.reset();
  sent = [];
  outcome = { outcome: 'sent' };
});
afterAll(() => scene.close());

const worker = () => {
  const { database, clock } = scene;
  const transport = {
    send(message: MailMessage) {
      sent.push(message);
      return Promise.resolve(outcome);
    },
    close: () => Promise.resolve(),
  };
  return createOutboxDelivery({ database, transport, sender, proofs: createProofs(['a secret for tests']), clock, log });
}; // prettier-ignore
const add = (count = 1) =>
  scene.stores.outbox.add(
    Array.from({ length: count }, (_, n) => newAddressesMail(`admin${n}@example.org`, 'ubuntu.test', [{ address: 'mira@ubuntu.test' }])),
    scene.time.now,
  ); // prettier-ignore
const rows = () => scene.query('SELECT * FROM outbox_mails');
const later = (ms: number) => (scene.time.now = new Date(scene.time.now.getTime() + ms));

describe('a mail that is taken', () => {
  it('leaves once, and nothing of it is kept', async () => {
    await add();
    expect(await worker().run()).toBe(false);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ envelope: { from: 'aliases@ubuntu.test', to: 'admin0@example.org' }, date: START, headers: { 'Auto-Submitted': 'auto-generated' } });
    expect(sent[0]?.text).toContain('mira@ubuntu.test');
    expect(await rows()).toEqual([]);
    await worker().run();
    expect(sent).toHaveLength(1);
  }); // prettier-ignore

  it('by two workers at once is sent by one of them; each says whether there may be more', async () => {
    await add(25);
    const workers = [worker(), worker()];
    for (let more = true; more; ) more = (await Promise.all(workers.map((w) => w.run()))).some(Boolean);
    await worker().run();
    expect(sent.map((m) => m.envelope.to).sort()).toEqual(Array.from({ length: 25 }, (_, n) => `admin${n}@example.org`).sort());
    expect(new Set(sent.map((m) => m.messageId)).size).toBe(25);
  }); // prettier-ignore

  it('and whose worker crashed after it was sent goes again when the lease is over, recognisably the same', async () => {
    await add();
    // Taken and sent, and not heard of any more.
    const [row] = await scene.stores.outbox.take(START, new Date(START.getTime() + 10 * MINUTE), 10);
    await worker().run();
    expect(sent).toHaveLength(0);
    later(10 * MINUTE);
    await worker().run();
    expect(sent.map((m) => m.messageId)).toEqual([`<outbox-${row?.id}@my.ubuntu.test>`]);
    expect(await rows()).toEqual([]);
  });
});

describe('a mail that is not taken now', () => {
  it('is tried again on the schedule, with the same id, until it is taken', async () => {
    await add();
    outcome = { outcome: 'retry', code: 'ECONNECTION' };
    const waits: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      await worker().run();
      const [row] = await rows();
      expect(row).toMatchObject({ attempts: n + 1, last_error: 'ECONNECTION', failed_at: null });
      const next = row?.['next_attempt_at'];
      const wait = next instanceof Date ? next.getTime() - scene.time.now.getTime() : 0;
      waits.push(wait);
      later(wait - 1);
      await worker().run();
      expect(sent).toHaveLength(n + 1);
      later(1);
    }
    const schedule = [0.5, 2, 5, 15, 30, 60, 60].map((minutes) => minutes * MINUTE);
    for (const [i, wait] of waits.entries()) expect(Math.abs(wait / (schedule[i] ?? 1) - 1)).toBeLessThanOrEqual(0.1);
    outcome = { outcome: 'sent' };
    await worker().run();
    expect(new Set(sent.map((m) => m.messageId)).size).toBe(1);
    expect(await rows()).toEqual([]);
    // Seen on the error log from the fourth attempt on, and over by itself; mail is not told of by mail.
    expect(await scene.query('SELECT code, state, count, notice_due_at, details FROM error_entries')).toEqual([
      { code: 'mail.delayed', state: 'resolved', count: 4, notice_due_at: null, details: { answer: 'ECONNECTION' } },
    ]);
  }); // prettier-ignore

  it('keeps its entry while one of those that were stuck still is', async () => {
    await add(2);
    await scene.query('UPDATE outbox_mails SET attempts = 5');
    outcome = { outcome: 'retry', code: '451' };
    await worker().run();
    await scene.query(`UPDATE outbox_mails SET next_attempt_at = $1 WHERE to_address = 'admin0@example.org'`, [START]);
    outcome = { outcome: 'sent' };
    await worker().run();
    const states = () => scene.query('SELECT code, state FROM error_entries');
    expect(await states()).toEqual([{ code: 'mail.delayed', state: 'open' }]);
    later(100 * MINUTE);
    await worker().run();
    expect(await states()).toEqual([{ code: 'mail.delayed', state: 'resolved' }]);
  }); // prettier-ignore

  it('is given up after the last attempt, which is an entry on the error log', async () => {
    await add();
    await scene.query('UPDATE outbox_mails SET attempts = $1', [MAX_SEND_ATTEMPTS - 2]);
    outcome = { outcome: 'retry', code: '451' };
    await worker().run();
    expect(await rows()).toMatchObject([{ failed_at: null }]);
    later(70 * MINUTE);
    await worker().run();
    expect(await rows()).toMatchObject([{ failed_at: scene.time.now, last_error: '451', attempts: MAX_SEND_ATTEMPTS }]);
    expect(await scene.query(`SELECT code, severity, details, member_id FROM error_entries WHERE code <> 'mail.delayed'`)).toEqual([
      { code: 'mail.undeliverable', severity: 'error', details: { template: 'address-created', answer: '451' }, member_id: null },
    ]);
    later(1_000 * MINUTE);
    await worker().run();
    expect(sent).toHaveLength(2);
  }); // prettier-ignore
});

it('a mail that is refused for good is given up at once', async () => {
  await add();
  outcome = { outcome: 'failed', code: '550' };
  await worker().run();
  expect(await rows()).toMatchObject([{ failed_at: START, last_error: '550', attempts: 1 }]);
  expect(await scene.query('SELECT code FROM error_entries')).toEqual([{ code: 'mail.undeliverable' }]);
});

test.each([
  ['a template that is none', `template = 'greetings'`],
  ['parameters that do not fit', `params = '{}'`],
  ['an address that is none', `to_address = 'a@b@c'`],
])('a row with %s is given up, and stops no other', async (_, change) => {
  await add(2);
  await scene.query(`UPDATE outbox_mails SET ${change} WHERE to_address = 'admin0@example.org'`);
  await worker().run();
  expect(sent.map((m) => m.envelope.to)).toEqual(['admin1@example.org']);
  expect(await rows()).toMatchObject([{ failed_at: START, last_error: 'message_invalid' }]);
  expect(await scene.query('SELECT code FROM error_entries')).toEqual([{ code: 'mail.undeliverable' }]);
});
