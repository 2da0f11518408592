import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { ErrorState } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useMediaQuery } from '../../../components/useMediaQuery.ts';
import { useShortcuts, useShortcutSetting } from '../../../components/useShortcuts.ts';
import { canChange } from '../../../admin-roles.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useGetMe } from '../../session/index.ts';
import { useGetErrors } from '../api/useGetErrors.ts';
import { isFiltered, NO_FILTERS, readFilters, writeFilters, type Filters } from '../filters.ts';
import { useChangeState } from '../useChangeState.ts';
import { useSelection } from '../useSelection.ts';
import { useEntryFocus } from '../useEntryFocus.ts';
import { EntryCards } from './EntryCards.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { EntryTable } from './EntryTable.tsx';
import { FilterBar } from './FilterBar.tsx';
import { NoEntries } from './NoEntries.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { RefusedChange } from './RefusedChange.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';

/** The count of the API stops at this number. */
const TOTAL_MAX = 1000;

export function ErrorLogPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id: openId = null } = useParams();
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const search = writeFilters(filters).toString();
  const { member } = useGetMe();
  const isReadOnly = !canChange(member);
  const isWide = useMediaQuery('(min-width: 1150px)');
  const log = useGetErrors(filters);
  const entries = useMemo(() => log.entries ?? [], [log.entries]);
  const { current, onFocusEntry, next, previous } = useEntryFocus(entries, openId);
  const { changeState, saveNote, refused, dismissRefused } = useChangeState();
  const selection = useSelection(useMemo(() => entries.map(({ id }) => id), [entries]));
  const shortcuts = useShortcutSetting();
  const [isHelpOpen, setIsHelpOpen] = useState(false);

  const setFilters = (next: Filters) => setParams(writeFilters(next), { replace: true });
  const close = () => void navigate({ pathname: paths.errorLog, search });
  const act = (state: ErrorState) => {
    const target = openId ?? current?.id;
    const entry = entries.find(({ id }) => id === target);
    if (!isReadOnly && entry && entry.state !== state) changeState(entry.id, state);
  };
  useShortcuts(
    {
      j: next,
      k: previous,
      e: () => act('acknowledged'),
      r: () => act('resolved'),
      x: () => !isReadOnly && current && selection.toggle(current.id),
      '?': () => setIsHelpOpen(true),
      ...(openId === null ? {} : { Escape: close }),
    },
    shortcuts.isOn,
  );

  const List = isWide && openId === null ? EntryTable : EntryCards;
  return (
    <>
      <PageHeader
        title={t('errors.title')}
        help={t('errors.help')}
        actions={<Button onClick={() => setIsHelpOpen(true)}>{t('shortcuts.open')}</Button>}
      />
      {refused && <RefusedChange error={refused} onDismiss={dismissRefused} />}
      <div className={`error-log ${openId === null ? '' : 'has-panel'}`}>
        <div className="error-log__list" hidden={openId !== null && !isWide}>
          <FilterBar filters={filters} onChange={setFilters} />
          {log.isPending && <Skeleton lines={6} />}
          {log.error && !log.entries && <ErrorNotice error={log.error} onRetry={log.retry} />}
          <p role="status" className="u-text--muted">
            {log.entries &&
              t(log.total >= TOTAL_MAX ? 'errors.total_many' : 'errors.total', { count: log.total })}
          </p>
          {log.entries?.length === 0 && !log.isStale && (
            <NoEntries isFiltered={isFiltered(filters)} onClear={() => setFilters(NO_FILTERS)} />
          )}
          {entries.length > 0 && (
            <div aria-busy={log.isStale}>
              <List
                entries={entries}
                search={search}
                onFocusEntry={onFocusEntry}
                openId={openId}
                selection={isReadOnly ? null : selection}
              />
            </div>
          )}
          {!isReadOnly && <SelectionBar selection={selection} />}
          {log.hasMore && (
            <Button isBusy={log.isLoadingMore} onClick={log.loadMore}>
              {t('load_more')}
            </Button>
          )}
        </div>
        {openId !== null && (
          <EntryPanel
            id={openId}
            isReadOnly={isReadOnly}
            onClose={close}
            onState={changeState}
            onNote={saveNote}
          />
        )}
      </div>
      {isHelpOpen && (
        <ShortcutHelp
          isOn={shortcuts.isOn}
          onToggle={shortcuts.change}
          onClose={() => setIsHelpOpen(false)}
        />
      )}
    </>
  );
}
