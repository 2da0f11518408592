import { useFormat } from '../i18n/format.ts';

/** Under a week in words, later as a date; the exact moment is in the title. */
export function Time({ value, isDate = false }: { value: string; isDate?: boolean }) {
  const format = useFormat();
  const date = new Date(value);
  return (
    <time dateTime={value} title={format.dateTime(date)}>
      {isDate ? format.date(date) : format.relative(date)}
    </time>
  );
}
