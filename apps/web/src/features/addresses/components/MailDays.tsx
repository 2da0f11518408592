import type { MailCounts } from '@ubuntu-aliases/shared';
import { Rich } from '../../../components/Rich.tsx';
import { Time } from '../../../components/Time.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { lastDays, sumOf, type MailDay } from '../mail-days.ts';

const SHOWN = 30;
const HEIGHT = 64;

/** Columns for the eye; what they say in a sentence, and every day with mail in a table. */
export function MailDays({ counts }: { counts: MailCounts }) {
  const { t } = useTranslation();
  const days = lastDays(counts.days, SHOWN, new Date());
  const { forwarded, refused } = sumOf(days);
  if (counts.days.length === 0) return <p>{t('counts.none')}</p>;
  return (
    <>
      <p>
        {t('counts.summary', { forwarded, refused })}{' '}
        {counts.lastAt && (
          <Rich text={t('counts.last')} tags={{ time: () => <Time value={counts.lastAt ?? ''} /> }} />
        )}
      </p>
      <Columns days={days} />
      <Legend first={days[0]} />
      <details className="mail-days__table">
        <summary>{t('counts.table')}</summary>
        <DayTable days={counts.days} />
      </details>
    </>
  );
}

function Columns({ days }: { days: readonly MailDay[] }) {
  const max = Math.max(1, ...days.map(({ forwarded, refused }) => forwarded + refused));
  const heightOf = (mails: number) => (mails / max) * HEIGHT;
  return (
    <svg
      className="mail-days"
      viewBox={`0 0 ${days.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {days.map(({ day, forwarded, refused }, index) => (
        <g key={day}>
          <rect
            className="mail-days__forwarded"
            x={index + 0.1}
            width={0.8}
            y={HEIGHT - heightOf(forwarded)}
            height={heightOf(forwarded)}
          />
          <rect
            className="mail-days__refused"
            x={index + 0.1}
            width={0.8}
            y={HEIGHT - heightOf(forwarded + refused)}
            height={heightOf(refused)}
          />
        </g>
      ))}
    </svg>
  );
}

function Legend({ first }: { first: MailDay | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="mail-days__legend p-text--small u-text--muted" aria-hidden="true">
      <span>{first && format.day(first.day)}</span>
      <span className="mail-days__key is-forwarded">{t('counts.column.forwarded')}</span>
      <span className="mail-days__key is-refused">{t('counts.column.refused')}</span>
      <span>{t('counts.today')}</span>
    </p>
  );
}

function DayTable({ days }: { days: readonly MailDay[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table aria-label={t('counts.table')}>
      <thead>
        <tr>
          <th scope="col">{t('counts.column.day')}</th>
          <th scope="col" className="number">
            {t('counts.column.forwarded')}
          </th>
          <th scope="col" className="number">
            {t('counts.column.refused')}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, forwarded, refused }) => (
          <tr key={day}>
            <td>
              <time dateTime={day}>{format.day(day)}</time>
            </td>
            <td className="number">{format.number(forwarded)}</td>
            <td className="number">{format.number(refused)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
