import { useSearchParams } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetEvents } from '../api/useGetEvents.ts';
import { readFilters, writeFilters, type Filters } from '../filters.ts';
import { EventList } from './EventList.tsx';
import { ActivityFilters } from './Filters.tsx';

export function ActivityPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const { events, isPending, isStale, error, retry, hasMore, isLoadingMore, loadMore } =
    useGetEvents(filters);
  const setFilters = (next: Filters) => setParams(writeFilters(next), { replace: true });
  const isFiltered = writeFilters(filters).size > 0;
  return (
    <>
      <PageHeader title={t('activity.title')} help={t('activity.help')} />
      <ActivityFilters filters={filters} onChange={setFilters} />
      {isPending && <Skeleton lines={5} />}
      {error && !events && <ErrorNotice error={error} onRetry={retry} />}
      <p role="status" className="u-off-screen">
        {events && !isStale ? t('activity.shown', { count: events.length }) : ''}
      </p>
      {events && events.length > 0 && (
        <div aria-busy={isStale}>
          <EventList events={events} />
        </div>
      )}
      {events?.length === 0 && !isStale && (
        <div className="empty">
          <p>{t(isFiltered ? 'activity.empty.filtered' : 'activity.empty')}</p>
          {isFiltered && (
            <Button onClick={() => setFilters({ actor: null, topic: null, alias: null })}>
              {t('activity.show_all')}
            </Button>
          )}
        </div>
      )}
      {hasMore && (
        <Button isBusy={isLoadingMore} onClick={loadMore}>
          {t('load_more')}
        </Button>
      )}
    </>
  );
}
