import { useSearchParams } from 'react-router';
import type { Page, SyncRunItem, SyncRunState } from '@ubuntu-aliases/shared';
import { useGetPage } from '../../../api/useGetPage.ts';
import { Address } from '../../../components/Address.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Name } from '../../../components/Name.tsx';
import { Pager } from '../../../components/Pager.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { runsPath } from '../api/useSyncRuns.ts';
import { isKnownReason, isUnderWay } from '../words.ts';

const SIGNS = { add: '+', restore: '+', grace: '~', suspend: '−' } as const;

/** The plan like a code review, a line for each address; read again as the run goes on. */
export function RunDiff({ id, state }: { id: string; state: SyncRunState }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const query = new URLSearchParams({ limit: '100' });
  if (params.has('cursor')) query.set('cursor', params.get('cursor') ?? '');
  const { page, isPending, error, retry } = useGetPage<Page<SyncRunItem>>(
    `${runsPath}/${encodeURIComponent(id)}/items`,
    query,
    { version: state, isMoving: () => isUnderWay(state) },
  );
  if (isPending) return <Skeleton lines={4} />;
  if (error && !page) return <ErrorNotice error={error} onRetry={retry} />;
  if (!page) return null;
  if (page.items.length === 0 && isUnderWay(state)) return null;
  if (page.items.length === 0) return <p className="u-text--muted">{t('sync.diff.none')}</p>;
  return (
    <>
      <ul className="sync-diff" aria-label={t('sync.diff.title')}>
        {page.items.map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </ul>
      <Pager nextCursor={page.nextCursor} />
    </>
  );
}

function Line({ item }: { item: SyncRunItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { action, member, reason } = item;
  // Nothing is red without a reason.
  const tone = action === 'suspend' && reason === null ? 'grace' : action;
  return (
    <li className={`sync-line--${tone}`}>
      <span className="sync-sign" aria-hidden="true">
        {SIGNS[action]}
      </span>
      <span>
        <span className="u-off-screen">{t(`sync.action.${action}`)} </span>
        {item.address === null ? t('sync.diff.new_address') : <Address value={item.address} />}
      </span>
      <span>
        {member && (
          <Name value={member.launchpadName === null ? member.displayName : `~${member.launchpadName}`} />
        )}
      </span>
      <span className="u-text--muted">
        {[
          t(`sync.action.${action}`),
          reason === null ? null : isKnownReason(reason) ? t(`sync.reason.${reason}`) : reason,
          item.graceUntil && t('sync.diff.until', { date: format.date(new Date(item.graceUntil)) }),
          item.state === 'planned' ? null : t(`sync.item.${item.state}`),
        ]
          .filter((text) => text !== null && text !== '')
          .join(' · ')}
      </span>
    </li>
  );
}
