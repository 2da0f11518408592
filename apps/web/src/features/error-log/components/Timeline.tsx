import type { ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

/** When it happened, newest first; only the latest are kept one by one. */
export function Timeline({ entry }: { entry: ErrorEntryDetail }) {
  const { t } = useTranslation();
  const isCut = entry.count > entry.occurrences.length;
  return (
    <>
      <p className="u-text--muted u-no-margin--bottom">
        {t('errors.times', { count: entry.count })}
        {isCut && ` ${t('errors.latest', { count: entry.occurrences.length })}`}
      </p>
      <ol className="timeline">
        {entry.occurrences.map(({ at, requestId }, index) => (
          <li key={`${at} ${index}`}>
            <Time value={at} /> {requestId !== null && <code className="name">{requestId}</code>}
          </li>
        ))}
        {isCut && (
          <li>
            {t('errors.first_label')} <Time value={entry.firstSeenAt} />
          </li>
        )}
      </ol>
    </>
  );
}
