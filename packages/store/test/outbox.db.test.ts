import { beforeEach, describe, expect, it } from 'vitest';
import { addMember, atOnce, useDatabase } from './rows.ts';

const db = useDatabase();
const NOW = new Date('2026-05-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const LEASE = 600_000;
beforeEach(() => db.database.pool.query('DELETE FROM outbox_mails'));

const mail = (n = 0) => ({
  memberId: null,
  toAddress: `a${n}@example.org`,
  locale: 'ko' as const,
  template: 'problems',
  params: { n },
});
const add = (count: number, now = NOW) => db.stores.outbox.add(Array.from({ length: count }, (_, n) => mail(n)), now); // prettier-ignore
const take = (now = NOW, limit = 10) => db.stores.outbox.take(now, new Date(now.getTime() + LEASE), limit);
const left = async () =>
  (await db.database.pool.query('SELECT attempts, last_error, failed_at, next_attempt_at FROM outbox_mails'))
    .rows;

describe('taking', () => {
  it('gives rows as they were added', async () => {
    const memberId = await addMember(db.database.pool);
    await db.stores.outbox.add([{ ...mail(7), memberId }], NOW);
    await db.stores.outbox.add([], NOW);
    expect(await take()).toEqual([
      { ...mail(7), memberId, id: expect.any(String), attempts: 1, nextAttemptAt: later(LEASE), lastError: null, failedAt: null, createdAt: NOW },
    ]);
  }); // prettier-ignore

  it('takes the oldest that are due, no more than asked for', async () => {
    for (let n = 0; n < 5; n += 1) await db.stores.outbox.add([mail(n)], later(-n));
    await db.stores.outbox.add([mail(9)], later(1));
    expect((await take(NOW, 2)).map((m) => m.toAddress).sort()).toEqual(['a3@example.org', 'a4@example.org']);
    expect(await take(NOW, 10)).toHaveLength(3);
    expect(await take(NOW, 10)).toHaveLength(0);
    expect(await take(later(1), 10)).toHaveLength(1);
  });

  it('by many workers at once gives no row twice and leaves none', async () => {
    await add(60);
    const taken: string[] = [];
    await atOnce(6, async () => {
      for (let rows = await take(NOW, 7); rows.length > 0; rows = await take(NOW, 7)) {
        expect(rows.length).toBeLessThanOrEqual(7);
        taken.push(...rows.map((r) => r.id));
      }
    });
    expect(new Set(taken).size).toBe(taken.length);
    // A row that another worker was holding is skipped, not lost.
    const rest = await take(NOW, 100);
    expect(taken.length + rest.length).toBe(60);
  });

  it('gives back what a worker that died had taken, when its lease is over', async () => {
    await add(1);
    await take();
    expect(await take(later(LEASE - 1))).toEqual([]);
    expect(await take(later(LEASE))).toMatchObject([{ attempts: 2 }]);
  });
});

describe('afterwards', () => {
  const one = async () => {
    await add(1);
    const [row] = await take();
    return row?.id ?? '';
  };

  it('nothing of a sent mail is kept', async () => {
    await db.stores.outbox.sent(await one());
    expect(await left()).toEqual([]);
  });

  it('one to be tried again waits, with the reason', async () => {
    await db.stores.outbox.retryAt(await one(), later(30_000), 'ECONNECTION');
    expect(await left()).toEqual([{ attempts: 1, last_error: 'ECONNECTION', failed_at: null, next_attempt_at: later(30_000) }]);
    expect(await take(later(29_999))).toEqual([]);
    expect(await take(later(30_000))).toMatchObject([{ attempts: 2, lastError: 'ECONNECTION' }]);
  }); // prettier-ignore

  it('one given up is taken no more', async () => {
    await db.stores.outbox.failed(await one(), later(1), '550');
    expect(await left()).toMatchObject([{ last_error: '550', failed_at: later(1) }]);
    expect(await take(later(10 * LEASE))).toEqual([]);
  });

  it('mail is delayed while one waits from before, and not for one given up', async () => {
    const { outbox } = db.stores;
    expect(await outbox.isDelayed(NOW)).toBe(false);
    const id = await one();
    expect(await outbox.isDelayed(NOW)).toBe(false);
    expect(await outbox.isDelayed(later(1))).toBe(true);
    await outbox.failed(id, NOW, '550');
    expect(await outbox.isDelayed(later(1))).toBe(false);
  });
});
