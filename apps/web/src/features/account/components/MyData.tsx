import { useTranslation } from '../../../i18n/useTranslation.ts';

const FORMATS = ['json', 'csv'] as const;

/** Plain links: the browser saves what the API answers, however large it is. */
export function MyData() {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="my-data">
      <h2 id="my-data" className="p-heading--4">
        {t('my_data.title')}
      </h2>
      <p>{t('my_data.text')}</p>
      {FORMATS.map((format) => (
        <a key={format} className="p-button" href={`/api/v1/me/export?format=${format}`} download>
          {t(`my_data.${format}`)}
        </a>
      ))}
    </section>
  );
}
