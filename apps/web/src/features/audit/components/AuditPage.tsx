import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditEntry, Page } from '@ubuntu-aliases/shared';
import { TOTAL_MAX } from '@ubuntu-aliases/shared/list-limits';
import { useGetPage } from '../../../api/useGetPage.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Pager } from '../../../components/Pager.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { readFilters, toQuery, writeFilters, type Filters } from '../filters.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditItem } from './AuditItem.tsx';

interface AuditPageOfApi extends Page<AuditEntry> {
  total: number;
}

export function AuditPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const query = toQuery(filters);
  query.set('limit', '50');
  if (params.has('cursor')) query.set('cursor', params.get('cursor') ?? '');
  const { page, isPending, isStale, error, retry } = useGetPage<AuditPageOfApi>('admin/audit', query);
  const setFilters = (next: Filters) => setParams(writeFilters(next));
  const isFiltered = writeFilters(filters).size > 0;
  const clear = () => setParams(new URLSearchParams());
  return (
    <>
      <PageHeader title={t('audit.title')} help={t('audit.help')} />
      <AuditFilters filters={filters} onChange={setFilters} onClear={isFiltered ? clear : null} />
      {isPending && <Skeleton lines={6} />}
      {error && !page && <ErrorNotice error={error} onRetry={retry} />}
      <p role="status" className="u-text--muted">
        {page && t(page.total >= TOTAL_MAX ? 'audit.total_many' : 'audit.total', { count: page.total })}
      </p>
      {page && page.items.length === 0 && !isStale && (
        <div className="empty">
          <h2 className="p-heading--4">{t('audit.none.title')}</h2>
          <p>{t(isFiltered ? 'audit.none.filtered' : 'audit.none.text')}</p>
          {isFiltered && <Button onClick={clear}>{t('audit.filter.clear')}</Button>}
        </div>
      )}
      {page && page.items.length > 0 && (
        <ol className="audit-list" aria-label={t('audit.title')} aria-busy={isStale}>
          {page.items.map((entry) => (
            <AuditItem key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {page && <Pager nextCursor={page.nextCursor} />}
    </>
  );
}
