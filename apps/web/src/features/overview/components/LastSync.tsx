import { Link } from 'react-router';
import type { OverviewDomain, SyncRunState } from '@ubuntu-aliases/shared';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';

/** Only what somebody has to look at is marked. */
const ICONS: Partial<Record<SyncRunState, IconName>> = {
  needs_approval: 'warning',
  stopped: 'error',
  failed: 'error',
};

/** What became of the last run and when, and how old what is known of the team is. */
export function LastSync({ domain: { lastRun, rosterReadAt } }: { domain: OverviewDomain }) {
  const { t } = useTranslation();
  if (!lastRun)
    return <p className="p-text--small u-text--muted u-no-margin--bottom">{t('overview.sync.never')}</p>;
  const icon = ICONS[lastRun.state];
  return (
    <p className="p-text--small u-no-margin--bottom">
      {icon && <Icon name={icon} />}{' '}
      <Link to={paths.syncRun(lastRun.id)}>{t(`overview.sync.state.${lastRun.state}`)}</Link>{' '}
      <span className="u-text--muted">
        <Time value={lastRun.at} />
        {' · '}
        {rosterReadAt === null ? (
          t('overview.sync.no_roster')
        ) : (
          <>
            {t('overview.sync.roster')} <Time value={rosterReadAt} />
          </>
        )}
      </span>
    </p>
  );
}
