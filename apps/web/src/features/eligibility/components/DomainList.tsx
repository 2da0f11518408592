import type { Eligibility } from '@ubuntu-aliases/shared';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks } from '../../../paths.ts';
import { STATE_ICONS } from './RuleList.tsx';

/** One row for each mail domain with the reason. */
export function DomainList({ domains }: { domains: Eligibility['domains'] }) {
  const { t } = useTranslation();
  return (
    <ul className="rules" aria-label={t('eligibility.domains')}>
      {domains.map(({ domain, team, state, reason }) => (
        <li key={domain} className={`rule is-${reason && state === 'ok' ? 'unknown' : state}`}>
          <Icon name={reason && state === 'ok' ? 'warning' : STATE_ICONS[state]} />
          <div>
            <p className="rule__title">
              <span className="address">{domain}</span>{' '}
              <span className="rule__state">{t(`domain_state.${state}`)}</span>
            </p>
            <p className="u-text--muted u-no-margin--bottom">
              {reason ? t(`domain_reason.${reason}`) : t(`domain_text.${state}`)}
            </p>
            <p className="u-no-margin--bottom">
              <a href={launchpadLinks.team(team)}>{t('eligibility.team', { team })}</a>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
