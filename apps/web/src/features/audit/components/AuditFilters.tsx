import Input from '@canonical/react-components/dist/esm/components/Input';
import Select from '@canonical/react-components/dist/esm/components/Select';
import { Button } from '../../../components/Button.tsx';
import { SearchField } from '../../../components/SearchField.tsx';
import { ToggleChips } from '../../../components/ToggleChips.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetDomains } from '../../landing/index.ts';
import { ACTIONS } from '../../../components/audit/actions.ts';
import { KINDS, type Filters } from '../filters.ts';

const toggled = <T,>(items: readonly T[], item: T): T[] =>
  items.includes(item) ? items.filter((other) => other !== item) : [...items, item];

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
  /** Null when there is nothing to clear. */
  onClear: (() => void) | null;
}

export function AuditFilters({ filters, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const { domains } = useGetDomains();
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  const isOpen = (['actor', 'member', 'alias', 'action', 'from', 'to'] as const).some(
    (n) => filters[n] !== '',
  );
  return (
    <section className="filter-bar" aria-label={t('audit.filter.title')}>
      <div className="filter-bar__row">
        <ToggleChips
          label={t('audit.filter.kind')}
          items={KINDS}
          selected={filters.kind}
          nameOf={(kind) => t(`audit.actor.${kind}`)}
          onToggle={(kind) => change({ kind: toggled(filters.kind, kind) })}
        />
        <ToggleChips
          label={t('audit.domain')}
          items={(domains?.items ?? []).map(({ name }) => name)}
          selected={filters.domain}
          nameOf={(name) => name}
          onToggle={(name) => change({ domain: toggled(filters.domain, name) })}
        />
        {onClear && (
          <Button appearance="link" onClick={onClear}>
            {t('audit.filter.clear')}
          </Button>
        )}
      </div>
      <details open={isOpen}>
        <summary>{t('audit.filter.more')}</summary>
        <div className="more-filters">
          {(['actor', 'member', 'alias'] as const).map((name) => (
            <SearchField
              key={name}
              label={t(`audit.filter.${name}`)}
              button={t('audit.filter.search')}
              value={filters[name]}
              onSearch={(text) => change({ [name]: text })}
            />
          ))}
          <Select
            label={t('audit.filter.action')}
            value={filters.action}
            onChange={(event) => change({ action: event.target.value })}
            options={[
              { value: '', label: t('audit.filter.any') },
              ...ACTIONS.map((action) => ({ value: action, label: t(`audit.action.${action}`) })),
            ]}
          />
          <Input
            type="date"
            label={t('audit.filter.from')}
            value={filters.from}
            onChange={(event) => change({ from: event.target.value })}
          />
          <Input
            type="date"
            label={t('audit.filter.to')}
            value={filters.to}
            onChange={(event) => change({ to: event.target.value })}
          />
        </div>
      </details>
    </section>
  );
}
