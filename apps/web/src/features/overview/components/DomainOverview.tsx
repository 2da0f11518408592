import { Link } from 'react-router';
import type { AliasState, OverviewDomain } from '@ubuntu-aliases/shared';
import { Icon } from '../../../components/Icon.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { AddressChart } from './AddressChart.tsx';
import { LastSync } from './LastSync.tsx';

const STATES: readonly AliasState[] = ['active', 'paused', 'grace', 'suspended', 'released'];

/** One domain on a card: people, addresses by state, problems, and the line. */
export function DomainOverview({ domain }: { domain: OverviewDomain }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problems = domain.openErrors.error + domain.openErrors.warning;
  const at = `?${new URLSearchParams({ domain: domain.domain }).toString()}`;
  return (
    <li className="p-card domain-overview">
      <h2 className="p-heading--4 u-no-margin--bottom">
        <span className="address">{domain.domain}</span>
      </h2>
      <p className="entry-card__line">
        <Link to={{ pathname: paths.members, search: at }}>
          {t('overview.members', { count: domain.members })}
        </Link>
        {problems === 0 ? (
          <span className="u-text--muted">{t('overview.no_errors')}</span>
        ) : (
          <Link to={{ pathname: paths.errorLog, search: `${at}&state=open&severity=error%2Cwarning` }}>
            <Icon name={domain.openErrors.error > 0 ? 'error' : 'warning'} />{' '}
            {t('overview.errors', { count: problems })}
          </Link>
        )}
      </p>
      <dl className="state-counts">
        {STATES.filter((state) => state === 'active' || domain.addresses[state] > 0).map((state) => (
          <div key={state}>
            <dt>{t(`alias.state.${state}`)}</dt>
            <dd className="number">{format.number(domain.addresses[state])}</dd>
          </div>
        ))}
      </dl>
      <LastSync domain={domain} />
      <AddressChart domain={domain} />
    </li>
  );
}
