import type { DomainRecordChange } from '@ubuntu-aliases/shared';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { RecordState } from './RecordState.tsx';

export function History({ history }: { history: DomainRecordChange[] }) {
  const { t } = useTranslation();
  if (history.length === 0) return <p>{t('domains.no_history')}</p>;
  return (
    <ul className="p-list--divided">
      {history.map(({ id, type, state, found, at }) => (
        <li key={id} className="p-list__item record-text">
          <Time value={at} /> {type} <RecordState state={state} /> {found}
        </li>
      ))}
    </ul>
  );
}
