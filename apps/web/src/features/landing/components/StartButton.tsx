import { Link } from 'react-router';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { SignInLink, useGetMe } from '../../session/index.ts';

/** The one thing to do: sign in, or go to one's addresses when that is done. */
export function StartButton() {
  const { t } = useTranslation();
  const { member } = useGetMe();
  if (!member) return <SignInLink returnTo={paths.addresses} />;
  return (
    <Link className="p-button--positive" to={paths.addresses}>
      {t('landing.continue')}
    </Link>
  );
}
