import type { AdminDomainDetail } from '@ubuntu-aliases/shared';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { RecordState } from './RecordState.tsx';

export function RecordTable({ domain: { records } }: { domain: AdminDomainDetail }) {
  const { t } = useTranslation();
  const [first] = records;
  if (!first) return <p>{t('domains.not_checked')}</p>;
  return (
    <>
      <p className="u-text--muted">
        {t('domains.checked_when')} <Time value={first.checkedAt} />
      </p>
      <div className="table-scroll">
        <table className="p-table--mobile-card record-table">
          <thead>
            <tr>
              <th scope="col">{t('domains.record')}</th>
              <th scope="col">{t('domains.record_state')}</th>
              <th scope="col">{t('domains.found')}</th>
              <th scope="col">{t('domains.expected')}</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <tr key={`${record.type} ${record.name}`}>
                <th scope="row">
                  {record.type}
                  <br />
                  <code className="name">{record.name}</code>
                </th>
                <td data-heading={t('domains.record_state')}>
                  <RecordState state={record.state} />
                </td>
                <td className="record-text" data-heading={t('domains.found')}>
                  {record.found === null ? t('domains.no_answer') : record.found || t('domains.nothing')}
                </td>
                <td
                  className="record-text"
                  data-heading={record.state === 'wrong' ? t('domains.expected') : null}
                >
                  {record.state === 'wrong' && (record.expected || t('domains.nothing'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
