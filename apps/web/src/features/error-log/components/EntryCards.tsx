import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { EntryLink, type EntryListProps } from './EntryLink.tsx';
import { EntryState, Severity } from './EntryState.tsx';
import { Person } from './Person.tsx';
import { SelectBox } from './SelectBox.tsx';
import { topicOf } from '../entry-topic.ts';

/** The same rows where there is less room: narrow screens, and beside the open panel. */
export function EntryCards({ entries, search, onFocusEntry, openId, selection }: EntryListProps) {
  const { t } = useTranslation();
  return (
    <ul className="entry-cards" aria-label={t('errors.title')}>
      {entries.map((entry) => (
        <li key={entry.id} className={entry.id === openId ? 'is-open' : undefined}>
          <p className="entry-card__line">
            {selection && (
              <SelectBox
                label={t('errors.selection.one', { what: t(`entry.${topicOf(entry.code)}`) })}
                isChecked={selection.isSelected(entry.id)}
                onToggle={() => selection.toggle(entry.id)}
              />
            )}
            <Severity severity={entry.severity} />
            <EntryState state={entry.state} />
          </p>
          <EntryLink entry={entry} search={search} onFocusEntry={onFocusEntry} openId={openId} />
          <p className="entry-card__line u-text--muted">
            <Person member={entry.member} />
            {entry.domain !== null && <span className="name">{entry.domain}</span>}
            <span>{t('errors.times', { count: entry.count })}</span>
            <Time value={entry.lastSeenAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}
