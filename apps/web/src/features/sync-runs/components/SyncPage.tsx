import { Link, useSearchParams } from 'react-router';
import type { LaunchpadGate, Page, SyncRun, SyncRunState } from '@ubuntu-aliases/shared';
import { useGetPage } from '../../../api/useGetPage.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Pager } from '../../../components/Pager.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { Time } from '../../../components/Time.tsx';
import { ToggleChips } from '../../../components/ToggleChips.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useGetDomains } from '../../landing/index.ts';
import { canAdministerAny, useGetMe } from '../../session/index.ts';
import { runsPath } from '../api/useSyncRuns.ts';
import { isUnderWay, STATES } from '../words.ts';
import { RunState } from './RunState.tsx';
import { StartForm } from './StartForm.tsx';
import { Totals } from './Totals.tsx';

interface RunPage extends Page<SyncRun> {
  launchpad: LaunchpadGate;
}

const list = (params: URLSearchParams, name: string) => (params.get(name) ?? '').split(',').filter(Boolean);

export function SyncPage() {
  const { t } = useTranslation();
  const { member } = useGetMe();
  const { domains } = useGetDomains();
  const [params, setParams] = useSearchParams();
  const states = STATES.filter((state) => list(params, 'state').includes(state));
  const names = list(params, 'domain');
  const query = new URLSearchParams({ limit: '25' });
  if (states.length > 0) query.set('state', states.join(','));
  if (names.length > 0) query.set('domain', names.join(','));
  if (params.has('cursor')) query.set('cursor', params.get('cursor') ?? '');
  const { page, isPending, isStale, error, retry } = useGetPage<RunPage>(runsPath, query, {
    isMoving: ({ items }) => items.some(({ state }) => isUnderWay(state)),
  });
  const toggle = (name: 'state' | 'domain', chosen: readonly string[], item: string) => {
    const next = new URLSearchParams(params);
    const items = chosen.includes(item) ? chosen.filter((other) => other !== item) : [...chosen, item];
    if (items.length > 0) next.set(name, items.join(','));
    else next.delete(name);
    next.delete('cursor');
    setParams(next);
  };
  return (
    <>
      <PageHeader title={t('sync.title')} help={t('sync.help')} />
      {page && <Gate gate={page.launchpad} />}
      {canAdministerAny(member) && <StartForm />}
      <section className="filter-bar" aria-label={t('sync.filter')}>
        <div className="filter-bar__row">
          <ToggleChips<SyncRunState>
            label={t('sync.state')}
            items={STATES}
            selected={states}
            nameOf={(state) => t(`sync.state.${state}`)}
            onToggle={(state) => toggle('state', states, state)}
          />
          <ToggleChips
            label={t('sync.domain')}
            items={(domains?.items ?? []).map(({ name }) => name)}
            selected={names}
            nameOf={(name) => name}
            onToggle={(name) => toggle('domain', names, name)}
          />
        </div>
      </section>
      {isPending && <Skeleton lines={6} />}
      {error && !page && <ErrorNotice error={error} onRetry={retry} />}
      {page && page.items.length === 0 && !isStale && (
        <div className="empty">
          <h2 className="p-heading--4">{t('sync.none.title')}</h2>
          <p>{t('sync.none.text')}</p>
        </div>
      )}
      {page && page.items.length > 0 && (
        <ul className="entry-cards" aria-label={t('sync.runs')} aria-busy={isStale}>
          {page.items.map((run) => (
            <li key={run.id} className="sync-run">
              <Link className="entry-link" to={paths.syncRun(run.id)}>
                <span className="name">{run.domain}</span> · <Time value={run.createdAt} />
              </Link>
              <p className="u-no-margin--bottom">
                <RunState run={run} />
              </p>
              <Totals run={run} />
            </li>
          ))}
        </ul>
      )}
      {page && <Pager nextCursor={page.nextCursor} />}
    </>
  );
}

/** Only when scheduled work leaves Launchpad alone: a run that an admin starts asks all the same. */
function Gate({ gate }: { gate: LaunchpadGate }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (gate.state === 'ok') return null;
  return (
    <Notification severity="caution" title={t(`sync.launchpad.${gate.state}`)}>
      {gate.until && t('sync.launchpad.until', { time: format.dateTime(new Date(gate.until)) })}{' '}
      {t('sync.launchpad.probe')}
    </Notification>
  );
}
