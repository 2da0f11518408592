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
  /** When `contact` last got a mail about any entry. */
  lastMailAt(contact: string): Date | null;
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
 * day while it goes on; and no contact gets more than one such mail an hour: what comes in between is collected.
 */
export function planNotices(entries: readonly DueNotice[], memory: NoticeMemory, now: Date): NoticePlan {
  const mails = new Map<string, { id: string; isNew: boolean }[]>();
  const due = entries.map(({ id, contacts, openedAt, lastSeenAt }) => {
    let next: number | null = null;
    for (const contact of contacts) {
      const told = memory.mailedAt(id, contact);
      const isNew = told === null || told < openedAt;
      if (!isNew && lastSeenAt <= told) continue;
      const earliest = Math.max(
        isNew ? 0 : told.getTime() + DAY,
        (memory.lastMailAt(contact)?.getTime() ?? 0) + HOUR,
      );
      if (earliest <= now.getTime()) mails.set(contact, [...(mails.get(contact) ?? []), { id, isNew }]);
      else next = next === null ? earliest : Math.min(next, earliest);
    }
    return { id, at: next === null ? null : new Date(next) };
  });
  return { mails: [...mails].map(([contact, told]) => ({ contact, entries: told })), due };
}
