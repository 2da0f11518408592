import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planNotices, type DueNotice, type NoticeMemory } from './notice-plan.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-05-01T00:00:00Z');
const at = (ms: number) => new Date(START + ms);

/** The two tables that remember, and the column that says when to look again. */
function admin(...contacts: string[]) {
  const told = new Map<string, Date>();
  const clocks = new Map<string, Date>();
  const reminderClocks = new Map<string, Date>();
  const entries = new Map<string, DueNotice & { dueAt: Date | null }>();
  const memory: NoticeMemory = {
    mailedAt: (id, contact) => told.get(`${id} ${contact}`) ?? null,
    lastNewMailAt: (contact) => clocks.get(contact) ?? null,
    lastReminderAt: (contact) => reminderClocks.get(contact) ?? null,
  };
  return {
    see(id: string, when: number, { reopened = false } = {}) {
      const before = entries.get(id);
      const openedAt = before && !reopened ? before.openedAt : at(when);
      entries.set(id, { id, contacts, openedAt, lastSeenAt: at(when), dueAt: (!reopened && before?.dueAt) || at(when) });
    }, // prettier-ignore
    /** What a composer that runs now mails: `contact: entry, entry (again)`. */
    compose(when: number): string[] {
      const now = at(when);
      const due = [...entries.values()].filter((e) => e.dueAt && e.dueAt <= now);
      const plan = planNotices(due, memory, now);
      for (const { contact, entries: listed } of plan.mails) {
        (listed.some(({ isNew }) => isNew) ? clocks : reminderClocks).set(contact, now);
        for (const { id } of listed) told.set(`${id} ${contact}`, now);
      }
      for (const { id, at: dueAt } of plan.due) {
        const entry = entries.get(id);
        if (entry) entries.set(id, { ...entry, dueAt });
      }
      return plan.mails.map((m) => `${m.contact}: ${m.entries.map((e) => (e.isNew ? e.id : `${e.id} (again)`)).join(', ')}`);
    }, // prettier-ignore
    dueAt: (id: string) => entries.get(id)?.dueAt ?? null,
  };
}

describe('one contact', () => {
  it('is told at once of a first occurrence, and not twice', () => {
    const ops = admin('ops@x.org');
    ops.see('e1', 0);
    expect(ops.compose(0)).toEqual(['ops@x.org: e1']);
    expect(ops.compose(1)).toEqual([]);
    expect(ops.dueAt('e1')).toBeNull();
  });

  it('hears at most once a day while it goes on', () => {
    const ops = admin('ops@x.org');
    const mails: [number, string][] = [];
    for (let hour = 0; hour <= 72; hour += 1) {
      ops.see('e1', hour * HOUR);
      mails.push(...ops.compose(hour * HOUR).map((mail): [number, string] => [hour, mail]));
    }
    expect(mails).toEqual([
      [0, 'ops@x.org: e1'],
      [24, 'ops@x.org: e1 (again)'],
      [48, 'ops@x.org: e1 (again)'],
      [72, 'ops@x.org: e1 (again)'],
    ]);
  });

  it('hears of what went on within the day when the day is over, though it has stopped', () => {
    const ops = admin('ops@x.org');
    ops.see('e1', 0);
    ops.compose(0);
    ops.see('e1', HOUR);
    expect(ops.compose(HOUR)).toEqual([]);
    expect(ops.dueAt('e1')).toEqual(at(DAY));
    expect(ops.compose(DAY - 1)).toEqual([]);
    expect(ops.compose(DAY)).toEqual(['ops@x.org: e1 (again)']);
    expect(ops.compose(3 * DAY)).toEqual([]);
  });

  it('is told of a new entry at once though a reminder has just gone', () => {
    const ops = admin('ops@x.org');
    ops.see('old', 0);
    ops.compose(0);
    ops.see('old', DAY);
    expect(ops.compose(DAY)).toEqual(['ops@x.org: old (again)']);
    ops.see('new', DAY + 60_000);
    expect(ops.compose(DAY + 60_000)).toEqual(['ops@x.org: new']);
    ops.see('newer', DAY + 120_000);
    expect(ops.compose(DAY + 120_000)).toEqual([]);
  });

  it('gets more new entries within the hour in one mail', () => {
    const ops = admin('ops@x.org');
    ops.see('e1', 0);
    expect(ops.compose(0)).toEqual(['ops@x.org: e1']);
    ops.see('e2', 60_000);
    expect(ops.compose(60_000)).toEqual([]);
    ops.see('e3', 120_000);
    expect(ops.compose(120_000)).toEqual([]);
    expect(ops.dueAt('e2')).toEqual(at(HOUR));
    expect(ops.compose(HOUR - 1)).toEqual([]);
    expect(ops.compose(HOUR)).toEqual(['ops@x.org: e2, e3']);
  });

  it('gets what is new together in one mail', () => {
    const ops = admin('ops@x.org');
    ops.see('e1', 0);
    ops.see('e2', 0);
    expect(ops.compose(5)).toEqual(['ops@x.org: e1, e2']);
  });

  it('is told anew when an entry comes back after it was resolved, within the day as well', () => {
    const ops = admin('ops@x.org');
    ops.see('e1', 0);
    ops.compose(0);
    ops.see('e1', 2 * HOUR, { reopened: true });
    expect(ops.compose(2 * HOUR)).toEqual(['ops@x.org: e1']);
    // Back within the hour: new, and collected all the same.
    ops.see('e1', 2.5 * HOUR, { reopened: true });
    expect(ops.compose(2.5 * HOUR)).toEqual([]);
    expect(ops.compose(3 * HOUR)).toEqual(['ops@x.org: e1']);
  });
});

