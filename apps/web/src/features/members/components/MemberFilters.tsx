import Input from '@canonical/react-components/dist/esm/components/Input';
import Select from '@canonical/react-components/dist/esm/components/Select';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ToggleChips } from '../../../components/ToggleChips.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetDomains } from '../../landing/index.ts';
import { isFiltered, MARKS, NO_FILTERS, SORTS, type Filters } from '../filters.ts';

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

const toggled = <T,>(items: readonly T[], item: T): T[] =>
  items.includes(item) ? items.filter((other) => other !== item) : [...items, item];

export function MemberFilters({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const { domains } = useGetDomains();
  const [text, setText] = useState(filters.q);
  const [searched, setSearched] = useState(filters.q);
  if (searched !== filters.q) {
    // Cleared, or another address was opened.
    setSearched(filters.q);
    setText(filters.q);
  }
  return (
    <section className="filter-bar" aria-label={t('members.filters')}>
      <div className="more-filters">
        <form
          role="search"
          className="more-filters__search"
          onSubmit={(event) => {
            event.preventDefault();
            onChange({ ...filters, q: text.trim() });
          }}
        >
          <Input
            type="search"
            label={t('members.search')}
            value={text}
            maxLength={300}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit">{t('members.search_button')}</Button>
        </form>
        <Select
          label={t('members.sort')}
          value={filters.sort}
          onChange={(event) =>
            onChange({
              ...filters,
              sort: SORTS.find((sort) => sort === event.target.value) ?? NO_FILTERS.sort,
            })
          }
          options={SORTS.map((sort) => ({ value: sort, label: t(`members.sort.${sort}`) }))}
        />
      </div>
      <div className="filter-bar__row">
        <ToggleChips
          label={t('members.show_only')}
          items={MARKS}
          selected={filters.mark}
          nameOf={(mark) => t(`members.mark.${mark}`)}
          onToggle={(mark) => onChange({ ...filters, mark: toggled(filters.mark, mark) })}
        />
        <ToggleChips
          label={t('members.address_at')}
          items={(domains?.items ?? []).map(({ name }) => name)}
          selected={filters.domain}
          nameOf={(name) => name}
          onToggle={(name) => onChange({ ...filters, domain: toggled(filters.domain, name) })}
        />
        {isFiltered(filters) && (
          <Button appearance="link" onClick={() => onChange({ ...NO_FILTERS, sort: filters.sort })}>
            {t('members.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}
