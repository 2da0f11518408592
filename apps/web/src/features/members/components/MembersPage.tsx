import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useMediaQuery } from '../../../components/useMediaQuery.ts';
import { useShortcuts, useShortcutSetting } from '../../../components/useShortcuts.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetMembers } from '../api/useGetMembers.ts';
import { isFiltered, NO_FILTERS, readFilters, writeFilters, type Filters } from '../filters.ts';
import { MemberFilters } from './MemberFilters.tsx';
import { MemberCards, MemberTable, ROW_LINK } from './MemberRows.tsx';

/** The count of the API stops at this number. */
const TOTAL_MAX = 1000;

/** From row to row, from wherever the focus is. */
function moveFocus(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(`.${ROW_LINK}`)];
  const from = links.indexOf(document.activeElement as HTMLElement);
  links[Math.min(Math.max(from + step, 0), links.length - 1)]?.focus();
}

const SHORTCUTS = { j: () => moveFocus(1), k: () => moveFocus(-1) };

export function MembersPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const list = useGetMembers(filters);
  const isWide = useMediaQuery('(min-width: 1036px)');
  const { isOn } = useShortcutSetting();
  useShortcuts(SHORTCUTS, isOn);
  const setFilters = (next: Filters) => setParams(writeFilters(next), { replace: true });
  const Rows = isWide ? MemberTable : MemberCards;
  return (
    <>
      <PageHeader title={t('members.title')} help={t('members.help')} />
      <MemberFilters filters={filters} onChange={setFilters} />
      {list.isPending && <Skeleton lines={6} />}
      {list.error && !list.members && <ErrorNotice error={list.error} onRetry={list.retry} />}
      <p role="status" className="u-text--muted">
        {list.members &&
          t(list.total >= TOTAL_MAX ? 'members.total_many' : 'members.total', { count: list.total })}
      </p>
      {list.members?.length === 0 && !list.isStale && (
        <div className="empty">
          <h2 className="p-heading--4">
            {t(isFiltered(filters) ? 'members.none_found.title' : 'members.none.title')}
          </h2>
          <p>{t(isFiltered(filters) ? 'members.none_found.text' : 'members.none.text')}</p>
          {isFiltered(filters) && (
            <Button onClick={() => setFilters(NO_FILTERS)}>{t('members.clear')}</Button>
          )}
        </div>
      )}
      {list.members && list.members.length > 0 && (
        <div aria-busy={list.isStale}>
          <Rows members={list.members} search={writeFilters(filters).toString()} />
        </div>
      )}
      {list.hasMore && (
        <Button isBusy={list.isLoadingMore} onClick={list.loadMore}>
          {t('load_more')}
        </Button>
      )}
    </>
  );
}
