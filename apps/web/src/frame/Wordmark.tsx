import { Link } from 'react-router';
import { useTranslation } from '../i18n/useTranslation.ts';
import { paths } from '../paths.ts';

/** A neutral mark: an envelope on a tag. No trademark artwork. */
export function Wordmark() {
  const { t } = useTranslation();
  return (
    <Link className="wordmark" to={paths.home}>
      <span className="wordmark__tag" aria-hidden="true">
        <svg viewBox="0 0 32 32" width="24" height="24" focusable="false">
          <path d="M5 9h22v14H5z M5 10l11 8 11-8" fill="none" stroke="currentColor" strokeWidth="2.5" />
        </svg>
      </span>
      <span className="wordmark__name">{t('app.name')}</span>
    </Link>
  );
}
