import { Suspense, useCallback } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useMediaQuery } from '../../../components/useMediaQuery.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { ClaimNotice, useGetClaims } from '../../claims/index.ts';
import { useGetEligibility } from '../../eligibility/index.ts';
import { useGetAliases } from '../api/useGetAliases.ts';
import { CountsDialog } from '../dialogs/CountsDialog.tsx';
import { PauseDialog } from '../dialogs/PauseDialog.tsx';
import { RemoveDialog } from '../dialogs/RemoveDialog.tsx';
import { RecipientDialog } from '../dialogs/RecipientDialog.tsx';
import { TestDialog } from '../dialogs/TestDialog.tsx';
import { useFirstSteps } from '../first-steps.ts';
import { findTroubles } from '../trouble.ts';
import { useDialog } from '../useDialog.ts';
import { usePause } from '../usePause.ts';
import { AddressCards } from './AddressCards.tsx';
import { AddressTable } from './AddressTable.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { NoAddresses } from './NoAddresses.tsx';
import { RefusedChange } from './RefusedChange.tsx';
import { TroubleNotice } from './TroubleNotice.tsx';

export function AddressesPage() {
  const { t } = useTranslation();
  const isWide = useMediaQuery('(min-width: 900px)');
  const { aliases, isPending, error, retry, hasMore, isLoadingMore, loadMore } = useGetAliases();
  const { eligibility, error: eligibilityError, retry: askEligibility } = useGetEligibility();
  const { claims } = useGetClaims();
  const isWaiting = claims !== null && claims.length > 0;
  const { dialog, open, close } = useDialog(aliases ?? []);
  const { pause, resume, error: refused, dismissError } = usePause();
  const { steps, setIsTested, dismiss } = useFirstSteps(aliases ?? [], eligibility);
  const onSeen = useCallback(() => setIsTested(), [setIsTested]);
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
          {refused && <RefusedChange error={refused} onDismiss={dismissError} />}
          <TroubleNotice troubles={findTroubles(aliases)} onOpen={open} />
          {eligibility && steps && (
            <FirstSteps
              steps={steps}
              onDismiss={dismiss}
              onTest={() => {
                const ready = aliases.find(({ state }) => state === 'active' || state === 'grace');
                if (ready) open('test', ready);
              }}
            />
          )}
          {aliases.length > 0 && <List aliases={aliases} actions={{ open, resume }} />}
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
      {dialog?.action === 'recipient' && (
        <RecipientDialog alias={dialog.alias} replaces={dialog.replaces} onClose={close} />
      )}
      {dialog?.action === 'remove' && (
        <RemoveDialog alias={dialog.alias} recipientId={dialog.replaces} onClose={close} />
      )}
      {dialog?.action === 'pause' && (
        <PauseDialog
          alias={dialog.alias}
          onClose={close}
          onPause={(choice) => {
            close();
            pause(dialog.alias, choice);
          }}
        />
      )}
      {dialog?.action === 'counts' && <CountsDialog alias={dialog.alias} onClose={close} />}
      {dialog?.action === 'test' && <TestDialog alias={dialog.alias} onClose={close} onSeen={onSeen} />}
    </>
  );
}
