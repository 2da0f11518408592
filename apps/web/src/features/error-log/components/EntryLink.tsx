import { Link } from 'react-router';
import type { ErrorEntry } from '@ubuntu-aliases/shared';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import type { Selection } from '../useSelection.ts';
import { topicOf } from '../entry-topic.ts';

export interface EntryListProps {
  entries: readonly ErrorEntry[];
  /** The filters as they stand in the address, kept when an entry is opened. */
  search: string;
  onFocusEntry: (id: string) => void;
  openId?: string | null;
  /** None for readers who change nothing. */
  selection: Selection | null;
}

export const entryLinkId = (id: string) => `entry-${id}`;

/** What happened, in words; opens the entry. */
export function EntryLink({
  entry,
  search,
  onFocusEntry,
  openId,
}: Omit<EntryListProps, 'entries' | 'selection'> & { entry: ErrorEntry }) {
  const { t } = useTranslation();
  return (
    <Link
      id={entryLinkId(entry.id)}
      className="entry-link"
      to={{ pathname: paths.errorEntry(entry.id), search }}
      aria-current={openId === entry.id ? 'true' : undefined}
      onFocus={() => onFocusEntry(entry.id)}
    >
      {t(`entry.${topicOf(entry.code)}`)}
    </Link>
  );
}
