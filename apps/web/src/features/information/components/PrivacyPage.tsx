import { PageHeading } from '../../../components/PageHeading.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const KEPT = [
  'identity', 'language', 'check', 'addresses', 'counts', 'export', 'sessions', 'attempts', 'problems', 'audit', 'mails', 'limits',
] as const; // prettier-ignore
const NOT_KEPT = ['messages', 'traffic', 'passwords', 'tracking', 'third_parties'] as const;

/** Exactly what is kept. When something is added to the store, it is added here. */
export function PrivacyPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('privacy.title')}>{t('privacy.title')}</PageHeading>
      <p className="lead">{t('privacy.lead')}</p>
      <h2 className="p-heading--4">{t('privacy.kept')}</h2>
      <dl className="terms">
        {KEPT.map((item) => (
          <div key={item}>
            <dt>{t(`privacy.kept.${item}`)}</dt>
            <dd>{t(`privacy.kept.${item}.text`)}</dd>
          </div>
        ))}
      </dl>
      <h2 className="p-heading--4">{t('privacy.not_kept')}</h2>
      <ul>
        {NOT_KEPT.map((item) => (
          <li key={item}>{t(`privacy.not_kept.${item}`)}</li>
        ))}
      </ul>
      <h2 className="p-heading--4">{t('privacy.cookies')}</h2>
      <p>{t('privacy.cookies.text')}</p>
    </>
  );
}
