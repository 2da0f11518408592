import type { DomainSettings } from '@ubuntu-aliases/shared';

/** The last one is an admin's decision about the domain, not about the person. */
export type LossReason = 'left_team' | 'not_valid' | 'coc_unsigned' | 'banned' | 'domain_retired';

/** What becomes of an address whose owner is no longer entitled to it. */
export type Loss =
  | { entitlement: 'grace'; reason: LossReason; graceUntil: Date }
  | { entitlement: 'suspended'; reason: LossReason };

const DAY = 86_400_000;

/** Days in which mail still flows, by the domain's settings, else `GRACE_DAYS`. */
export function graceDaysOf(reason: LossReason, settings: DomainSettings, graceDays: number): number {
  return settings.graceDays[reason === 'domain_retired' ? 'left_team' : reason] ?? graceDays;
}

/** Grace first (R5), unless the domain gives none for this reason. */
export function lossOf(reason: LossReason, settings: DomainSettings, graceDays: number, now: Date): Loss {
  const days = graceDaysOf(reason, settings, graceDays);
  if (days === 0) return { entitlement: 'suspended', reason };
  return { entitlement: 'grace', reason, graceUntil: new Date(now.getTime() + days * DAY) };
}

/** Days before its end at which the owner is reminded of a grace. */
const REMINDERS = [7, 1] as const;

/**
 * Which reminder is due: 7 or 1, or null. `toldDays` is the last one that was sent; the mail at the start stands in for
 * those that a short grace has no time for.
 */
export function reminderDue(graceUntil: Date, toldDays: number | null, now: Date): number | null {
  const left = (graceUntil.getTime() - now.getTime()) / DAY;
  if (left <= 0) return null;
  const due = REMINDERS.findLast((days) => left <= days);
  return due === undefined || (toldDays !== null && toldDays <= due) ? null : due;
}

/** What the mail at the start of a grace has told already. */
export function toldAtStart(graceUntil: Date, now: Date): number | null {
  return reminderDue(graceUntil, null, now);
}
