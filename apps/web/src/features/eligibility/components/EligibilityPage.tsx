import type { Eligibility } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Name } from '../../../components/Name.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useCheckAgain } from '../api/useCheckAgain.ts';
import { useGetEligibility } from '../api/useGetEligibility.ts';
import { DomainList } from './DomainList.tsx';
import { RuleList } from './RuleList.tsx';

function Verdict({ eligibility }: { eligibility: Eligibility }) {
  const { t } = useTranslation();
  const hasFailed = eligibility.rules.some(({ state }) => state === 'failed');
  return (
    <>
      {eligibility.status === 'pending' && (
        <Notification severity="information" title={t('eligibility.pending.title')}>
          {t(eligibility.checkedAt === null ? 'eligibility.pending.never' : 'eligibility.pending.older')}
        </Notification>
      )}
      <p className="lead">
        {t(
          eligibility.isEligible
            ? 'eligibility.verdict.yes'
            : hasFailed
              ? 'eligibility.verdict.no'
              : 'eligibility.verdict.unknown',
        )}
      </p>
      <p className="u-text--muted">
        {eligibility.checkedAt === null ? (
          t('eligibility.never_checked')
        ) : (
          <>
            {t('eligibility.checked_label')} <Time value={eligibility.checkedAt} />
          </>
        )}
        {eligibility.launchpadName !== null && (
          <>
            {' · '}
            {t('eligibility.name_label')} <Name value={`~${eligibility.launchpadName}`} />
          </>
        )}
      </p>
    </>
  );
}

export function EligibilityPage() {
  const { t } = useTranslation();
  const { eligibility, isPending, error, retry } = useGetEligibility();
  const { checkAgain, isChecking, error: checkError, result } = useCheckAgain();
  const announcement =
    isChecking || !result
      ? ''
      : t(
          result.status === 'pending'
            ? 'eligibility.result.pending'
            : result.isEligible
              ? 'eligibility.result.yes'
              : 'eligibility.result.no',
        );
  return (
    <>
      <PageHeader
        title={t('eligibility.title')}
        help={t('eligibility.help')}
        actions={
          <Button appearance="positive" isBusy={isChecking} onClick={checkAgain}>
            {t(isChecking ? 'eligibility.checking' : 'eligibility.check_again')}
          </Button>
        }
      />
      <p role="status" className="check-result">
        {announcement}
      </p>
      {checkError && <ErrorNotice error={checkError} />}
      {isPending && <Skeleton lines={5} />}
      {error && !eligibility && <ErrorNotice error={error} onRetry={retry} />}
      {eligibility && (
        <>
          <Verdict eligibility={eligibility} />
          <h2 className="p-heading--4">{t('eligibility.rules')}</h2>
          <RuleList eligibility={eligibility} />
          <h2 className="p-heading--4">{t('eligibility.domains')}</h2>
          <DomainList domains={eligibility.domains} />
        </>
      )}
    </>
  );
}
