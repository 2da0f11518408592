import { Link, useLocation } from 'react-router';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useGetDomains, withLandingPage } from '../api/useGetDomains.ts';
import { LandingPage } from './LandingPage.tsx';

const trimSlash = (path: string) => path.replace(/\/+$/, '').toLowerCase();

/** Any address that is no page of ours is one of a domain's row, or nobody's. */
export function LandingOrUnknown() {
  const { pathname } = useLocation();
  const { domains, isPending, error, retry } = useGetDomains();
  const domain = withLandingPage(domains?.items ?? []).find(
    ({ landingPath }) => trimSlash(landingPath) === trimSlash(pathname),
  );
  if (domain) return <LandingPage key={domain.name} domain={domain} />;
  if (isPending) return <Skeleton lines={5} />;
  if (error && !domains) return <ErrorNotice error={error} onRetry={retry} />;
  return <UnknownPage />;
}

function UnknownPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('unknown.title')}>{t('unknown.title')}</PageHeading>
      <p>{t('unknown.text')}</p>
      <Link className="p-button" to={paths.home}>
        {t('unknown.home')}
      </Link>
    </>
  );
}
