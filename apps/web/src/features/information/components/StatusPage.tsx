import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { StatusChip, type Tone } from '../../../components/StatusChip.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetStatus } from '../api/useGetStatus.ts';

const TONES = {
  ok: 'positive',
  unavailable: 'caution',
  delayed: 'caution',
  unknown: 'neutral',
} satisfies Record<string, Tone>;

/** Whether the parts work, for anybody who wonders; nothing about people. */
export function StatusPage() {
  const { t } = useTranslation();
  const { status, isPending, error, retry } = useGetStatus();
  return (
    <>
      <PageHeading title={t('status.title')}>{t('status.title')}</PageHeading>
      {isPending && <Skeleton />}
      {error && !status && <ErrorNotice error={error} onRetry={retry} />}
      {status && (
        <>
          <dl className="pairs">
            <dt>{t('status.launchpad')}</dt>
            <dd>
              <StatusChip tone={TONES[status.launchpad]}>
                {t(`status.launchpad.${status.launchpad}`)}
              </StatusChip>
              <span className="state-meaning">{t(`status.launchpad.${status.launchpad}.text`)}</span>
              {status.launchpadCheckedAt !== null && (
                <span className="u-text--muted state-meaning">
                  {t('status.checked_label')} <Time value={status.launchpadCheckedAt} />
                </span>
              )}
            </dd>
            <dt>{t('status.mail')}</dt>
            <dd>
              <StatusChip tone={TONES[status.mail]}>{t(`status.mail.${status.mail}`)}</StatusChip>
              <span className="state-meaning">{t(`status.mail.${status.mail}.text`)}</span>
            </dd>
            <dt>{t('status.version')}</dt>
            <dd>
              <code>{status.version}</code>
            </dd>
          </dl>
        </>
      )}
    </>
  );
}
