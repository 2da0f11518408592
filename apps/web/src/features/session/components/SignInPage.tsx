import { useLocation } from 'react-router';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { SignInLink } from './SignInLink.tsx';

/** In place of a page that needs a member; keeps where the reader wanted to go. */
export function SignInPage() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  return (
    <>
      <PageHeading title={t('sign_in.title')}>{t('sign_in.title')}</PageHeading>
      <p>{t('sign_in.text')}</p>
      <SignInLink returnTo={`${pathname}${search}`} />
    </>
  );
}
