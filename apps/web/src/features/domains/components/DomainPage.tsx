import { Link, useParams } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useGetMe } from '../../session/index.ts';
import { useCheckDomain } from '../api/useChangeDomain.ts';
import { useGetDomain } from '../api/useGetDomains.ts';
import { rightsOf } from '../rights.ts';
import { DomainForm } from './DomainForm.tsx';
import { History } from './History.tsx';
import { ProveForm } from './ProveForm.tsx';
import { RetireForm } from './RetireForm.tsx';
import { RecordTable } from './RecordTable.tsx';
import { ToPublish } from './ToPublish.tsx';

export function DomainPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { member } = useGetMe();
  const { domain, isPending, error, retry } = useGetDomain(id);
  const check = useCheckDomain(id);
  const toast = useToast();
  const rights = rightsOf(member);
  if (isPending) return <Skeleton lines={8} />;
  if (!domain) return <ErrorNotice error={error} onRetry={retry} />;
  const checkNow = () => check.mutate(undefined, { onSuccess: () => toast({ text: t('domains.checked') }) });
  return (
    <>
      <p className="u-no-margin--bottom">
        <Link to={paths.domains}>{t('domains.back')}</Link>
      </p>
      <PageHeader
        title={domain.name}
        help={t('domains.detail_help')}
        actions={
          rights !== 'none' && (
            <Button appearance="positive" isBusy={check.isPending} onClick={checkNow}>
              {t('domains.check_now')}
            </Button>
          )
        }
      />
      {check.error && <ErrorNotice error={check.error} onRetry={checkNow} />}
      {domain.retiredAt && (
        <Notification severity="caution" title={t('domains.retired')}>
          {t('domains.retired_help')}
        </Notification>
      )}
      {!domain.ownership.provenAt && (
        <Notification severity="caution" title={t('domains.unproven')}>
          {t('domains.unproven_help')}
        </Notification>
      )}
      <h2 className="p-heading--4">{t('domains.records')}</h2>
      <RecordTable domain={domain} />
      <h2 className="p-heading--4">{t('domains.publish')}</h2>
      <ToPublish domain={domain} />
      {!domain.ownership.provenAt && rights === 'everything' && <ProveForm id={id} />}
      {rights !== 'none' && (
        <>
          <h2 className="p-heading--4">{t('domains.settings')}</h2>
          <DomainForm domain={domain} isEverything={rights === 'everything'} />
        </>
      )}
      <h2 className="p-heading--4">{t('domains.history')}</h2>
      <History history={domain.history} />
      {rights === 'everything' && (
        <>
          <h2 className="p-heading--4">{t(domain.retiredAt ? 'domains.unretire' : 'domains.retire')}</h2>
          <RetireForm domain={domain} />
        </>
      )}
    </>
  );
}
