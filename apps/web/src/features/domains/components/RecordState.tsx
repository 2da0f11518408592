import type { DomainRecord } from '@ubuntu-aliases/shared';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

/** `unknown` looks different from `wrong`: nobody could say. */
const TONES = { ok: 'positive', wrong: 'negative', unknown: 'neutral' } as const;

export function RecordState({ state }: { state: DomainRecord['state'] }) {
  const { t } = useTranslation();
  return <StatusChip tone={TONES[state]}>{t(`domains.state.${state}`)}</StatusChip>;
}
