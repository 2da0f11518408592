import { Link } from 'react-router';
import type { Eligibility } from '@ubuntu-aliases/shared';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { whyEmpty } from '../trouble.ts';

/** Why there is no address and what next. */
export function NoAddresses({ eligibility }: { eligibility: Eligibility }) {
  const { t } = useTranslation();
  const why = whyEmpty(eligibility);
  return (
    <div className="empty">
      <h2 className="p-heading--4">{t(`addresses.empty.${why}.title`)}</h2>
      <p>{t(`addresses.empty.${why}.text`)}</p>
      <Link className="p-button--positive" to={paths.eligibility}>
        {t('addresses.empty.action')}
      </Link>
    </div>
  );
}
