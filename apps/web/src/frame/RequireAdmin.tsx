import { Link, Outlet } from 'react-router';
import { PageHeader } from '../components/PageHeader.tsx';
import { useGetMe } from '../features/session/index.ts';
import { useTranslation } from '../i18n/useTranslation.ts';
import { paths } from '../paths.ts';

/** Only what is drawn; the API decides by itself at every request. */
export function RequireAdmin() {
  const { t } = useTranslation();
  const { member } = useGetMe();
  if (member?.isAdmin) return <Outlet />;
  return (
    <>
      <PageHeader title={t('forbidden.title')} />
      <p>{t('forbidden.text')}</p>
      <Link className="p-button" to={paths.addresses}>
        {t('forbidden.back')}
      </Link>
    </>
  );
}
