/** How many addresses there were at the end of each day, out of what came and went. Pure. */

const DAY = 86_400_000;

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The first of `days` days of which `now` is in the last, at its beginning (UTC). */
export function firstDay(now: Date, days: number): Date {
  return new Date(Date.parse(dayOf(now)) - (days - 1) * DAY);
}

export function addressHistory(
  changes: readonly { day: string; change: number }[],
  from: Date,
  days: number,
): { day: string; addresses: number }[] {
  let addresses = 0;
  return Array.from({ length: days }, (_, n) => {
    const day = dayOf(new Date(from.getTime() + n * DAY));
    for (const change of changes) if (change.day === day) addresses += change.change;
    return { day, addresses };
  });
}
