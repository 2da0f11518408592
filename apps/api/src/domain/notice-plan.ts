/** Which admin contact is told of which entries of the error log, and when. Pure. */

export interface DueNotice {
  id: string;
  /** Who is to be told: the domain's contacts, else those of the installation. */
  contacts: readonly string[];
  openedAt: Date;
  lastSeenAt: Date;
}

export interface NoticeMemory {
  /** When `contact` was last told of entry `errorId`. */
  mailedAt(errorId: string, contact: string): Date | null;
  /** When `contact` last got a mail with a new entry in it. */
  lastNewMailAt(contact: string): Date | null;
  /** When `contact` last got a mail that only reminded of what goes on. */
  lastReminderAt(contact: string): Date | null;
}

export interface NoticePlan {
  mails: { contact: string; entries: { id: string; isNew: boolean }[] }[];
  /** When to look at an entry again; null: nothing to tell until it is seen again. */
  due: { id: string; at: Date | null }[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Told at once on a first occurrence (also of one that comes back after it was resolved), then at most once a
 * day while it goes on. No contact gets more than one mail with new entries an hour, nor reminders more often than
 * that: what comes in between is collected. A reminder never makes a new entry wait.
 */
export function planNotices(entries: readonly DueNotice[], memory: NoticeMemory, now: Date): NoticePlan {
  const mails = new Map<string, { id: string; isNew: boolean }[]>();
  const due = entries.map(({ id, contacts, openedAt, lastSeenAt }) => {
    let next: number | null = null;
    for (const contact of contacts) {
      const told = memory.mailedAt(id, contact);
      const isNew = told === null || told < openedAt;
      if (!isNew && lastSeenAt <= told) continue;
      const lastNew = (memory.lastNewMailAt(contact)?.getTime() ?? 0) + HOUR;
      const lastReminder = (memory.lastReminderAt(contact)?.getTime() ?? 0) + HOUR;
      const earliest = isNew ? lastNew : Math.max(told.getTime() + DAY, lastNew, lastReminder);
      if (earliest <= now.getTime()) mails.set(contact, [...(mails.get(contact) ?? []), { id, isNew }]);
      else next = next === null ? earliest : Math.min(next, earliest);
    }
    return { id, at: next === null ? null : new Date(next) };
  });
  return { mails: [...mails].map(([contact, told]) => ({ contact, entries: told })), due };
}
