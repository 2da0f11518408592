import type { AdminMemberDetail, RuleState } from '@ubuntu-aliases/shared';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const ICONS: Record<RuleState, IconName> = { ok: 'success', failed: 'error', unknown: 'help' };

/** Each rule and each domain with what Launchpad said; "not known" looks different from "no". */
export function Rules({ member: { eligibility } }: { member: AdminMemberDetail }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="member-rules">
      <h2 id="member-rules" className="p-heading--4">
        {t('member.rules')}
      </h2>
      <p className="u-text--muted">
        {eligibility.checkedAt === null ? (
          t('member.never_checked')
        ) : (
          <>
            {t('member.checked')} <Time value={eligibility.checkedAt} />
            {eligibility.status === 'pending' && ` · ${t('members.check_pending')}`}
          </>
        )}
      </p>
      <ul className="rules">
        {eligibility.rules.map(({ rule, state }) => (
          <li key={rule} className={`rule is-${state}`}>
            <Icon name={ICONS[state]} />
            <p className="rule__title u-no-margin--bottom">
              {t(`member.rule.${rule}`)} <span className="rule__state">{t(`rule_state.${state}`)}</span>
            </p>
          </li>
        ))}
        {eligibility.domains.map(({ domain, state, reason }) => (
          <li key={domain} className={`rule is-${state}`}>
            <Icon name={reason && state === 'ok' ? 'warning' : ICONS[state]} />
            <div>
              <p className="rule__title u-no-margin--bottom">
                <span className="address">{domain}</span>{' '}
                <span className="rule__state">{t(`rule_state.${state}`)}</span>
              </p>
              {reason && (
                <p className="u-text--muted u-no-margin--bottom">{t(`member.domain_reason.${reason}`)}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
