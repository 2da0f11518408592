import type { ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { RequestId } from '../../../components/RequestId.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Code, domain and the values that explain it, for whoever looks into it. */
export function EntryFacts({ entry }: { entry: ErrorEntryDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="p-heading--5">{t('errors.facts')}</h3>
      <dl className="pairs">
        <dt>{t('errors.code')}</dt>
        <dd>
          <code className="name">{entry.code}</code>
        </dd>
        {entry.domain !== null && (
          <>
            <dt>{t('errors.domain')}</dt>
            <dd className="name">{entry.domain}</dd>
          </>
        )}
        {Object.entries(entry.details).map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <code className="name">{asText(value)}</code>
            </dd>
          </div>
        ))}
        {entry.resolvedAt !== null && (
          <>
            <dt>{t('errors.resolved_at')}</dt>
            <dd>
              <Time value={entry.resolvedAt} />
            </dd>
          </>
        )}
      </dl>
      {entry.requestId !== null && (
        <p>
          <RequestId value={entry.requestId} />
        </p>
      )}
    </>
  );
}
