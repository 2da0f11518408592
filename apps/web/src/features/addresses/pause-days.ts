/** Days ahead that a pause may end at most, as the API has it. */
const DAYS_MAX = 366;

const pad = (value: number) => String(value).padStart(2, '0');

/** A day as a date field has it, `YYYY-MM-DD`, by the reader's clock. */
function toField(date: Date): string {
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The first and last day on which a pause may end by itself. */
export function pauseRange(now: Date): { min: string; max: string } {
  const day = (days: number) => toField(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
  return { min: day(1), max: day(DAYS_MAX - 1) };
}

/** The beginning of that day, or null for none. */
export function startOfDay(field: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(field);
  if (!match) return null;
  const date = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return toField(date) === field ? date : null;
}
