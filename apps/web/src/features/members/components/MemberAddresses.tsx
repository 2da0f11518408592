import type { AdminMemberDetail, AliasState } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { StatusChip, type Tone } from '../../../components/StatusChip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const TONES: Record<AliasState, Tone> = {
  active: 'positive',
  paused: 'neutral',
  grace: 'caution',
  suspended: 'negative',
  released: 'neutral',
};

export function MemberAddresses({ member: { aliases } }: { member: AdminMemberDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-labelledby="member-addresses">
      <h2 id="member-addresses" className="p-heading--4">
        {t('members.addresses')}
      </h2>
      {aliases.length === 0 && <p className="u-text--muted">{t('members.no_address')}</p>}
      <ul className="entry-cards">
        {aliases.map((alias) => (
          <li key={alias.id}>
            <p className="entry-card__line">
              <Address value={alias.address} />
              <StatusChip tone={TONES[alias.state]}>{t(`alias.state.${alias.state}`)}</StatusChip>
              {alias.state === 'suspended' && alias.reason && (
                <span>{t(`member.alias_reason.${alias.reason}`)}</span>
              )}
              {alias.graceUntil && (
                <span>{t('member.grace_until', { date: format.date(new Date(alias.graceUntil)) })}</span>
              )}
            </p>
            <p className="entry-card__line u-text--muted">
              {alias.recipients.length === 0
                ? t('member.no_recipient')
                : t('member.goes_to', { address: format.list(alias.recipients.map((r) => r.address)) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
