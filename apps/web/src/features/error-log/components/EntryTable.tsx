import type { ErrorEntry } from '@ubuntu-aliases/shared';
import { Time } from '../../../components/Time.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { EntryLink, type EntryListProps } from './EntryLink.tsx';
import { EntryState, Severity } from './EntryState.tsx';
import { Person } from './Person.tsx';
import { SelectBox } from './SelectBox.tsx';
import { topicOf } from '../entry-topic.ts';

export function EntryTable({ entries, search, onFocusEntry, selection }: EntryListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const row = (entry: ErrorEntry) => (
    <tr key={entry.id}>
      {selection && (
        <td>
          <SelectBox
            label={t('errors.selection.one', { what: t(`entry.${topicOf(entry.code)}`) })}
            isChecked={selection.isSelected(entry.id)}
            onToggle={() => selection.toggle(entry.id)}
          />
        </td>
      )}
      <td>
        <Severity severity={entry.severity} />
      </td>
      <th scope="row">
        <EntryLink entry={entry} search={search} onFocusEntry={onFocusEntry} />
      </th>
      <td>
        <Person member={entry.member} />
      </td>
      <td className="name">{entry.domain ?? '–'}</td>
      <td className="number">{format.number(entry.count)}</td>
      <td>
        <Time value={entry.lastSeenAt} />
        <span className="p-text--small u-text--muted state-meaning">
          {t('errors.first_label')} <Time value={entry.firstSeenAt} />
        </span>
      </td>
      <td>
        <EntryState state={entry.state} />
      </td>
    </tr>
  );
  return (
    <table className="entry-table" aria-label={t('errors.title')}>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="entry-table__tick">
              <SelectBox
                label={t('errors.selection.all')}
                isChecked={selection.selected.length > 0 && selection.selected.length === entries.length}
                onToggle={selection.toggleAll}
              />
            </th>
          )}
          <th scope="col" className="entry-table__short">
            {t('errors.severity')}
          </th>
          <th scope="col" className="entry-table__what">
            {t('errors.what')}
          </th>
          <th scope="col">{t('errors.who')}</th>
          <th scope="col" className="entry-table__medium">
            {t('errors.domain')}
          </th>
          <th scope="col" className="number">
            {t('errors.count')}
          </th>
          <th scope="col" className="entry-table__medium">
            {t('errors.last')}
          </th>
          <th scope="col" className="entry-table__medium">
            {t('errors.state')}
          </th>
        </tr>
      </thead>
      <tbody>{entries.map(row)}</tbody>
    </table>
  );
}
