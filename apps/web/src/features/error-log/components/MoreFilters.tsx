import Input from '@canonical/react-components/dist/esm/components/Input';
import Select from '@canonical/react-components/dist/esm/components/Select';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetDomains } from '../../landing/index.ts';
import { FILTER_CODES, topicOf } from '../entry-topic.ts';
import type { Filters } from '../filters.ts';

interface Props {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}

/** Text, kind, domain and time; what is chosen shows up as a chip that takes it away again. */
export function MoreFilters({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const { domains } = useGetDomains();
  const [text, setText] = useState(filters.q);
  const [searched, setSearched] = useState(filters.q);
  if (searched !== filters.q) {
    // Cleared by its chip, or another address was opened.
    setSearched(filters.q);
    setText(filters.q);
  }
  const add = (name: 'code' | 'domain', value: string) =>
    value !== '' && !filters[name].includes(value) && onChange({ [name]: [...filters[name], value] });
  return (
    <div className="more-filters">
      <form
        role="search"
        className="more-filters__search"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ q: text.trim() });
        }}
      >
        <Input
          type="search"
          label={t('errors.filter.text')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit">{t('errors.filter.search')}</Button>
      </form>
      <Select
        label={t('errors.filter.code')}
        value=""
        onChange={(event) => add('code', event.target.value)}
        options={[
          { value: '', label: t('errors.filter.add') },
          ...FILTER_CODES.map((code) => ({
            value: code,
            label: t('errors.filter.code_option', { what: t(`entry.${topicOf(code)}`), code }),
          })),
        ]}
      />
      <Select
        label={t('errors.filter.domain')}
        value=""
        onChange={(event) => add('domain', event.target.value)}
        options={[
          { value: '', label: t('errors.filter.add') },
          ...(domains?.items ?? []).map(({ name }) => ({ value: name, label: name })),
        ]}
      />
      <Input
        type="date"
        label={t('errors.filter.from')}
        value={filters.from}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <Input
        type="date"
        label={t('errors.filter.to')}
        value={filters.to}
        onChange={(event) => onChange({ to: event.target.value })}
      />
    </div>
  );
}
