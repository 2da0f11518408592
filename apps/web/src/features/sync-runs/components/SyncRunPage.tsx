import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { SyncRun } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Name } from '../../../components/Name.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { Time } from '../../../components/Time.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { canAdminister, useGetMe } from '../../session/index.ts';
import { useDecide, useGetSyncRun, type Decision } from '../api/useSyncRuns.ts';
import { isUnderWay } from '../words.ts';
import { RunDiff } from './RunDiff.tsx';
import { RunState } from './RunState.tsx';
import { Totals } from './Totals.tsx';

export function SyncRunPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { run, isPending, error, retry } = useGetSyncRun(id);
  return (
    <>
      <PageHeader
        title={run ? t('sync.run_title', { domain: run.domain }) : t('sync.run')}
        help={<Link to={paths.sync}>{t('sync.back')}</Link>}
      />
      {isPending && <Skeleton lines={6} />}
      {error && !run && <ErrorNotice error={error} onRetry={retry} />}
      {run && (
        <>
          <p role="status">
            <RunState run={run} />
          </p>
          {isUnderWay(run.state) && <Progress run={run} />}
          <Totals run={run} />
          {run.counts.unmatched > 0 && (
            <p className="u-text--muted">{t('sync.unmatched', { count: run.counts.unmatched })}</p>
          )}
          {run.unanswered > 0 && <p>{t('sync.unanswered', { count: run.unanswered })}</p>}
          <Decide run={run} />
          <Facts run={run} />
          <h2 className="p-heading--4">{t('sync.diff.title')}</h2>
          <RunDiff id={run.id} state={run.state} />
        </>
      )}
    </>
  );
}

function Progress({ run: { progress } }: { run: SyncRun }) {
  const { t } = useTranslation();
  return <p className="u-text--muted">{t('sync.progress', { ...progress })}</p>;
}

function Facts({ run }: { run: SyncRun }) {
  const { t } = useTranslation();
  const time = (name: 'started' | 'finished' | 'approvable_until', at: string | null) =>
    at !== null && (
      <>
        <dt>{t(`sync.${name}`)}</dt>
        <dd>
          <Time value={at} />
        </dd>
      </>
    );
  return (
    <dl className="pairs">
      <dt>{t('sync.team')}</dt>
      <dd className="name">~{run.team}</dd>
      <dt>{t('sync.origin')}</dt>
      <dd>{t(`sync.origin.${run.origin}`)}</dd>
      {time('started', run.startedAt)}
      {time('finished', run.finishedAt)}
      {time('approvable_until', run.approvableUntil)}
      {run.decision && (
        <>
          <dt>{t('sync.decision')}</dt>
          <dd>
            <q className="name">{run.decision.reason}</q>{' '}
            {run.decision.by !== null && <Name value={`~${run.decision.by}`} />}
          </dd>
        </>
      )}
    </dl>
  );
}

function Decide({ run }: { run: SyncRun }) {
  const { t } = useTranslation();
  const toast = useToast();
  const { member } = useGetMe();
  const [decision, setDecision] = useState<Decision | null>(null);
  const { mutate, isPending, error, reset } = useDecide(run.id);
  const open: Decision[] = [
    ...(run.state === 'needs_approval' ? (['apply', 'reject'] as const) : []),
    ...(run.canAcceptRoster ? (['accept-roster'] as const) : []),
  ];
  if (open.length === 0 || !canAdminister(member, run.domain)) return null;
  const count = run.counts.graced + run.counts.suspended;
  return (
    <div className="entry-panel__actions">
      {open.map((one) => (
        <Button key={one} onClick={() => setDecision(one)}>
          {t(`sync.${one}.action`, { count })}
        </Button>
      ))}
      {decision && (
        <ReasonDialog
          title={t(`sync.${decision}.title`, { count, domain: run.domain })}
          action={t(`sync.${decision}.action`, { count })}
          appearance={decision === 'apply' ? 'negative' : 'positive'}
          help={t('sync.reason_help')}
          isBusy={isPending}
          error={error}
          onClose={() => {
            reset();
            setDecision(null);
          }}
          onConfirm={(reason) =>
            mutate(
              { decision, reason },
              {
                onSuccess: () => {
                  toast({ text: t(`sync.${decision}.done`) });
                  setDecision(null);
                },
              },
            )
          }
        >
          <p>{t(`sync.${decision}.effect`, { count })}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
