import type { AdminAlias, AliasState } from '@ubuntu-aliases/shared';
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

/** The state in words, why, and until when. */
export function AdminAliasState({ alias }: { alias: AdminAlias }) {
  const { t } = useTranslation();
  const format = useFormat();
  const date = (at: string) => format.date(new Date(at));
  const facts = [
    ...(alias.reason ? [t(`admin_alias.reason.${alias.reason}`)] : []),
    ...(alias.state === 'grace' && alias.graceUntil
      ? [t('admin_alias.until', { date: date(alias.graceUntil) })]
      : []),
    ...(alias.state === 'paused' && alias.pausedUntil
      ? [t('admin_alias.until', { date: date(alias.pausedUntil) })]
      : []),
    ...(alias.isUnclaimed ? [t('admin_alias.unclaimed')] : []),
  ];
  return (
    <>
      <StatusChip tone={TONES[alias.state]}>{t(`alias.state.${alias.state}`)}</StatusChip>
      {facts.length > 0 && (
        <span className="p-text--small u-text--muted state-meaning">{facts.join(' · ')}</span>
      )}
    </>
  );
}
