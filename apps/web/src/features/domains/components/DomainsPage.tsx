import { useState } from 'react';
import { Link } from 'react-router';
import type { AdminDomain } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useGetMe } from '../../session/index.ts';
import { useGetDomains } from '../api/useGetDomains.ts';
import { rightsOf } from '../rights.ts';
import { AddDomainForm } from './AddDomainForm.tsx';

function Verdict({ domain }: { domain: AdminDomain }) {
  const { t } = useTranslation();
  if (domain.retiredAt) return <StatusChip tone="neutral">{t('domains.retired')}</StatusChip>;
  if (!domain.ownership.provenAt) return <StatusChip tone="caution">{t('domains.unproven')}</StatusChip>;
  // One that was proven in another way has promised no record for it.
  const wrong = domain.records.filter(({ type, state }) => state === 'wrong' && type !== 'TXT');
  if (wrong.length > 0)
    return (
      <StatusChip tone="negative">
        {t('domains.wrong', { records: wrong.map((r) => r.type).join(', ') })}
      </StatusChip>
    );
  if (domain.records.length === 0 || domain.records.some(({ state }) => state === 'unknown'))
    return <StatusChip tone="neutral">{t('domains.state.unknown')}</StatusChip>;
  return <StatusChip tone="positive">{t('domains.state.ok')}</StatusChip>;
}

export function DomainsPage() {
  const { t } = useTranslation();
  const { member } = useGetMe();
  const { domains, isPending, error, retry } = useGetDomains();
  const [isAdding, setIsAdding] = useState(false);
  const mayAdd = rightsOf(member) === 'everything';
  return (
    <>
      <PageHeader
        title={t('domains.title')}
        help={t('domains.help')}
        actions={
          mayAdd && (
            <Button appearance="positive" aria-expanded={isAdding} onClick={() => setIsAdding(!isAdding)}>
              {t('domains.add')}
            </Button>
          )
        }
      />
      {isAdding && <AddDomainForm onClose={() => setIsAdding(false)} />}
      {error && <ErrorNotice error={error} onRetry={retry} />}
      {isPending && <Skeleton lines={6} />}
      {domains?.length === 0 && <p>{t('domains.none')}</p>}
      {domains && domains.length > 0 && (
        <div className="table-scroll">
          <table className="p-table--mobile-card">
            <thead>
              <tr>
                <th scope="col">{t('domains.name')}</th>
                <th scope="col">{t('domains.team')}</th>
                <th scope="col" className="u-align--right">
                  {t('domains.addresses')}
                </th>
                <th scope="col">{t('domains.records')}</th>
              </tr>
            </thead>
            <tbody>
              {domains.map((domain) => (
                <tr key={domain.id}>
                  <th scope="row">
                    <Link to={paths.domain(domain.id)}>{domain.name}</Link>
                  </th>
                  <td data-heading={t('domains.team')}>{`~${domain.team}`}</td>
                  <td className="u-align--right" data-heading={t('domains.addresses')}>
                    {t('domains.number', { count: domain.addresses })}
                  </td>
                  <td data-heading={t('domains.records')}>
                    <Verdict domain={domain} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
