import type { Eligibility, EligibilityRule, RuleState } from '@ubuntu-aliases/shared';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks } from '../../../paths.ts';

export const STATE_ICONS: Record<RuleState, IconName> = {
  ok: 'success',
  failed: 'error',
  unknown: 'help',
};

/** Where a failed rule can be put right; the rest is explained in words. */
const REMEDIES: Partial<Record<EligibilityRule, string>> = {
  coc_signed: launchpadLinks.codeOfConduct,
  account_known: 'https://launchpad.net/',
};

/** The five rules, each with what Launchpad said. "We could not ask" has its own icon and words. */
export function RuleList({ eligibility }: { eligibility: Eligibility }) {
  const { t } = useTranslation();
  return (
    <ul className="rules" aria-label={t('eligibility.rules')}>
      {eligibility.rules.map(({ rule, state }) => {
        const remedy = state === 'failed' ? REMEDIES[rule] : undefined;
        return (
          <li key={rule} className={`rule is-${state}`}>
            <Icon name={STATE_ICONS[state]} />
            <div>
              <p className="rule__title">
                {t(`rule.${rule}`)} <span className="rule__state">{t(`rule_state.${state}`)}</span>
              </p>
              <p className="u-text--muted u-no-margin--bottom">{t(`rule.${rule}.${state}`)}</p>
              {remedy && (
                <p className="u-no-margin--bottom">
                  <a href={remedy}>{t(rule === 'coc_signed' ? 'remedy.sign_coc' : 'remedy.launchpad')}</a>
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
