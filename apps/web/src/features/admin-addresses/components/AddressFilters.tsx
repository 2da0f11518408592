import Select from '@canonical/react-components/dist/esm/components/Select';
import { Button } from '../../../components/Button.tsx';
import { SearchField } from '../../../components/SearchField.tsx';
import { ToggleChips } from '../../../components/ToggleChips.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetDomains } from '../../landing/index.ts';
import { isFiltered, ORIGINS, readFilters, REASONS, SORTS, STATES, type Filters } from '../filters.ts';

const toggled = <T,>(items: readonly T[], item: T): T[] =>
  items.includes(item) ? items.filter((other) => other !== item) : [...items, item];

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function AddressFilters({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const { domains } = useGetDomains();
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  const flags = (['withoutRecipient', 'unclaimed'] as const).filter((name) => filters[name]);
  return (
    <section className="filter-bar" aria-label={t('admin_alias.filter.title')}>
      <div className="filter-bar__search">
        <SearchField
          label={t('admin_alias.filter.text')}
          button={t('admin_alias.filter.search')}
          value={filters.q}
          onSearch={(q) => change({ q })}
        />
        <Select
          label={t('admin_alias.sort')}
          value={filters.sort}
          onChange={(event) => change({ sort: event.target.value as Filters['sort'] })}
          options={SORTS.map((sort) => ({ value: sort, label: t(`admin_alias.sort.${sort}`) }))}
        />
      </div>
      <div className="filter-bar__row">
        <ToggleChips
          label={t('admin_alias.state')}
          items={STATES}
          selected={filters.state}
          nameOf={(state) => t(`alias.state.${state}`)}
          onToggle={(state) => change({ state: toggled(filters.state, state) })}
        />
        <ToggleChips
          label={t('admin_alias.domain')}
          items={(domains?.items ?? []).map(({ name }) => name)}
          selected={filters.domain}
          nameOf={(name) => name}
          onToggle={(name) => change({ domain: toggled(filters.domain, name) })}
        />
      </div>
      <details open={flags.length + filters.reason.length + filters.origin.length > 0}>
        <summary>{t('admin_alias.filter.more')}</summary>
        <div className="filter-bar__row">
          <ToggleChips
            label={t('admin_alias.reason')}
            items={REASONS}
            selected={filters.reason}
            nameOf={(reason) => t(`admin_alias.reason.${reason}`)}
            onToggle={(reason) => change({ reason: toggled(filters.reason, reason) })}
          />
          <ToggleChips
            label={t('admin_alias.origin')}
            items={ORIGINS}
            selected={filters.origin}
            nameOf={(origin) => t(`admin_alias.origin.${origin}`)}
            onToggle={(origin) => change({ origin: toggled(filters.origin, origin) })}
          />
          <ToggleChips
            label={t('admin_alias.filter.only')}
            items={['withoutRecipient', 'unclaimed'] as const}
            selected={flags}
            nameOf={(name) => t(`admin_alias.filter.${name}`)}
            onToggle={(name) => change({ [name]: !filters[name] })}
          />
        </div>
      </details>
      {isFiltered(filters) && (
        <Button appearance="link" onClick={() => onChange(readFilters(new URLSearchParams()))}>
          {t('admin_alias.filter.clear')}
        </Button>
      )}
    </section>
  );
}
