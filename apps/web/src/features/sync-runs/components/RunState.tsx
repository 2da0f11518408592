import type { SyncRun } from '@ubuntu-aliases/shared';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { isKnownDetail, TONES } from '../words.ts';

/** The state in words, and what stands behind it. */
export function RunState({ run }: { run: SyncRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reason, state } = run;
  const why =
    reason &&
    (isKnownDetail(reason.detail) ? t(`sync.detail.${reason.detail}`) : reason.detail || reason.code);
  const facts = [
    ...(why ? [why] : []),
    ...(reason?.page === undefined ? [] : [t('sync.on_page', { page: reason.page })]),
    ...(reason?.retryAt ? [t('sync.retry_at', { time: format.dateTime(new Date(reason.retryAt)) })] : []),
    ...(run.mode === 'plan' ? [t('sync.plan_only')] : []),
  ];
  return (
    <>
      <StatusChip tone={TONES[state]}>{t(`sync.state.${state}`)}</StatusChip>
      {facts.length > 0 && (
        <span className="p-text--small u-text--muted state-meaning">{facts.join(' · ')}</span>
      )}
    </>
  );
}
