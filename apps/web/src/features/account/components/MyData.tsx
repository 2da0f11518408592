import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useExports } from '../api/useExports.ts';

const FORMATS = ['json', 'csv'] as const;

/** Plain links: the browser saves what the API answers. Too much for that is made by the worker first. */
export function MyData() {
  const { t } = useTranslation();
  const { isLarge, made, request } = useExports();
  const isQueued = made?.state === 'queued';
  const path = made?.state === 'ready' ? `me/exports/${made.id}/file` : isLarge ? null : 'me/export';
  return (
    <section aria-labelledby="my-data">
      <h2 id="my-data" className="p-heading--4">
        {t('my_data.title')}
      </h2>
      <p>{t('my_data.text')}</p>
      {request.error && <ErrorNotice error={request.error} />}
      {isLarge && !path && <p role="status">{t(isQueued ? 'my_data.queued' : 'my_data.large')}</p>}
      {path && made && (
        <p role="status">
          <Rich
            text={t('my_data.ready')}
            tags={{
              made: () => <Time value={made.madeAt ?? made.createdAt} />,
              until: () => <Time value={made.expiresAt} isDate />,
            }}
          />
        </p>
      )}
      {path &&
        FORMATS.map((format) => (
          <a key={format} className="p-button" href={`/api/v1/${path}?format=${format}`} download>
            {t(`my_data.${format}`)}
          </a>
        ))}
      {isLarge && (
        <Button isBusy={request.isPending || isQueued} onClick={() => request.mutate()}>
          {t(path ? 'my_data.again' : 'my_data.request')}
        </Button>
      )}
    </section>
  );
}
