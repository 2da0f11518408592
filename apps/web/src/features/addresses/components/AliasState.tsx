import { useTranslation } from 'react-i18next';
import type { Alias, AliasState as State } from '@ubuntu-aliases/shared';
import { StatusChip, type Tone } from '../../../components/StatusChip.tsx';
import { useFormat } from '../../../i18n/format.ts';

const TONES: Record<State, Tone> = {
  active: 'positive',
  paused: 'neutral',
  grace: 'caution',
  suspended: 'negative',
  released: 'neutral',
};

/** The state in words, and what it means for mail. */
export function AliasState({ alias }: { alias: Alias }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isDeaf = alias.state === 'active' && alias.recipients.every(({ state }) => state === 'pending');
  const meaning =
    alias.state === 'suspended' && alias.reason
      ? t(`alias.reason.${alias.reason}`)
      : alias.state === 'grace' && alias.graceUntil
        ? t('alias.meaning.grace_until', { date: format.date(new Date(alias.graceUntil)) })
        : t(isDeaf ? 'alias.meaning.no_recipient' : `alias.meaning.${alias.state}`);
  return (
    <>
      <StatusChip tone={isDeaf ? 'caution' : TONES[alias.state]}>
        {t(`alias.state.${alias.state}`)}
      </StatusChip>
      <span className="p-text--small u-text--muted state-meaning">{meaning}</span>
    </>
  );
}
