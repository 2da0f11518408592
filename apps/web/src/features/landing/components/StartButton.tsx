import { Link } from 'react-router';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { AddressesPage } from '../../../pages.ts';
import { paths } from '../../../paths.ts';
import { usePrepare } from '../../../usePrepare.ts';
import { SignInLink, useGetMe } from '../../session/index.ts';

/** The one thing to do: sign in, or go to one's addresses when that is done. */
export function StartButton() {
  const { t } = useTranslation();
  const { member } = useGetMe();
  const prepare = usePrepare();
  if (!member) return <SignInLink returnTo={paths.addresses} />;
  return (
    <Link className="p-button--positive" to={paths.addresses} {...prepare(AddressesPage)}>
      {t('landing.continue')}
    </Link>
  );
}
