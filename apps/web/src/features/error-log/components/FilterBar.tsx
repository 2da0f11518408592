import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ToggleChips } from '../../../components/ToggleChips.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { isFiltered, NO_FILTERS, SEVERITIES, STATES, toggled, type Filters } from '../filters.ts';
import { topicOf } from '../entry-topic.ts';
import { MoreFilters } from './MoreFilters.tsx';

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

interface ActiveFilter {
  key: string;
  lead: string;
  value: string;
  without: Partial<Filters>;
}

export function FilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  const dayText = format.day;
  const active: ActiveFilter[] = [
    ...filters.code.map((code) => ({
      key: `code ${code}`,
      lead: t('errors.filter.code'),
      value: topicOf(code) === 'other' ? code : t(`entry.${topicOf(code)}`),
      without: { code: toggled(filters.code, code) },
    })),
    ...filters.domain.map((domain) => ({
      key: `domain ${domain}`,
      lead: t('errors.filter.domain'),
      value: domain,
      without: { domain: toggled(filters.domain, domain) },
    })),
    ...(['q', 'from', 'to'] as const)
      .filter((name) => filters[name] !== '')
      .map((name) => ({
        key: name,
        lead: t(name === 'q' ? 'errors.filter.text' : `errors.filter.${name}`),
        value: name === 'q' ? filters.q : dayText(filters[name]),
        without: { [name]: '' },
      })),
  ];
  // Afterwards the reader opens and closes it.
  const [isOpenAtFirst] = useState(active.length > 0);
  return (
    <section className="filter-bar" aria-label={t('errors.filter.title')}>
      <div className="filter-bar__row">
        <ToggleRows filters={filters} change={change} />
        {isFiltered(filters) && (
          <Button appearance="link" onClick={() => onChange(NO_FILTERS)}>
            {t('errors.filter.clear')}
          </Button>
        )}
      </div>
      {active.length > 0 && (
        <ul className="filter-bar__active" aria-label={t('errors.filter.active')}>
          {active.map(({ key, lead, value, without }) => (
            <li key={key}>
              <span className="p-chip is-inline">
                <span className="p-chip__lead">{lead}</span>
                <bdi className="p-chip__value">{value}</bdi>
                <button type="button" className="p-chip__dismiss" onClick={() => change(without)}>
                  {t('errors.filter.remove', { name: `${lead} ${value}` })}
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <details open={isOpenAtFirst}>
        <summary>{t('errors.filter.more')}</summary>
        <MoreFilters filters={filters} onChange={change} />
      </details>
    </section>
  );
}

function ToggleRows({ filters, change }: { filters: Filters; change: (part: Partial<Filters>) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <ToggleChips
        label={t('errors.state')}
        items={STATES}
        selected={filters.state}
        nameOf={(state) => t(`errors.state.${state}`)}
        onToggle={(state) => change({ state: toggled(filters.state, state) })}
      />
      <ToggleChips
        label={t('errors.severity')}
        items={SEVERITIES}
        selected={filters.severity}
        nameOf={(severity) => t(`errors.severity.${severity}`)}
        onToggle={(severity) => change({ severity: toggled(filters.severity, severity) })}
      />
    </>
  );
}
