import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useMediaQuery } from '../../../components/useMediaQuery.ts';
import { ClaimNotice, useGetClaims } from '../../claims/index.ts';
import { useGetEligibility } from '../../eligibility/index.ts';
import { useGetAliases } from '../api/useGetAliases.ts';
import { findTroubles } from '../trouble.ts';
import { AddressCards } from './AddressCards.tsx';
import { AddressTable } from './AddressTable.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { NoAddresses } from './NoAddresses.tsx';
import { TroubleNotice } from './TroubleNotice.tsx';

export function AddressesPage() {
  const { t } = useTranslation();
  const isWide = useMediaQuery('(min-width: 900px)');
  const { aliases, isPending, error, retry, hasMore, isLoadingMore, loadMore } = useGetAliases();
  const { eligibility, error: eligibilityError, retry: askEligibility } = useGetEligibility();
  const { claims } = useGetClaims();
  const isWaiting = claims !== null && claims.length > 0;
  const List = isWide ? AddressTable : AddressCards;
  return (
    <>
      <PageHeader title={t('addresses.title')} help={t('addresses.help')} />
      {isPending && <Skeleton />}
      {error && !aliases && <ErrorNotice error={error} onRetry={retry} />}
      {aliases && (
        <>
          {isWaiting && (
            <Suspense>
              <ClaimNotice />
            </Suspense>
          )}
          <TroubleNotice troubles={findTroubles(aliases)} />
          {eligibility && <FirstSteps aliases={aliases} eligibility={eligibility} />}
          {aliases.length > 0 && <List aliases={aliases} />}
          {aliases.length === 0 && !isWaiting && eligibility && <NoAddresses eligibility={eligibility} />}
          {aliases.length === 0 && eligibilityError && !eligibility && (
            <ErrorNotice error={eligibilityError} onRetry={askEligibility} />
          )}
          {hasMore && (
            <Button isBusy={isLoadingMore} onClick={loadMore}>
              {t('load_more')}
            </Button>
          )}
        </>
      )}
    </>
  );
}
