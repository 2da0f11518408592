import type { OverviewDomain } from '@ubuntu-aliases/shared';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetOverview } from '../api/useGetOverview.ts';
import { DomainOverview } from './DomainOverview.tsx';
import { Warnings } from './Warnings.tsx';

const hasProblems = ({ openErrors }: OverviewDomain) => openErrors.error + openErrors.warning > 0;

/** What to see to first, then how each domain is. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { overview, isPending, error, retry } = useGetOverview();
  return (
    <>
      <PageHeader title={t('overview.title')} help={t('overview.help')} />
      {isPending && <Skeleton lines={6} />}
      {error && !overview && <ErrorNotice error={error} onRetry={retry} />}
      {overview && <Warnings warnings={overview.warnings} launchpad={overview.launchpad} />}
      {overview &&
        overview.warnings.length === 0 &&
        overview.launchpad.state === 'ok' &&
        !overview.domains.some(hasProblems) && (
          <p className="u-text--muted">
            <Icon name="success" /> {t('overview.all_well')}
          </p>
        )}
      {overview?.domains.length === 0 && (
        <div className="empty">
          <h2 className="p-heading--4">{t('overview.none.title')}</h2>
          <p>{t('overview.none.text')}</p>
        </div>
      )}
      {overview && overview.domains.length > 0 && (
        <ul className="domain-overviews">
          {overview.domains.map((domain) => (
            <DomainOverview key={domain.domain} domain={domain} />
          ))}
        </ul>
      )}
    </>
  );
}
