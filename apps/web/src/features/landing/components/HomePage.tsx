import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetDomains, withLandingPage } from '../api/useGetDomains.ts';
import { DomainCard } from './DomainCard.tsx';
import { Facts } from './Facts.tsx';
import { StartButton } from './StartButton.tsx';

/** One card for each landing page; adding a domain adds a card. */
export function HomePage() {
  const { t } = useTranslation();
  const { domains, isPending, error, retry } = useGetDomains();
  const cards = withLandingPage(domains?.items ?? []);
  return (
    <>
      <PageHeading title={t('home.title')}>{t('home.title')}</PageHeading>
      <p className="lead">{t('home.lead')}</p>
      <StartButton />
      <h2 className="p-heading--4">{t('home.choose')}</h2>
      {isPending && <Skeleton />}
      {error && !domains && <ErrorNotice error={error} onRetry={retry} />}
      {domains && cards.length === 0 && <p>{t('home.none')}</p>}
      {cards.length > 0 && (
        <ul className="domain-cards">
          {cards.map((domain) => (
            <li key={domain.name}>
              <DomainCard domain={domain} />
            </li>
          ))}
        </ul>
      )}
      <Facts />
    </>
  );
}
