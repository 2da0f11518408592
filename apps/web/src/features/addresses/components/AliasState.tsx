import type { Alias, AliasState as State } from '@ubuntu-aliases/shared';
import { StatusChip, type Tone } from '../../../components/StatusChip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const TONES: Record<State, Tone> = {
  active: 'positive',
  paused: 'neutral',
  grace: 'caution',
  suspended: 'negative',
  released: 'neutral',
};

const isDeaf = ({ state, recipients }: Alias) =>
  state === 'active' && recipients.every((recipient) => recipient.state === 'pending');

/** What the state means for mail, in a sentence. */
export function useMeaning(): (alias: Alias) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (alias) => {
    const { state, reason, graceUntil, pauseReply, pausedUntil } = alias;
    if (state === 'suspended' && reason) return t(`alias.reason.${reason}`);
    if (state === 'grace' && graceUntil)
      return t('alias.meaning.grace_until', { date: format.date(new Date(graceUntil)) });
    if (state === 'paused') {
      const reply = pauseReply ?? 'temporary';
      return pausedUntil
        ? t(`pause.meaning_until.${reply}`, { date: format.date(new Date(pausedUntil)) })
        : t(`pause.meaning.${reply}`);
    }
    return t(isDeaf(alias) ? 'alias.meaning.no_recipient' : `alias.meaning.${state}`);
  };
}

/** The state in words, and what it means for mail. */
export function AliasState({ alias }: { alias: Alias }) {
  const { t } = useTranslation();
  const meaning = useMeaning();
  return (
    <>
      <StatusChip tone={isDeaf(alias) ? 'caution' : TONES[alias.state]}>
        {t(`alias.state.${alias.state}`)}
      </StatusChip>
      <span className="p-text--small u-text--muted state-meaning">{meaning(alias)}</span>
    </>
  );
}
