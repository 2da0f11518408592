import type { ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useRetryEntry } from '../api/useRetryEntry.ts';

/** Where something can be tried again: the button says what. */
export function RetryButton({ entry }: { entry: ErrorEntryDetail }) {
  const { t } = useTranslation();
  const toast = useToast();
  const { retryEntry, isRetrying, error } = useRetryEntry(entry.id);
  if (entry.retry === null || entry.state === 'resolved') return null;
  const { retry } = entry;
  return (
    <>
      <Button
        isBusy={isRetrying}
        onClick={() =>
          retryEntry(undefined, { onSuccess: () => toast({ text: t(`errors.retried.${retry}`) }) })
        }
      >
        {t(`errors.retry.${retry}`)}
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