describe('several contacts', () => {
  it('each get a mail of their own, and have clocks of their own', () => {
    const both = admin('a@x.org', 'b@x.org');
    both.see('e1', 0);
    expect(both.compose(0)).toEqual(['a@x.org: e1', 'b@x.org: e1']);
  });

  it('are told apart: one who was just written to waits, the other does not', () => {
    const now = at(HOUR / 2);
    const entry = { id: 'e1', contacts: ['a@x.org', 'b@x.org'], openedAt: now, lastSeenAt: now };
    const memory: NoticeMemory = {
      mailedAt: () => null,
      lastNewMailAt: (c) => (c === 'a@x.org' ? at(0) : null),
      lastReminderAt: () => null,
    };
    expect(planNotices([entry], memory, now)).toEqual({
      mails: [{ contact: 'b@x.org', entries: [{ id: 'e1', isNew: true }] }],
      due: [{ id: 'e1', at: at(HOUR) }],
    });
  });

  it('none of them: nothing is due until it is seen again', () => {
    const entry = { id: 'e1', contacts: [], openedAt: at(0), lastSeenAt: at(0) };
    const memory: NoticeMemory = {
      mailedAt: () => null,
      lastNewMailAt: () => null,
      lastReminderAt: () => null,
    };
    expect(planNotices([entry], memory, at(0))).toEqual({ mails: [], due: [{ id: 'e1', at: null }] });
  });
});

describe('whatever happens', () => {
  const step = fc.record({
    id: fc.constantFrom('e1', 'e2', 'e3'),
    wait: fc.integer({ min: 0, max: 30 * HOUR }),
    reopened: fc.boolean(),
  });

  it('no two mails with new entries within an hour, nor two reminders; every opening is told within one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const ops = admin('ops@x.org');
        const sent: { when: number; isReminder: boolean }[] = [];
        const untold = new Map<string, number>();
        let now = 0;
        const compose = (when: number) => {
          for (const mail of ops.compose(when)) {
            sent.push({ when, isReminder: mail.split(', ').every((part) => part.endsWith('(again)')) });
            for (const id of untold.keys()) if (mail.includes(id) && !mail.includes(`${id} (again)`)) untold.delete(id);
          }
        }; // prettier-ignore
        for (const { id, wait, reopened } of steps) {
          for (let t = now; t < now + wait; t += HOUR / 4) compose(t);
          now += wait;
          const isFirst = ops.dueAt(id) === null && !sent.length;
          ops.see(id, now, { reopened });
          if (reopened || isFirst) untold.set(id, now);
        }
        for (let t = now; t <= now + 2 * HOUR; t += HOUR / 4) compose(t);
        expect([...untold.keys()]).toEqual([]);
        for (const kind of [true, false]) {
          const times = sent.filter((mail) => mail.isReminder === kind).map(({ when }) => when);
          for (const [i, when] of times.entries())
            expect(when - (times[i - 1] ?? -Infinity)).toBeGreaterThanOrEqual(HOUR);
        }
      }),
    );
  });
});
