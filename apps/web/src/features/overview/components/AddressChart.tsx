import type { OverviewDomain } from '@ubuntu-aliases/shared';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { linePath } from '../line.ts';

const WIDTH = 320;
const HEIGHT = 48;
const WEEK = 7;

/** A line for the eye; what it says in a sentence, and a week at a time as a table. */
export function AddressChart({ domain }: { domain: OverviewDomain }) {
  const { t } = useTranslation();
  const format = useFormat();
  const values = domain.history.map(({ addresses }) => addresses);
  const last = domain.history.length - 1;
  const weekly = domain.history.filter((_, index) => (last - index) % WEEK === 0).toReversed();
  return (
    <div className="address-chart">
      <svg viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={linePath(values, WIDTH, HEIGHT)} />
      </svg>
      <p className="p-text--small u-text--muted u-no-margin--bottom">
        {t('overview.chart.summary', { from: values[0] ?? 0, to: values.at(-1) ?? 0 })}
      </p>
      <details>
        <summary>{t('overview.table')}</summary>
        <table aria-label={t('overview.chart', { domain: domain.domain })}>
          <thead>
            <tr>
              <th scope="col">{t('overview.day')}</th>
              <th scope="col" className="number">
                {t('overview.addresses')}
              </th>
            </tr>
          </thead>
          <tbody>
            {weekly.map(({ day, addresses }) => (
              <tr key={day}>
                <td>
                  <time dateTime={day}>{format.day(day)}</time>
                </td>
                <td className="number">{format.number(addresses)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
