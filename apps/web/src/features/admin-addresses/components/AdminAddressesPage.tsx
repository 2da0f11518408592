import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { AdminAlias, BulkHoldResult, Page } from '@ubuntu-aliases/shared';
import { TOTAL_MAX } from '@ubuntu-aliases/shared/list-limits';
import { useGetPage } from '../../../api/useGetPage.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Pager } from '../../../components/Pager.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useMediaQuery } from '../../../components/useMediaQuery.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { canAdministerAny, useGetMe } from '../../session/index.ts';
import { aliasesPath } from '../api/keys.ts';
import { isFiltered, readFilters, writeFilters, type Filters } from '../filters.ts';
import { isUndone, type Undone } from '../undone.ts';
import { useSelection } from '../useSelection.ts';
import { AddressFilters } from './AddressFilters.tsx';
import { AliasPanel } from './AliasPanel.tsx';
import { AliasCards, AliasTable } from './AliasRows.tsx';
import { FreeDialog } from './FreeDialog.tsx';
import { HoldDialog, type Wanted } from './HoldDialog.tsx';
import { HoldOutcome } from './HoldOutcome.tsx';
import { SelectionBar } from './SelectionBar.tsx';

interface AliasPage extends Page<AdminAlias> {
  total: number;
}

const PAGE = '50';

export function AdminAddressesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const toast = useToast();
  const { id: openId = null } = useParams();
  const [params, setParams] = useSearchParams();
  const { member } = useGetMe();
  const filters = useMemo(() => readFilters(params), [params]);
  const query = writeFilters(filters);
  const csv = `/api/v1/admin/aliases.csv?${query.toString()}`;
  query.set('limit', PAGE);
  if (params.has('cursor')) query.set('cursor', params.get('cursor') ?? '');
  const { page, isPending, isStale, error, retry } = useGetPage<AliasPage>(aliasesPath, query);
  const aliases = page?.items ?? [];
  const selection = useSelection(aliases, query.toString());
  const isWide = useMediaQuery('(min-width: 1150px)');
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [freeing, setFreeing] = useState<AdminAlias | null>(null);
  const [undone, setUndone] = useState<Undone[]>([]);

  const setFilters = (next: Filters) => setParams(writeFilters(next));
  const close = () => void navigate({ pathname: paths.adminAddresses, search: params.toString() });
  const onHeld = ({ action }: Wanted, items: BulkHoldResult['items']) => {
    const done = items.filter(({ outcome }) => outcome === 'done').length;
    if (done > 0) toast({ text: t(`admin_alias.${action}.done`, { count: done }) });
    setUndone(items.filter(isUndone));
    setWanted(null);
    selection.clear();
  };

  const Rows = isWide && openId === null ? AliasTable : AliasCards;
  return (
    <>
      <PageHeader
        title={t('admin_alias.title')}
        help={t('admin_alias.help')}
        actions={
          <a className="p-button" href={csv} download>
            {t('admin_alias.csv')}
          </a>
        }
      />
      {undone.length > 0 && <HoldOutcome items={undone} onDismiss={() => setUndone([])} />}
      <div className={`error-log ${openId === null ? '' : 'has-panel'}`}>
        <div className="error-log__list" hidden={openId !== null && !isWide}>
          <AddressFilters filters={filters} onChange={setFilters} />
          {isPending && <Skeleton lines={6} />}
          {error && !page && <ErrorNotice error={error} onRetry={retry} />}
          <p role="status" className="u-text--muted">
            {page &&
              t(page.total >= TOTAL_MAX ? 'admin_alias.total_many' : 'admin_alias.total', {
                count: page.total,
              })}
          </p>
          {selection.ids.length > 0 && (
            <SelectionBar
              count={selection.ids.length}
              onAct={(action) => setWanted({ action, ids: selection.ids, address: null })}
              onClear={selection.clear}
            />
          )}
          {page && aliases.length === 0 && !isStale && (
            <div className="empty">
              <h2 className="p-heading--4">{t('admin_alias.none.title')}</h2>
              <p>{t(isFiltered(filters) ? 'admin_alias.none.filtered' : 'admin_alias.none.text')}</p>
              {isFiltered(filters) && (
                <Button onClick={() => setFilters(readFilters(new URLSearchParams()))}>
                  {t('admin_alias.filter.clear')}
                </Button>
              )}
            </div>
          )}
          {aliases.length > 0 && (
            <div aria-busy={isStale}>
              <Rows
                aliases={aliases}
                search={params.toString()}
                openId={openId}
                selection={canAdministerAny(member) ? selection : null}
              />
            </div>
          )}
          {page && <Pager nextCursor={page.nextCursor} />}
        </div>
        {openId !== null && (
          <AliasPanel
            id={openId}
            onClose={close}
            onHold={({ id, address, heldAt }) =>
              setWanted({ action: heldAt === null ? 'hold' : 'unhold', ids: [id], address })
            }
            onFree={setFreeing}
          />
        )}
      </div>
      {wanted && (
        <HoldDialog
          wanted={wanted}
          onDone={(items) => onHeld(wanted, items)}
          onClose={() => setWanted(null)}
        />
      )}
      {freeing && (
        <FreeDialog
          alias={freeing}
          onClose={() => setFreeing(null)}
          onDone={() => {
            toast({ text: t('admin_alias.free.done', { address: freeing.address }) });
            setFreeing(null);
            close();
          }}
        />
      )}
    </>
  );
}
