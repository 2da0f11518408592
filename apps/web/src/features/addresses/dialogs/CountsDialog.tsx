import type { Alias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useMailCounts } from '../api/useMailCounts.ts';
import { MailDays } from '../components/MailDays.tsx';

/** How much mail an address has, by day; and the switch, whose button names what it does to the numbers. */
export function CountsDialog({ alias, onClose }: { alias: Alias; onClose: () => void }) {
  const { t } = useTranslation();
  const { counts, error, retry, change } = useMailCounts(alias.id);
  const isCounted = counts?.isCounted ?? false;
  return (
    <Dialog
      title={<Rich text={t('counts.title')} tags={{ address: () => <Address value={alias.address} /> }} />}
      onClose={onClose}
    >
      {!counts && !error && <Skeleton />}
      {error && !counts && <ErrorNotice error={error} onRetry={retry} />}
      {counts && (
        <>
          <p className="u-text--muted">{t('counts.how')}</p>
          <div aria-live="polite">{isCounted ? <MailDays counts={counts} /> : <p>{t('counts.off')}</p>}</div>
        </>
      )}
      {change.error && <ErrorNotice error={change.error} />}
      {change.isPaused && <p role="status">{t('dialog.offline')}</p>}
      <div className="dialog__actions">
        {counts && (
          <Button isBusy={change.isPending} onClick={() => change.mutate(!isCounted)}>
            {t(!isCounted ? 'counts.start' : counts.days.length > 0 ? 'counts.stop_delete' : 'counts.stop')}
          </Button>
        )}
        <Button appearance="positive" onClick={onClose}>
          {t('dialog.close')}
        </Button>
      </div>
    </Dialog>
  );
}
