import type { MailCounts } from '@ubuntu-aliases/shared';

export type MailDay = MailCounts['days'][number];

const DAY = 86_400_000;

/** The last `count` days, the oldest first and each of them there; days are those of UTC, as they are counted. */
export function lastDays(days: readonly MailDay[], count: number, now: Date): MailDay[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(now.getTime() - (count - 1 - index) * DAY).toISOString().slice(0, 10);
    return known.get(day) ?? { day, forwarded: 0, refused: 0 };
  });
}

export function sumOf(days: readonly MailDay[]): { forwarded: number; refused: number } {
  return {
    forwarded: days.reduce((sum, { forwarded }) => sum + forwarded, 0),
    refused: days.reduce((sum, { refused }) => sum + refused, 0),
  };
}
