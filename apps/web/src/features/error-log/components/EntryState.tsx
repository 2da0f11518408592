import type { ErrorSeverity, ErrorState } from '@ubuntu-aliases/shared';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { StatusChip, type Tone } from '../../../components/StatusChip.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const STATE_TONES: Record<ErrorState, Tone> = {
  open: 'caution',
  acknowledged: 'information',
  resolved: 'positive',
};
const SEVERITY_ICONS: Record<ErrorSeverity, IconName> = {
  error: 'error',
  warning: 'warning',
  info: 'information',
};

export function EntryState({ state }: { state: ErrorState }) {
  const { t } = useTranslation();
  return <StatusChip tone={STATE_TONES[state]}>{t(`errors.state.${state}`)}</StatusChip>;
}

export function Severity({ severity }: { severity: ErrorSeverity }) {
  const { t } = useTranslation();
  return (
    <span className="severity">
      <Icon name={SEVERITY_ICONS[severity]} /> <span>{t(`errors.severity.${severity}`)}</span>
    </span>
  );
}
